"""Officers' passwords: which are accepted, and the requirements and effects of a change."""

from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from officers.models import PastPassword
from tests.for_each import for_each
from tests.officers.factories import PASSWORD, account
from tests.police_portal import production

OLD, NEW = "mat-khau-rat-dai-2026", "một câu dài  có dấu, dễ nhớ "
CHANGE = reverse("admin:password_change")


@pytest.fixture
def officer(db):
    """Return an officer."""
    return User.objects.create_superuser("canbo", password=OLD)


@pytest.fixture
def browser(officer):
    """Return the officer's browser."""
    client = Client()
    client.force_login(officer)
    return client


def change(browser, new, old=OLD):
    """Change the password and return True if it was accepted."""
    return (
        browser.post(
            CHANGE, {"old_password": old, "new_password1": new, "new_password2": new}
        ).status_code
        == 302
    )


@pytest.mark.parametrize(
    "password", [NEW, "mật khẩu rất dài 2026", "tktkwqzzmBvr", "🚓" * 12, "x y" * 40, "p" * 200]
)
def test_long_passwords_are_accepted_exactly_as_typed(browser, officer, password):
    assert change(browser, password)
    officer.refresh_from_db()
    assert officer.check_password(password)
    assert not officer.check_password(password.strip() + "?")


@for_each(
    "password",
    [
        "ngan-qua1",
        "password123",
        "qwertyuiop",
        "canbo12345",
        "MatKhau@123456",
        "Công-an 2026 2026",
        "Admin!!!!!2026",
    ],
)
def test_short_common_and_personal_passwords_are_refused(browser, officer, password):
    assert not change(browser, password)
    officer.refresh_from_db()
    assert officer.check_password(OLD)


def test_a_change_needs_the_old_password(browser):
    assert not change(browser, NEW, old="sai")


def test_passwords_are_hidden_and_can_be_pasted(browser):
    page = browser.get(CHANGE).content.decode()
    assert page.count('type="password"') == 3
    assert "onpaste" not in page


def test_a_changed_password_ends_the_officers_other_sessions(browser, officer):
    elsewhere = Client()
    elsewhere.force_login(officer)
    change(browser, NEW)
    assert browser.get(CHANGE).status_code == 200
    assert elsewhere.get(CHANGE).status_code == 302


def test_production_stretches_passwords():
    show = (
        "from django.contrib.auth.hashers import get_hasher; print(get_hasher().algorithm, "
        "get_hasher().iterations)"
    )
    printed = production.run(
        f"import django; django.setup(); {show}", **production.GOOD
    ).stdout.split()
    assert printed[0] == PBKDF2PasswordHasher.algorithm
    assert int(printed[1]) >= 600_000


def test_an_administrator_uses_none_of_the_last_ten_passwords_again(browser, officer):
    typed = [f"một câu dài của tôi thứ {number}" for number in range(11)]
    for old, new in pairwise([OLD, *typed]):
        assert change(browser, new, old=old)
    assert not change(browser, typed[1], old=typed[10])
    assert change(browser, typed[0], old=typed[10])
    assert officer.past_passwords.count() == PastPassword.KEPT


def test_an_officer_without_accounts_to_change_has_no_past_passwords(db):
    officer = account("tran.binh", "Cán bộ một cửa")
    client = Client()
    client.force_login(officer)
    assert change(client, NEW, old=PASSWORD)
    assert not officer.past_passwords.exists()


@pytest.mark.parametrize(
    ("role", "days", "later", "asked"),
    [
        ("Quản trị hệ thống", 60, 60, False),
        ("Quản trị hệ thống", 60, 61, True),
        ("Quản trị hệ thống", 0, 900, False),
        ("Cán bộ một cửa", 60, 900, False),
    ],
)
def test_administrators_set_a_new_password_in_time(db, settings, role, days, later, asked):
    settings.ADMINISTRATOR_PASSWORD_DAYS = days
    officer, client, home = account("tran.binh", role), Client(), reverse("admin:index")
    with time_machine.travel("2026-11-24 02:00:00Z", tick=False) as clock:
        client.force_login(officer)
        assert client.get(home).status_code == 200
        clock.shift(timedelta(days=later))
        client.force_login(officer)
        answer = client.get(home)
        assert (answer.status_code, answer.get("Location")) == (
            (302, reverse("own-password")) if asked else (200, None)
        )
        assert change(client, NEW, old=PASSWORD)
        assert client.get(home).status_code == 200
