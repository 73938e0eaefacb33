"""What may be done once is done once, also with concurrent requests."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from foundation.desk.models import ChangeEntry
from officers.models import AccessChange
from officers.second_factor import devices
from officers.second_person import actions
from tests.at_once import RACE, at_once
from tests.officers.factories import access_change, account

pytestmark = RACE
HOME, PROVE = reverse("admin:index"), reverse("second-factor-prove")
ROUNDS = 5


@pytest.fixture
def officer(settings):
    """Return an officer with a phone, as required."""
    settings.SECOND_FACTOR = True
    officer = account("can.bo", is_superuser=True)
    device = devices.begin_set_up(officer)
    assert devices.confirm_phone(officer, code_of(device, -1))
    return officer


def code_of(device, steps=0):
    """Return the current code, or one of so many steps later."""
    generator = TOTP(device.bin_key, device.step, device.t0 - steps * device.step, device.digits)
    return f"{generator.token():06d}"


def browsers(officer):
    """Return four browsers in which the officer's password was entered."""
    found = [Client() for _ in range(4)]
    for browser in found:
        browser.force_login(officer)
    return found


def let_in(found, code):
    at_once(len(found), lambda i: found[i].post(PROVE, {"code": code}).status_code)
    return sum(browser.get(HOME).status_code == 200 for browser in found)


def test_a_code_of_the_phone_opens_one_of_four_browsers(officer):
    found = browsers(officer)
    assert let_in(found, code_of(TOTPDevice.objects.get(user=officer))) == 1


def test_a_recovery_code_opens_one_of_four_browsers(officer):
    for code in devices.renew_recovery_codes(officer)[:ROUNDS]:
        assert let_in(browsers(officer), code) == 1
        # The loser of the race has failed, and would wait before the next code.
        StaticDevice.objects.update(throttling_failure_count=0)


def test_of_two_second_persons_one_settles():
    change = access_change(account("can.bo"))
    seconds = [account(f"quan.tri.{n}", role="Quản trị hệ thống") for n in range(2)]
    outcomes = (AccessChange.Outcome.CONFIRMED, AccessChange.Outcome.REFUSED)
    results = at_once(2, lambda i: actions.settle(change, seconds[i], outcomes[i]))
    assert sum(isinstance(result, ValidationError) for result in results) == 1
    change.refresh_from_db()
    (winner,) = [i for i, one in enumerate(results) if not isinstance(one, ValidationError)]
    assert change.outcome == outcomes[winner]
    assert ChangeEntry.objects.count() == 1
