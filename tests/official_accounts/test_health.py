"""How an account's pair of tokens is, up to the moment, and when it is renewed."""

from datetime import timedelta

import pytest

from official_accounts import health
from official_accounts.health import StandingStill, refresh_due_at, stops_by_account, token_state
from official_accounts.models import FeatureStop, OaToken
from tests.citizens.factories import official_account
from tests.dossiers.factories import at

NOW = at("2026-11-23 09:00")
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
AGAIN, SOON = "Phải cấp quyền lại", "Mã làm mới sắp hết hạn"


def pair(**values):
    values = {"expires_at": NOW + DAY, "refresh_expires_at": NOW + 90 * DAY, **values}
    return OaToken(next_refresh_at=NOW, **values)


@pytest.mark.parametrize(
    ("row", "name", "level"),
    [
        (None, "Chưa kết nối", "danger"),
        (pair(), "Hoạt động", "success"),
        (pair(refused=True), AGAIN, "danger"),
        (pair(refresh_expires_at=NOW - SECOND), AGAIN, "danger"),
        (pair(refresh_expires_at=NOW), AGAIN, "danger"),
        (pair(refresh_expires_at=NOW + SECOND), SOON, "warning"),
        (pair(refresh_expires_at=NOW + 7 * DAY - SECOND), SOON, "warning"),
        (pair(refresh_expires_at=NOW + 7 * DAY), "Hoạt động", "success"),
        (pair(failed_at=NOW), "Làm mới hỏng", "warning"),
        # The worst first.
        (pair(failed_at=NOW, refused=True), AGAIN, "danger"),
        (pair(failed_at=NOW, refresh_expires_at=NOW + DAY), "Làm mới hỏng", "warning"),
    ],
)
def test_each_state_of_a_pair(row, name, level):
    state = token_state(row, NOW)
    assert (state.name, state.level) == (name, level)
    assert bool(state.words) is (level != "success")


@pytest.mark.parametrize(
    ("rests_until", "due"),
    [(NOW, NOW + 19 * HOUR), (NOW + 20 * HOUR, NOW + 20 * HOUR)],  # five hours ahead of 24
)
def test_a_pair_is_renewed_five_hours_ahead_and_never_while_it_rests(rests_until, due):
    row = pair()
    row.next_refresh_at = rests_until
    assert refresh_due_at(row) == due


@pytest.mark.django_db
def test_what_stands_still_is_told_by_account(monkeypatch):
    account, other = official_account("3000001"), official_account("3000002")
    FeatureStop.objects.create(account=account, feature="articles", error_number=-223)
    FeatureStop.objects.create(account=other, feature="articles", until=NOW)  # over
    of_province = StandingStill(None, "Kênh", NOW + DAY, "")
    monkeypatch.setattr(health, "_sources", [lambda now: [of_province] if now == NOW else []])
    found = stops_by_account(NOW)
    assert set(found) == {account.pk, None}
    assert found[None] == [of_province]
    (own,) = found[account.pk]
    assert (own.until, "hạn mức bài viết" in own.remedy) == (None, True)


def test_a_room_is_registered_once(monkeypatch):
    monkeypatch.setattr(health, "_sources", [])
    health.register_stops(tell_nothing)
    health.register_stops(tell_nothing)
    assert health._sources == [tell_nothing]


def tell_nothing(_now):
    return ()
