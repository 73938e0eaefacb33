"""All accounts' tokens are renewed in time; one that hangs keeps no other."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from official_accounts import refreshing, tokens
from official_accounts.models import OaToken, OfficialAccount
from tests.citizens.factories import oa_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def quick(settings):
    """Give a call up after a moment."""
    settings.ZALO_READ_SECONDS, settings.ZALO_TOTAL_SECONDS = 0.4, 0.6


def expiring(zalo, oa_id, hours=4):
    """Add an account whose pair expires soon."""
    zalo.world.add_account(oa_id)
    soon = timezone.now() + timedelta(hours=hours)
    return oa_token(zalo.world.oa_pair(oa_id), oa_id=oa_id, expires_at=soon)


def renewed():
    """Return the accounts whose token lives another day."""
    late = timezone.now() + timedelta(hours=20)
    return set(OaToken.objects.filter(expires_at__gt=late).values_list("account__oa_id", flat=True))


def refresh(places=4):
    client = refreshing.create_client(places)
    try:
        return refreshing.refresh_due(client, places)
    finally:
        client.close()


def test_only_pairs_that_expire_soon_are_renewed(zalo):
    expiring(zalo, "3000001")
    fresh = expiring(zalo, "3000002", hours=24)
    assert refresh() == refreshing.Round(renewed=1)
    assert renewed() == {"3000001", "3000002"}
    assert OaToken.objects.get(pk=fresh.pk).access_token == fresh.access_token


def test_an_account_that_hangs_delays_no_other(zalo, quick):
    for number in range(9):
        expiring(zalo, f"300000{number}")
    zalo.world.accounts["3000000"].hangs = True
    assert refresh() == refreshing.Round(renewed=8, failed=1)
    assert renewed() == {f"300000{number}" for number in range(1, 9)}
    hanging = OaToken.objects.get(account__oa_id="3000000")
    assert (hanging.failure, hanging.next_refresh_at > timezone.now()) == ("timeout", True)


def test_the_most_urgent_pair_comes_first(zalo):
    for hours in (4, 1, 3):
        expiring(zalo, f"300000{hours}", hours)
    assert list(refreshing.due()) == ["3000001", "3000003", "3000004"]


def test_a_retired_account_is_not_renewed(zalo):
    row = expiring(zalo, "3000001")
    row.account.state = "retired"
    row.account.save()
    assert refresh() == refreshing.Round()


# --- one account that fails costs no other its pair ----------------------------------------------

BROKEN = "3000001"


def the_database_fails_once(monkeypatch):
    """Let one statement fail, as in a failover, when the others' calls are under way."""
    real = tokens.take_turn

    def failing(oa_id, used=None):
        if oa_id == BROKEN:
            raise OperationalError
        return real(oa_id, used)

    monkeypatch.setattr(tokens, "take_turn", failing)


def its_pair_cannot_be_decrypted(_monkeypatch):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE official_accounts_oatoken SET refresh_token = 'gAAAAAlost' WHERE account_id ="
            " (SELECT id FROM official_accounts_officialaccount WHERE oa_id = %s)",
            [BROKEN],
        )


def an_officer_retires_it_meanwhile(monkeypatch):
    real = tokens._save

    def retired(turn, pair):
        if turn.oa_id == BROKEN:
            OaToken.objects.filter(pk=turn.pk).delete()
            OfficialAccount.objects.filter(oa_id=BROKEN).update(state="retired")
        return real(turn, pair)

    monkeypatch.setattr(tokens, "_save", retired)


def saving_it_breaks(monkeypatch):
    real = tokens._save

    def broken(turn, pair):
        return real(turn, pair) if turn.oa_id != BROKEN else 1 // 0

    monkeypatch.setattr(tokens, "_save", broken)


def its_failure_cannot_be_noted(monkeypatch):
    def broken(turn, _error):
        assert turn.oa_id == BROKEN
        raise OperationalError

    monkeypatch.setattr(tokens, "note_failure", broken)
    OaToken.objects.filter(account__oa_id=BROKEN).update(refresh_token="not-zalo's")


@pytest.mark.parametrize(
    ("fault", "failed"),
    [
        (the_database_fails_once, 1),
        (its_pair_cannot_be_decrypted, 1),
        (an_officer_retires_it_meanwhile, 0),
        (saving_it_breaks, 1),
        (its_failure_cannot_be_noted, 1),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_every_pair_that_zalo_gave_is_saved_whatever_happens_to_one(
    zalo, monkeypatch, fault, failed
):
    for number in range(4):
        expiring(zalo, f"300000{number}", hours=1 + number)
    with monkeypatch.context() as patch:
        fault(patch)
        done = refresh(places=2)
    assert done == refreshing.Round(renewed=3, failed=failed)
    assert renewed() == {"3000000", "3000002", "3000003"}
    OaToken.objects.update(refreshing_until=None)
    refresh()
    refused = OaToken.objects.filter(refused=True).exclude(account__oa_id=BROKEN)
    assert not refused.exists()
