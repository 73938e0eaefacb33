"""Which account is whose, and how often an event is noted."""

from datetime import timedelta

import pytest

from official_accounts import accounts
from official_accounts.models import OfficialAccount
from tests.citizens.factories import official_account
from tests.dossiers.factories import at

NOW = at("2026-11-23 09:00")
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
PROVINCE, COMMUNE = "3000001", "3000002"
Signer = OfficialAccount.Signer

pytestmark = pytest.mark.django_db


def test_the_provinces_account_is_made_when_the_settings_name_it(settings):
    settings.ZALO_OA_ID = f" {PROVINCE} "
    assert accounts.account_called(PROVINCE).is_of_province
    assert accounts.province_account() == OfficialAccount.objects.get()


def test_without_a_setting_there_is_none(settings):
    settings.ZALO_OA_ID = ""
    assert accounts.province_account() is None
    assert accounts.account_called("") is None
    assert not OfficialAccount.objects.exists()


def test_an_account_that_nobody_connected_is_not_made(settings):
    settings.ZALO_OA_ID = PROVINCE
    assert accounts.account_called(COMMUNE) is None
    own = official_account(COMMUNE)
    assert accounts.account_called(COMMUNE) == own


@pytest.mark.parametrize(
    ("seen", "signed_by", "noted"),
    [
        (None, "", True),
        (NOW - MINUTE - SECOND, "account", True),
        (NOW - MINUTE, "account", False),
        (NOW - SECOND, "account", False),
        (NOW - SECOND, "app", True),  # another secret
    ],
)
def test_an_event_is_noted_once_a_minute(time_machine, seen, signed_by, noted):
    time_machine.move_to(NOW, tick=False)
    account = official_account(COMMUNE, webhook_seen_at=seen, signed_by=signed_by)
    accounts.note_event(account, Signer.ACCOUNT)
    account.refresh_from_db()
    assert account.webhook_seen_at == (NOW if noted else seen)
    assert account.signed_by == "account"
