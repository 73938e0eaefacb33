"""Roles are groups whose permissions follow one table."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from foundation.desk import roles
from foundation.desk.roles import Role

pytestmark = pytest.mark.django_db
# The roles that read what citizens wrote or declared.
PERSONAL = {
    "dossiers.view_dossier",
    "feedback.view_question",
    "citizens.view_personalrequest",
    "citizens.view_citizen",
}


def group(name):
    return Group.objects.get(name=name)


def test_migrating_makes_the_roles():
    """The tests' database was only migrated."""
    assert set(Role) <= set(Group.objects.values_list("name", flat=True))


def test_migrating_follows_a_changed_table(monkeypatch):
    before = group("Kiểm tra").permissions.count()
    fewer = roles.permissions_of(Role.AUDITOR) - {"axes.view_accessattempt"}
    monkeypatch.setitem(roles._granted, Role.AUDITOR, set(fewer))
    call_command("migrate", verbosity=0)
    assert group("Kiểm tra").permissions.count() == before - 1


def test_migrating_creates_permissions_before_granting_them():
    Permission.objects.filter(codename="lead_question").delete()
    call_command("migrate", verbosity=0)
    assert group("Lãnh đạo").permissions.filter(codename="lead_question").exists()


def test_each_role_has_the_permissions_of_the_table():
    call_command("sync_roles", stdout=StringIO())
    for role in Role:
        held = group(role).permissions.values_list("content_type__app_label", "codename")
        assert {f"{app}.{code}" for app, code in held} == roles.permissions_of(role)


def test_a_second_run_resets_the_roles_and_leaves_other_groups():
    roles.sync_groups()
    extra = Permission.objects.get(codename="correct_dossier")
    own = Group.objects.create(name="Nhóm riêng")
    for somewhere in (group("Biên tập"), own):
        somewhere.permissions.add(extra)
    roles.sync_groups()
    assert extra not in group("Biên tập").permissions.all()
    assert list(own.permissions.all()) == [extra]


def test_a_wrong_name_changes_nothing(monkeypatch):
    roles.sync_groups()
    before = list(group("Kiểm tra").permissions.order_by("pk"))
    monkeypatch.setitem(roles._granted, Role.AUDITOR, {"dossiers.view_nothing"})
    with pytest.raises(ImproperlyConfigured, match="view_nothing"):
        roles.sync_groups()
    assert list(group("Kiểm tra").permissions.order_by("pk")) == before


@pytest.mark.parametrize("name", ["Quản trị hệ thống", "Biên tập", "Kiểm tra"])
def test_roles_without_need_see_no_personal_data(name):
    roles.sync_groups()
    officer = User.objects.create_user("can.bo", is_staff=True)
    officer.groups.add(group(name))
    assert not PERSONAL & officer.get_all_permissions()
