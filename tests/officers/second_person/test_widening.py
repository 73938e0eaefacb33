"""Moves in the tree of offices and rights of roles wait; no widening field is forgotten."""

import re

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.desk.models import ChangeEntry
from foundation.desk.roles import sync_groups
from officers.models import AccessChange
from officers.second_person import actions
from officers.second_person.widening import WIDENING
from offices.models import Office, Officer
from offices.rights import OVERSEE, reach
from tests.for_each import for_each
from tests.officers.factories import access_change, account
from tests.offices import factories as offices
from tests.procedures.admin.browser import fields_of

pytestmark = pytest.mark.django_db
CONFIRMED, REFUSED = AccessChange.Outcome.CONFIRMED, AccessChange.Outcome.REFUSED
# Fields that decide about nobody's reach. A new field of these models must be here or in WIDENING.
NEUTRAL = {
    User: "id username first_name last_name email last_login date_joined",
    Group: "id name",
    Permission: "id name content_type codename",  # no page changes them
    Officer: "id public_name title phone published",
    Office: "id kind name former_names area fields address receives_visitors latitude longitude "
    "point_approximate phones oa_id valid_from valid_to successor verified note source as_of "
    "search_text imported_fingerprint published_in",
}


def overseeing():
    app, _, codename = OVERSEE.partition(".")
    return Permission.objects.get(codename=codename, content_type__app_label=app)


@pytest.fixture
def department():
    return offices.office("phong-a", kind="department", name="Phòng A")


@pytest.fixture
def commune():
    return offices.office("ca-xa-a", name="Công an xã Ao Sen")


@pytest.fixture
def administrator(client):
    user = account("quan.tri", "Quản trị hệ thống")
    client.force_login(user)
    return user


@pytest.fixture
def second():
    return account("quan.tri.hai", "Quản trị hệ thống")


def move(client, office, **values):
    page = reverse("admin:offices_office_change", args=[office.pk])
    form = fields_of(client.get(page), "office_form") | values
    return client.post(page, form, follow=True)


def parent_of(office):
    return Office.objects.get(pk=office.pk).parent_id


def reach_of(user):
    return reach(User.objects.get(pk=user.pk))


# --- offices -------------------------------------------------------------------------------------


def test_a_move_alone_extends_nobodys_reach(client, administrator, department, commune):
    officer = account(office=department)
    page = move(client, commune, parent=department.pk, address="Số 1").content.decode()
    assert "Đơn vị vẫn ở chỗ cũ" in page
    assert reach_of(officer) == {department.pk}
    assert Office.objects.get(pk=commune.pk).address == "Số 1"
    assert ChangeEntry.objects.filter(officer=administrator, key=commune.pk).count() == 2


def test_a_second_person_completes_the_move(client, administrator, second, department, commune):
    officer = account(office=department)
    move(client, commune, parent=department.pk)
    change = AccessChange.objects.get()
    assert change.what == "Chuyển đơn vị về dưới «Phòng A»"
    client.force_login(second)
    ask = {"action": "confirm", "_selected_action": [change.pk]}
    client.post(reverse("admin:officers_accesschange_changelist"), ask)
    assert reach_of(officer) == {department.pk, commune.pk}
    entry = ChangeEntry.objects.filter(officer=second).get()
    assert [one["name"] for one in entry.differences] == ["parent"]


def test_a_refused_move_changes_nothing(client, administrator, second, department, commune):
    move(client, commune, parent=department.pk)
    actions.settle(AccessChange.objects.get(), second, REFUSED)
    assert parent_of(commune) == "tinh"


def test_the_author_of_a_move_does_not_confirm_it(client, administrator, department, commune):
    move(client, commune, parent=department.pk)
    with pytest.raises(ValidationError):
        actions.settle(AccessChange.objects.get(), administrator, CONFIRMED)
    assert parent_of(commune) == "tinh"


def test_a_leader_who_would_gain_reach_neither_sees_nor_confirms_it(
    client, administrator, department, commune
):
    move(client, commune, parent=department.pk)
    leader = account(role="Lãnh đạo", office=department)
    with pytest.raises(ValidationError):
        actions.settle(AccessChange.objects.get(), leader, CONFIRMED)
    client.force_login(leader)
    page = client.get(reverse("admin:officers_accesschange_changelist"))
    assert "Phòng A»" not in page.content.decode()


def test_two_moves_cannot_form_a_circle(client, administrator, second, department):
    other = offices.office("phong-b", kind="department")
    move(client, department, parent=other.pk)
    move(client, other, parent=department.pk)
    first, last = AccessChange.objects.order_by("pk")
    actions.settle(first, second, CONFIRMED)
    with pytest.raises(ValidationError, match="nối vòng"):
        actions.settle(last, second, CONFIRMED)
    assert (parent_of(department), parent_of(other)) == (other.pk, "tinh")
    assert actions.AccessChange.objects.get(pk=last.pk).outcome == AccessChange.Outcome.WAITING


def test_a_circle_is_refused_on_the_form(client, administrator, department):
    below = offices.office("ca-xa-b", parent=department)
    assert "nối vòng" in move(client, department, parent=below.pk).content.decode()
    assert not AccessChange.objects.exists()


def test_the_top_office_cannot_be_deleted(admin_client):
    page = reverse("admin:offices_office_delete", args=[offices.province().pk])
    assert admin_client.post(page, {"post": "yes"}).status_code == 403


# --- roles ---------------------------------------------------------------------------------------


def grant(client, role, *permissions):
    page = reverse("admin:auth_group_change", args=[role.pk])
    form = {"name": role.name, "permissions": [one.pk for one in permissions]}
    return client.post(page, form, follow=True)


def test_a_role_gets_no_right_by_one_person(admin_client, second, commune):
    role = Group.objects.create(name="Một cửa riêng")
    officer = account(role=role.name, office=commune)
    assert "chưa có quyền mới" in grant(admin_client, role, overseeing()).content.decode()
    assert reach_of(officer) == {commune.pk}
    actions.settle(AccessChange.objects.get(), second, CONFIRMED)
    assert reach_of(officer) is None
    assert ChangeEntry.objects.filter(officer=second).get().differences[0]["name"] == "permissions"


def test_a_role_gets_no_right_by_another_name(admin_client, commune):
    """The next `migrate` would give it those of the role that had this name."""
    role, leaders = Group.objects.create(name="Một cửa riêng"), Group.objects.get(name="Lãnh đạo")
    officer = account(role=role.name, office=commune)
    for group, name in ((leaders, "Lãnh đạo cũ"), (role, "Lãnh đạo")):
        page = reverse("admin:auth_group_change", args=[group.pk])
        admin_client.post(page, {"name": name, "permissions": []})
    sync_groups()
    assert set(officer.groups.values_list("name", flat=True)) == {"Một cửa riêng"}
    assert not Group.objects.get(pk=role.pk).permissions.exists()


def test_a_role_loses_a_right_at_once(admin_client, commune):
    role = Group.objects.create(name="Một cửa riêng")
    role.permissions.add(overseeing())
    officer = account(role=role.name, office=commune)
    grant(admin_client, role)
    assert reach_of(officer) == {commune.pk}
    assert not AccessChange.objects.exists()


def test_nobody_confirms_rights_of_their_own_role(admin_client, second):
    role = Group.objects.create(name="Của quản trị")
    second.groups.add(role)
    grant(admin_client, role, overseeing())
    with pytest.raises(ValidationError):
        actions.settle(AccessChange.objects.get(), second, CONFIRMED)


# --- accounts ------------------------------------------------------------------------------------


@for_each("is_active", [True, False])
def test_reach_over_one_office_cannot_confirm_reach_over_all(commune, is_active):
    leader = account(role="Lãnh đạo", office=commune)
    officer = account(office=commune, is_active=is_active)
    officer.user_permissions.add(overseeing())
    with pytest.raises(ValidationError):
        actions.settle(access_change(officer), leader, CONFIRMED)


# --- operators -----------------------------------------------------------------------------------


def test_an_operator_confirms_if_nobody_else_can(
    client, administrator, department, commune, capsys
):
    move(client, commune, parent=department.pk)
    call_command("confirm_account")
    number = AccessChange.objects.get().pk
    assert f"--change {number} Công an xã Ao Sen" in capsys.readouterr().out
    call_command("confirm_account", change=[number])
    assert parent_of(commune) == department.pk
    assert ChangeEntry.objects.filter(command="confirm_account").exists()


# --- the table -----------------------------------------------------------------------------------


def labels(model, names):
    return {f"{model._meta.label}.{name}" for name in names}


def test_each_field_of_rights_is_declared_as_widening_or_not():
    for model, neutral in NEUTRAL.items():
        own = [*model._meta.concrete_fields, *model._meta.many_to_many]
        fields = labels(model, [field.name for field in own])
        declared = {name for name in WIDENING if name.rpartition(".")[0] == model._meta.label}
        assert fields == declared | labels(model, neutral.split()), model
    assert {name.rpartition(".")[0] for name in WIDENING} <= {m._meta.label for m in NEUTRAL}


def columns():
    """Return the field of each column, and of both columns of a table between two models."""
    found = {}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            found[model._meta.db_table, field.column] = f"{model._meta.label}.{field.name}"
        for field in model._meta.many_to_many:
            for column in (field.m2m_column_name(), field.m2m_reverse_name()):
                found[field.m2m_db_table(), column] = f"{model._meta.label}.{field.name}"
    return found


def test_reach_is_computed_from_these_fields_only(commune):
    officer = account(role="Lãnh đạo", office=commune)
    Office.objects.create(pk="to", kind="team", name="Tổ", parent=commune)  # the tree is followed
    with CaptureQueriesContext(connection) as queries:
        reach_of(officer)
        User.objects.get(pk=officer.pk).get_all_permissions()
    known, asked = columns(), set()
    for query in queries:
        _select, _from, conditions = query["sql"].partition(" FROM ")
        asked |= {known[pair] for pair in re.findall(r'"(\w+)"\."(\w+)"', conditions)}
        asked |= {f"offices.Office.{name}" for name in re.findall(r"office\.(\w+)_id", conditions)}
    neutral = {label for model, names in NEUTRAL.items() for label in labels(model, names.split())}
    asked -= {label for label in asked if label.endswith((".id", ".content_type"))}
    asked -= {"contenttypes.ContentType.app_label"}
    order = {"auth.Permission.codename", "offices.Officer.public_name"}  # ORDER BY
    assert asked - order <= WIDENING.keys(), asked - order - WIDENING.keys()
    assert "offices.Office.parent" in asked
    assert not asked & neutral - order
