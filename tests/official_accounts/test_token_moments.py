"""The moments of a pair of tokens: until when it counts, rests, and is leased. Without Zalo."""

from datetime import timedelta

import pytest

from official_accounts import refreshing, tokens
from official_accounts.models import OaToken
from official_accounts.tokens import NoToken, Turn, take_turn
from tests.citizens.factories import oa_token, official_account
from tests.dossiers.factories import at
from zalo_client.errors import RateLimited, Reason, TryLater, ZaloError, ZaloUnavailable
from zalo_client.oa_answers import OaTokens

pytestmark = pytest.mark.django_db
OA = "3000001"
NOW = at("2026-11-23 09:00")
SECOND, MINUTE, HOUR, DAY = (timedelta(seconds=one) for one in (1, 60, 3600, 86400))


@pytest.fixture(autouse=True)
def _clock(time_machine):
    time_machine.move_to(NOW, tick=False)


class Zalo:
    """Counts renewals; each brings a new pair that lives for 25 hours."""

    def __init__(self, error=None):
        self.error, self.asked = error, []

    def refresh(self, token):
        self.asked.append(token)
        if self.error:
            raise self.error
        return OaTokens(f"moi-{len(self.asked)}", f"lam-moi-{len(self.asked)}", 25 * 3600)


def pair(**values):
    return oa_token(oa_id=OA, **{"next_refresh_at": NOW, **values})


def read(row):
    return OaToken.objects.get(pk=row.pk)


# --- until when a token counts --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expires_at", "token"), [(NOW + SECOND, "truy-cap"), (NOW, ""), (NOW - SECOND, "")]
)
def test_a_stored_token_counts_until_it_expires(expires_at, token):
    pair(expires_at=expires_at)
    assert tokens.stored_token(OA) == token


def test_there_is_no_stored_token_without_a_pair_or_of_a_retired_account():
    assert tokens.stored_token(OA) == ""
    pair()
    official_account(OA, state="retired")
    assert tokens.stored_token(OA) == ""
    with pytest.raises(NoToken):
        tokens.usable_token(Zalo(), OA)


@pytest.mark.parametrize(
    ("left", "renewed"), [(5 * HOUR, False), (5 * HOUR - SECOND, True), (-HOUR, True)]
)
def test_a_token_is_renewed_five_hours_ahead(left, renewed):
    row, zalo = pair(expires_at=NOW + left), Zalo()
    assert tokens.usable_token(zalo, OA) == ("moi-1" if renewed else "truy-cap")
    assert bool(zalo.asked) is renewed
    assert read(row).refreshing_until is None


@pytest.mark.parametrize(("left", "usable"), [(SECOND, True), (0 * SECOND, False)])
def test_while_renewal_fails_the_old_token_counts_to_its_end(left, usable):
    pair(expires_at=NOW + left)
    failing = Zalo(ZaloUnavailable(Reason.TIMEOUT))
    if usable:
        assert tokens.usable_token(failing, OA) == "truy-cap"
    else:
        with pytest.raises(NoToken):
            tokens.usable_token(failing, OA)


def test_what_a_new_pair_brings():
    row, zalo = pair(expires_at=NOW + HOUR, failed_at=NOW, failure="x", refused=True), Zalo()
    tokens.usable_token(zalo, OA)
    row = read(row)
    assert (row.access_token, row.refresh_token) == ("moi-1", "lam-moi-1")
    assert (row.expires_at, row.refresh_expires_at) == (NOW + 25 * HOUR, NOW + 90 * DAY)
    assert (row.refreshed_at, row.next_refresh_at) == (NOW, NOW + 10 * MINUTE)
    assert (row.refreshing_until, row.failed_at, row.failure, row.refused) == (
        None, None, "", False,
    )  # fmt: skip


def test_a_pair_that_somebody_consented_for_may_be_renewed_at_once():
    row = tokens.enter_pair(OA, "a", "b", 3600)
    assert (read(row).expires_at, read(row).next_refresh_at) == (NOW + HOUR, NOW)


# --- whose turn it is -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "has_turn"),
    [
        ({}, True),
        ({"next_refresh_at": NOW + SECOND}, False),
        ({"refreshing_until": NOW + SECOND}, False),
        ({"refreshing_until": NOW}, True),  # that process is dead
    ],
)
def test_one_process_has_the_turn_for_a_minute(values, has_turn):
    row = pair(expires_at=NOW + HOUR, **values)
    assert list(refreshing.due()) == ([OA] if has_turn else [])
    turn = take_turn(OA)
    assert turn == (Turn(row.pk, OA, "lam-moi") if has_turn else None)
    if has_turn:
        assert read(row).refreshing_until == NOW + MINUTE
        assert take_turn(OA) is None
        assert list(refreshing.due()) == []


@pytest.mark.parametrize(("used", "has_turn"), [("truy-cap", True), ("khac", False), (None, True)])
def test_a_turn_is_for_the_pair_that_was_used(used, has_turn):
    pair()
    assert bool(take_turn(OA, used)) is has_turn


def test_of_a_retired_account_nobody_has_a_turn():
    pair(expires_at=NOW + HOUR)
    official_account(OA, state="retired")
    assert take_turn(OA) is None
    assert list(refreshing.due()) == []


@pytest.mark.parametrize(
    ("expires_at", "due"), [(NOW + 5 * HOUR - SECOND, [OA]), (NOW + 5 * HOUR, [])]
)
def test_a_round_renews_what_expires_within_five_hours(expires_at, due):
    pair(expires_at=expires_at)
    assert list(refreshing.due()) == due


# --- failures -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "rests", "refused"),
    [
        (ZaloUnavailable(Reason.TIMEOUT), MINUTE, False),
        (ZaloError(Reason.OA_REFRESH, -118), HOUR, True),
        (RateLimited(Reason.RATE, http_status=429, retry_after=7), MINUTE, False),
        (RateLimited(Reason.RATE, http_status=429, retry_after=600), 10 * MINUTE, False),
        (TryLater(Reason.QUOTA, 12, retry_after=300), 5 * MINUTE, False),
    ],
)
def test_after_a_failure_the_pair_rests(error, rests, refused):
    row = pair(failed_at=NOW - DAY)
    tokens.note_failure(take_turn(OA), error)
    row = read(row)
    assert (row.next_refresh_at, row.refreshing_until) == (NOW + rests, None)
    assert (row.refused, row.failure) == (refused, str(error))
    assert row.failed_at == NOW - DAY  # since when


def test_the_first_failure_is_dated():
    row = pair()
    tokens.note_failure(take_turn(OA), ZaloUnavailable(Reason.TIMEOUT))
    assert read(row).failed_at == NOW


@pytest.mark.parametrize(("retry_after", "rests"), [(7, 7 * SECOND), (0, 0 * SECOND)])
def test_where_zalo_was_not_asked_nothing_has_failed(retry_after, rests):
    row = pair()
    tokens.note_failure(take_turn(OA), TryLater(Reason.BUSY, retry_after=retry_after))
    row = read(row)
    assert (row.next_refresh_at, row.refreshing_until, row.failed_at) == (NOW + rests, None, None)


def test_a_failure_that_comes_after_a_new_pair_is_forgotten():
    row = pair()
    turn = take_turn(OA)
    tokens.store_pair(row.account, OaTokens("a", "b", 3600))
    for error in (ZaloUnavailable(Reason.TIMEOUT), TryLater(Reason.BUSY, retry_after=7)):
        rests_until = read(row).next_refresh_at
        tokens.note_failure(turn, error)
        assert (read(row).failed_at, read(row).next_refresh_at) == (None, rests_until)


# --- a token that Zalo refuses --------------------------------------------------------------------


@pytest.mark.parametrize(("refused", "expired"), [("truy-cap", True), ("cu", False)])
def test_only_the_refused_token_is_marked(refused, expired):
    row = pair()
    tokens.mark_refused(OA, refused)
    assert (read(row).expires_at == NOW) is expired
    tokens.mark_refused("3000009", refused)  # nobody's


def test_a_refused_token_is_replaced_by_another():
    pair()
    assert tokens.replace_refused(Zalo(), OA, "truy-cap") == "moi-1"
    assert tokens.replace_refused(Zalo(), OA, "truy-cap") == "moi-1"  # somebody did it meanwhile


def test_a_refused_token_that_cannot_be_replaced_is_used_by_nobody():
    row = pair(next_refresh_at=NOW + MINUTE)
    with pytest.raises(NoToken):
        tokens.replace_refused(Zalo(), OA, "truy-cap")
    assert read(row).expires_at == NOW
    with pytest.raises(NoToken):
        tokens.replace_refused(Zalo(), "3000009", "truy-cap")


# --- how many at once -----------------------------------------------------------------------------


def test_a_client_has_places_to_spare_and_two_threads_for_each(monkeypatch, zalo):
    monkeypatch.setattr(refreshing, "OaClient", lambda given, *_rest: given.threads)
    assert refreshing.create_client(4) == 24
