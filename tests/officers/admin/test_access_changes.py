"""The list on which a second person confirms or refuses."""

import pytest
from django.test import Client
from django.urls import reverse

from officers.models import AccessChange
from tests.for_each import for_each
from tests.officers.factories import access_change, account
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db
LIST = reverse("admin:officers_accesschange_changelist")


@pytest.fixture
def office():
    return offices.office("ca-xa-a", name="Công an xã Ao Sen")


@pytest.fixture
def officer(office):
    return account("can.bo", "Cán bộ một cửa", office=office)


@pytest.fixture
def leader(client, office):
    user = account("lanh.dao", "Lãnh đạo", office=office)
    client.force_login(user)
    return user


def settle(client, change, action="confirm"):
    ticked = {"action": action, "_selected_action": [change.pk]}
    return client.post(LIST, ticked, follow=True).content.decode()


def test_the_list_shows_the_change_and_the_rights_of_the_account(client, leader, officer):
    access_change(officer, account("quan.tri"))
    html = client.get(LIST).content.decode()
    words = ("Trần Bình", "can.bo", "Đặt mật khẩu mới", "Cán bộ một cửa", "Ao Sen", "quan.tri")
    assert [one for one in words if one not in html] == []


def test_a_leader_confirms_the_account(client, leader, officer):
    assert "can.bo: Xác nhận thay đổi tài khoản." in settle(client, access_change(officer))
    change = AccessChange.objects.get()
    assert (change.outcome, change.settled_by) == ("confirmed", leader)
    browser = Client()
    browser.force_login(officer)
    assert browser.get(reverse("admin:index")).status_code == 200


def test_a_leader_refuses(client, leader, officer):
    settle(client, access_change(officer), "refuse")
    officer.refresh_from_db()
    assert not officer.is_active


def test_the_author_of_a_change_sees_why_they_cannot_confirm(client, leader, officer):
    assert "Phải là người thứ hai" in settle(client, access_change(officer, leader))
    assert AccessChange.objects.get().outcome == "waiting"


@for_each("role", ["Kiểm tra", "Cán bộ một cửa"])
def test_other_roles_confirm_nothing(client, office, officer, role):
    client.force_login(account(role=role, office=office))
    settle(client, access_change(officer))
    assert AccessChange.objects.get().outcome == "waiting"


def test_changes_of_superusers_are_seen_by_superusers_only(client, leader):
    access_change(account("toan.quyen", is_superuser=True))
    administrators = account(role="Quản trị hệ thống")
    client.force_login(administrators)
    assert "toan.quyen" not in client.get(LIST).content.decode()
    client.force_login(account(is_superuser=True))
    assert "toan.quyen" in client.get(LIST).content.decode()
