"""The system administrator alone opens no account that sees citizens' data."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from officers.models import AccessChange
from officers.second_factor import devices
from tests.for_each import for_each
from tests.officers.factories import PASSWORD, account
from tests.offices import factories as offices
from tests.procedures.admin.browser import fields_of

pytestmark = pytest.mark.django_db
ADD, LIST = reverse("admin:auth_user_add"), reverse("admin:auth_user_changelist")
HOME, SIGN_IN = reverse("admin:index"), reverse("admin:login")
OTHER = "mot-mat-khau-khac-2026"


@pytest.fixture
def office():
    return offices.office("ca-xa-a", name="Công an xã Ao Sen")


@pytest.fixture
def administrator(client):
    """Sign in a system administrator."""
    user = account("quan.tri", "Quản trị hệ thống")
    client.force_login(user)
    return user


@pytest.fixture
def leader(office):
    return account("lanh.dao", "Lãnh đạo", office=office)


def change_of(user):
    return reverse("admin:auth_user_change", args=[user.pk])


def save(client, user, **values):
    form = fields_of(client.get(change_of(user)), "user_form") | values
    answer = client.post(change_of(user), form, follow=True)
    assert answer.redirect_chain, answer.content.decode()
    return answer


def may_enter(username, password):
    """Return True if the account signs in and gets past the sign-in."""
    browser = Client()
    browser.post(SIGN_IN, {"username": username, "password": password})
    answer = browser.get(HOME)
    return answer.status_code == 200 or answer["Location"] == reverse("own-password")


def waiting():
    return list(AccessChange.objects.filter(outcome="waiting").values_list("what", flat=True))


def test_a_new_leader_is_locked(client, administrator, office):
    typed = {
        "username": "gia.danh",
        "last_name": "Trần",
        "first_name": "Bình",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "groups": [Group.objects.get(name="Lãnh đạo").pk],
        "posts-0-office": office.pk,
        "posts-0-public_name": "Trần Bình",
    }
    page = client.post(ADD, fields_of(client.get(ADD), "user_form") | typed, follow=True)
    assert "«gia.danh» tạm chưa dùng được" in page.content.decode()
    assert not may_enter("gia.danh", PASSWORD)
    change = AccessChange.objects.get()
    assert "vai trò «Lãnh đạo»; nơi công tác «Công an xã Ao Sen»" in change.what
    assert (change.changed_by, change.is_password_known) == (administrator, True)


# Django reads all of these as the same number.
@for_each("written", ["{}", "0{}", "+{}", " {}", "{}_0A"])
def test_a_leader_with_a_new_password_is_locked(client, administrator, leader, written):
    address = reverse("admin:auth_user_password_change", args=[written.format(leader.pk)])
    typed = {"password1": OTHER, "password2": OTHER, "usable_password": "true"}
    client.force_login(administrator)  # each change gives the administrator's session a new key
    assert client.post(address, typed)["Location"] == change_of(leader)
    assert not may_enter("lanh.dao", OTHER)
    assert waiting() == ["Đặt mật khẩu mới"]
    assert AccessChange.objects.get().is_password_known


def test_a_leader_with_a_reset_second_factor_is_locked(client, administrator, leader):
    devices.begin_set_up(leader)
    client.post(LIST, {"action": "forget_second_factor", "_selected_action": [leader.pk]})
    assert not may_enter("lanh.dao", PASSWORD)
    assert waiting() == ["Đặt lại xác thực hai lớp"]


def test_an_officer_with_a_new_role_is_locked(client, administrator, office):
    user = account("bien.tap", "Biên tập", office=office)
    save(client, user, groups=[Group.objects.get(name="Lãnh đạo").pk])
    assert waiting() == ["Thêm: vai trò «Lãnh đạo»"]
    assert not may_enter("bien.tap", PASSWORD)


def test_an_officer_with_a_new_office_is_locked(client, administrator, leader):
    other = offices.office("ca-xa-b", name="Công an xã Bờ Đê")
    save(client, leader, **{"posts-0-office": other.pk})
    assert waiting() == ["Thêm: nơi công tác «Công an xã Bờ Đê»"]


def test_a_reenabled_account_is_locked(client, administrator, leader):
    User.objects.filter(pk=leader.pk).update(is_active=False)
    save(client, leader, is_active="on")
    assert waiting() == ["Thêm: «Đang hoạt động»"]


@for_each(
    "values",
    [
        {"groups": []},
        {"is_active": ""},
        {"first_name": "An"},
        {"posts-0-valid_to": "01/12/2026", "posts-0-title": "Trưởng công an"},
    ],
)
def test_fewer_rights_and_new_names_need_no_second_person(client, administrator, leader, values):
    save(client, leader, **values)
    assert not AccessChange.objects.exists()


def test_ones_own_second_factor_needs_no_second_person(client, administrator):
    client.post(LIST, {"action": "forget_second_factor", "_selected_action": [administrator.pk]})
    assert not AccessChange.objects.exists()


def test_a_new_administrator_cannot_be_the_second_person(client, administrator, office, leader):
    """Two accounts of one person are one person: the second one waits itself."""
    second = account("quan.tri.hai", office=office)
    save(client, second, groups=[Group.objects.get(name="Quản trị hệ thống").pk])
    assert not may_enter("quan.tri.hai", PASSWORD)


def test_superusers_need_a_second_person_too(client, leader):
    client.force_login(account("toan.quyen", is_superuser=True))
    save(client, leader, is_superuser="on")
    assert not may_enter("lanh.dao", PASSWORD)


def test_the_page_of_an_office_gives_no_post(client, administrator, office, leader):
    address = reverse("admin:offices_office_change", args=[office.pk])
    form = fields_of(client.get(address), "office_form") | {
        "officers-TOTAL_FORMS": "2",
        "officers-0-user": administrator.pk,
        "officers-0-valid_to": "31/12/2030",
        "officers-1-user": administrator.pk,
        "officers-1-public_name": "Tự bổ nhiệm",
        "officers-1-office": office.pk,
    }
    assert client.post(address, form).status_code == 302
    assert [(post.user, post.valid_to) for post in office.officers.all()] == [(leader, None)]
