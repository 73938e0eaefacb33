"""All accounts' tokens are renewed in time; one that hangs keeps no other."""

from datetime import timedelta

import pytest
from django.utils import timezone

from official_accounts import refreshing
from official_accounts.models import OaToken
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
