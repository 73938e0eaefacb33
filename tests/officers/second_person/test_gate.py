"""Waiting accounts are locked; known passwords are replaced first."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from officers.models import AccessChange
from tests.for_each import for_each
from tests.officers.factories import PASSWORD, access_change, account

pytestmark = pytest.mark.django_db
HOME, SIGN_IN, CHANGE = reverse("admin:index"), reverse("admin:login"), reverse("own-password")
CONFIRMED, REFUSED = AccessChange.Outcome.CONFIRMED, AccessChange.Outcome.REFUSED
NEW = "một câu dài của riêng tôi"


@pytest.fixture
def officer():
    return account("can.bo", "Cán bộ một cửa")


def sign_in(client, password=PASSWORD):
    return client.post(SIGN_IN, {"username": "can.bo", "password": password}, follow=True)


def change_password(client, new):
    typed = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    return client.post(CHANGE, typed)


def test_a_waiting_account_cannot_sign_in(client, officer):
    access_change(officer)
    page = sign_in(client).content.decode()
    assert "xác nhận ở mục «Xác nhận tài khoản»" in page
    assert client.get(HOME).status_code == 302


def test_a_waiting_account_sets_up_no_second_factor(client, officer, settings):
    settings.SECOND_FACTOR = True
    access_change(officer)
    sign_in(client)
    assert client.get(reverse("second-factor-set-up"))["Location"].startswith(SIGN_IN)
    assert not officer.totpdevice_set.exists()


def test_a_session_ends_when_somebody_opens_the_account(client, officer):
    client.force_login(officer)
    assert client.get(HOME).status_code == 200
    access_change(officer)
    assert client.get(HOME).status_code == 302


@for_each("outcome", [CONFIRMED, REFUSED])
def test_a_settled_change_locks_nobody(client, officer, outcome):
    AccessChange.objects.filter(pk=access_change(officer).pk).update(
        outcome=outcome, settled_at=officer.date_joined
    )
    client.force_login(officer)
    assert client.get(HOME).status_code == 200


def known(officer):
    return access_change(
        officer, outcome=CONFIRMED, settled_at=officer.date_joined, is_password_known=True
    )


@for_each("page", [HOME, reverse("admin:offices_office_changelist"), reverse("second-factor")])
def test_a_password_that_others_know_is_replaced_first(client, officer, page):
    known(officer)
    client.force_login(officer)
    assert client.get(page)["Location"] == CHANGE
    assert change_password(client, NEW).status_code == 302
    assert client.get(page).status_code == 200
    assert not AccessChange.objects.filter(is_password_known=True).exists()


def test_the_same_password_is_refused(client, officer):
    known(officer)
    client.force_login(officer)
    assert "phải khác mật khẩu đang dùng" in change_password(client, PASSWORD).content.decode()
    assert client.get(HOME)["Location"] == CHANGE


def test_a_known_password_is_replaced_after_the_second_factor(officer, settings):
    settings.SECOND_FACTOR = True
    known(officer)
    client = Client()
    assert sign_in(client).redirect_chain[-1][0].startswith(reverse("second-factor-set-up"))
    assert client.get(CHANGE)["Location"].startswith(reverse("second-factor-set-up"))


def test_others_pass(client, officer):
    known(account())
    access_change()
    client.force_login(User.objects.get(pk=officer.pk))
    assert client.get(HOME).status_code == 200
