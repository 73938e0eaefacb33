"""Roles are groups that follow one table."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from police_portal import roles

pytestmark = pytest.mark.django_db
# Who reads what citizens wrote or declared.
PERSONAL = {"dossiers.view_dossier", "feedback.view_question", "citizens.view_personalrequest", "citizens.view_citizen"}


def group(name):
    return Group.objects.get(name=name)


def test_each_role_is_a_group_with_exactly_its_permissions():
    call_command("sync_roles", stdout=StringIO())
    for role in roles.ROLES:
        held = group(role.name).permissions.values_list("content_type__app_label", "codename")
        assert {f"{app}.{code}" for app, code in held} == role.permissions


def test_a_second_run_takes_away_what_somebody_added_and_leaves_other_groups_alone():
    roles.sync()
    extra = Permission.objects.get(codename="correct_dossier")
    own = Group.objects.create(name="Nhóm riêng")
    for somewhere in (group("Biên tập"), own):
        somewhere.permissions.add(extra)
    roles.sync()
    assert extra not in group("Biên tập").permissions.all()
    assert list(own.permissions.all()) == [extra]


def test_a_wrong_name_changes_nothing(monkeypatch):
    roles.sync()
    before = list(group("Kiểm tra").permissions.order_by("pk"))
    wrong = roles.Role("Kiểm tra", "", frozenset({"dossiers.view_nothing"}))
    monkeypatch.setattr(roles, "ROLES", (wrong,))
    with pytest.raises(ImproperlyConfigured, match="view_nothing"):
        roles.sync()
    assert list(group("Kiểm tra").permissions.order_by("pk")) == before


@pytest.mark.parametrize("name", ["Quản trị hệ thống", "Biên tập", "Kiểm tra"])
def test_who_needs_no_personal_data_sees_none(name):
    roles.sync()
    officer = User.objects.create_user("can.bo", is_staff=True)
    officer.groups.add(group(name))
    assert not PERSONAL & officer.get_all_permissions()
