"""Officers set up a second factor once and prove it at each sign-in."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from officers.second_factor import devices

pytestmark = pytest.mark.django_db
HOME, PROVE, SET_UP = (
    reverse("admin:index"),
    reverse("second-factor-prove"),
    reverse("second-factor-set-up"),
)
RENEW, OVERVIEW, PASSWORD = (
    reverse("second-factor-recovery"),
    reverse("second-factor"),
    "mat-khau-rat-dai-2026",
)
NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _second_factor_is_required(settings):
    """Require the second factor, as in production."""
    settings.SECOND_FACTOR = True


@pytest.fixture
def officer(db):
    """Return an officer."""
    return User.objects.create_superuser("canbo", password=PASSWORD)


@pytest.fixture
def browser(officer):
    """Return a browser in which the officer has entered the password."""
    client = Client()
    assert (
        client.post(reverse("admin:login"), {"username": "canbo", "password": PASSWORD}).status_code
        == 302
    )
    return client


def code_of(device, at=NOON):
    generator = TOTP(device.bin_key, device.step, device.t0, device.digits)
    generator.time = at.timestamp()
    return f"{generator.token():06d}"


def phone_of(officer):
    """Set up a phone for the officer."""
    device = devices.begin_set_up(officer)
    assert devices.confirm_phone(officer, code_of(device, timezone.now()))
    return TOTPDevice.objects.get(user=officer)


def shown_codes(response):
    return re.findall(r"<code>([a-z2-7-]{19})</code>", response.content.decode())


# --- signing in ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page", [HOME, reverse("admin:auth_user_changelist"), OVERVIEW, RENEW, PROVE]
)
def test_without_a_phone_every_page_redirects_to_the_set_up(browser, page):
    assert browser.get(page)["Location"].startswith(SET_UP)


@time_machine.travel(NOON, tick=False)
def test_the_set_up_shows_the_key_and_ends_with_recovery_codes(browser, officer):
    page = browser.get(SET_UP).content.decode()
    device = TOTPDevice.objects.get(user=officer, confirmed=False)
    assert "<svg" in page
    assert devices.secret_of(device) in page
    done = browser.post(SET_UP, {"code": code_of(device)})
    assert len(shown_codes(done)) == devices.RECOVERY_CODES
    assert browser.get(HOME).status_code == 200


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("code", ["000000", "", "abcdef", "1" * 41, "123 456", "\u0660" * 6])
def test_a_wrong_code_sets_nothing_up(browser, officer, code):
    browser.get(SET_UP)
    assert browser.post(SET_UP, {"code": code}).status_code == 200
    assert devices.confirmed_phone(officer) is None
    assert browser.get(HOME).status_code == 302


@time_machine.travel(NOON, tick=False)
def test_a_valid_code_opens_the_requested_page(browser, officer):
    with time_machine.travel(NOON.replace(hour=4), tick=False):
        device = phone_of(officer)
    wanted = reverse("admin:auth_user_changelist")
    asked = browser.get(wanted)["Location"]
    assert asked.startswith(PROVE)
    entered = browser.post(asked, {"code": code_of(device)[:3] + " " + code_of(device)[3:]})
    assert entered["Location"] == wanted
    assert browser.get(wanted).status_code == 200


@time_machine.travel(NOON, tick=False)
def test_a_code_works_once(browser, officer):
    with time_machine.travel(NOON.replace(hour=4), tick=False):
        device = phone_of(officer)
    browser.post(PROVE, {"code": code_of(device)})
    again = Client()
    again.force_login(officer)
    again.post(PROVE, {"code": code_of(device)})
    assert again.get(HOME).status_code == 302


def test_a_second_phone_needs_more_than_the_password(browser, officer):
    device = phone_of(officer)
    assert browser.get(SET_UP)["Location"].startswith(PROVE)
    browser.post(SET_UP, {"code": "123456"})
    assert TOTPDevice.objects.get(user=officer) == device


def test_after_many_wrong_codes_the_right_one_must_wait(browser, officer):
    device = phone_of(officer)
    for _ in range(4):
        browser.post(PROVE, {"code": "000000"})
    later = timezone.now()
    browser.post(PROVE, {"code": code_of(device, later)})
    assert browser.get(HOME).status_code == 302


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"]
)
@time_machine.travel(NOON, tick=False)
def test_the_redirect_never_leaves_the_site(browser, officer, target):
    with time_machine.travel(NOON.replace(hour=4), tick=False):
        device = phone_of(officer)
    assert browser.post(f"{PROVE}?next={target}", {"code": code_of(device)})["Location"] == HOME


def test_every_page_needs_the_password_first(officer):
    for page in (PROVE, SET_UP, OVERVIEW):
        assert Client().get(page)["Location"].startswith(reverse("admin:login"))


# --- recovery codes ------------------------------------------------------------------------------


def test_a_recovery_code_works_once_and_shows_how_many_are_left(browser, officer):
    phone_of(officer)
    first, *_others = devices.renew_recovery_codes(officer)
    entered = browser.post(PROVE, {"code": first.upper()}, follow=True)
    assert "còn 9 mã" in entered.content.decode()
    again = Client()
    again.force_login(officer)
    again.post(PROVE, {"code": first})
    assert again.get(HOME).status_code == 302


def test_recovery_codes_are_stored_only_as_hashes(officer):
    plain = {code.replace("-", "") for code in devices.renew_recovery_codes(officer)}
    assert not plain & set(StaticToken.objects.values_list("token", flat=True))


def test_new_recovery_codes_replace_the_old_ones(browser, officer):
    phone_of(officer)
    former = devices.renew_recovery_codes(officer)
    browser.post(PROVE, {"code": former[0]})
    assert len(shown_codes(browser.post(RENEW))) == devices.RECOVERY_CODES
    assert devices.verify_code(officer, former[1]) is None


def test_another_officers_code_is_refused(browser, officer):
    phone_of(officer)
    other = User.objects.create_superuser("khac", password=PASSWORD)
    devices.renew_recovery_codes(officer)
    assert devices.verify_code(officer, devices.renew_recovery_codes(other)[0]) is None


def test_no_admin_page_shows_a_key(admin_client, settings, officer):
    settings.SECOND_FACTOR = False
    phone_of(officer)
    for name in ("otp_totp/totpdevice/", "otp_static/staticdevice/"):
        assert admin_client.get(f"/quan-tri/{name}").status_code == 404


# --- losing the phone, ends of sessions ----------------------------------------------------------


def test_an_administrator_can_reset_a_lost_phone(officer, admin_client, settings):
    settings.SECOND_FACTOR = False
    phone_of(officer)
    chosen = {"action": "forget_second_factor", "_selected_action": [officer.pk]}
    admin_client.post(reverse("admin:auth_user_changelist"), chosen)
    assert devices.confirmed_phone(officer) is None
