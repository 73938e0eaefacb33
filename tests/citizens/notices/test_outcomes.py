"""What happens after each error of Zalo."""

from datetime import UTC, datetime, timedelta

import pytest

from citizens.models import ChannelStop
from citizens.models.delivery import State, Why
from citizens.notices.outcomes import (
    MAX_ATTEMPTS,
    TIMETABLE,
    Outcome,
    is_too_old,
    next_quota_day,
    or_given_up,
    outcome_of_error,
)
from tests.for_each import for_each
from zalo_client.error_numbers import miniapp_error, sending_error
from zalo_client.errors import (
    Later,
    NotConfigured,
    RateLimited,
    Reason,
    TryLater,
    ZaloMisconfigured,
    ZaloUnavailable,
)

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
TOMORROW = datetime(2026, 11, 25, 23, tzinfo=UTC)  # 06:00 in Vietnam
PERMANENT = (-108, -114, -118, -119, -139, -141, -213, -227, -244, -1441, -1471, -1472)
CONFIGURATION = (
    *range(-106, -100), -120, -125, -126, -135, -1351, -136, -138, -1381, -204, -205, -209, -212,
    -219, -221, -223, -224, -235, -240, -242, -1241, -320, -321,
)  # fmt: skip
TEMPLATE = (-109, -111, -112, -117, -127, -131, -145, -146, -249)
QUOTA = (-115, -137, -211)


def outcome_after(error, *, attempts=1, jitter=0.0):
    return outcome_of_error(error, attempts, NOW, jitter)


@pytest.mark.parametrize("number", PERMANENT)
def test_permanent_errors_of_the_person_try_the_next_channel(number):
    assert outcome_after(sending_error(number)) == Outcome(State.FAILED, Why.PERSON, try_next=True)


@pytest.mark.parametrize("number", [-230, -232])
def test_a_closed_message_window_tries_the_next_channel(number):
    assert outcome_after(sending_error(number)) == Outcome(State.FAILED, Why.WINDOW, try_next=True)


@for_each(
    "error",
    [*map(sending_error, CONFIGURATION), NotConfigured(), ZaloMisconfigured(Reason.ADDRESS)],
)
def test_a_configuration_error_stops_the_channel(error):
    outcome = outcome_after(error)
    assert (outcome.state, outcome.why, outcome.stop, outcome.stop_until) == (
        State.WAITING, Why.STOPPED, ChannelStop.Cause.CONFIGURATION, None,
    )  # fmt: skip
    assert outcome.alarm
    assert not outcome.counts
    assert not outcome.of_template


@for_each("number", TEMPLATE)
def test_a_wrong_template_stops_that_template_only(number):
    outcome = outcome_after(sending_error(number))
    assert (outcome.state, outcome.why, outcome.stop, outcome.stop_until) == (
        State.WAITING, Why.STOPPED, ChannelStop.Cause.CONFIGURATION, None,
    )  # fmt: skip
    assert outcome.of_template
    assert outcome.alarm
    assert not outcome.counts


@for_each("number", [-1121, -1122, -1123, -1124, -210, -248])
def test_a_wrong_value_fails_this_message_only(number):
    assert outcome_after(sending_error(number)) == Outcome(
        State.FAILED, Why.UNSUITABLE, try_next=True, alarm=True
    )


@for_each("error", [sending_error(-32), miniapp_error(-103)])
def test_a_limit_for_each_minute_pauses_the_channel_for_a_minute(error):
    outcome = outcome_after(error)
    minute = NOW + timedelta(minutes=1)
    assert (outcome.next_try_at, outcome.stop, outcome.stop_until) == (
        minute,
        ChannelStop.Cause.RATE,
        minute,
    )
    assert not outcome.alarm
    assert not outcome.counts


@for_each(
    ("error", "of_template"),
    [(sending_error(-144), False), (miniapp_error(-109), False), (sending_error(-147), True)],
)
def test_a_used_up_day_pauses_channel_or_template_until_tomorrow(error, of_template):
    outcome = outcome_after(error)
    assert (outcome.next_try_at, outcome.stop_until) == (TOMORROW, TOMORROW)
    assert (outcome.stop, outcome.of_template) == (ChannelStop.Cause.QUOTA, of_template)


@for_each("error", [sending_error(-140), sending_error(-218), miniapp_error(-111)])
def test_who_had_their_share_of_today_is_reached_otherwise_or_tomorrow(error):
    assert outcome_after(error) == Outcome(
        State.FAILED, Why.PERSON, try_next=True, otherwise_at=TOMORROW
    )


def test_a_refusal_that_is_no_attempt_is_not_met_for_ever():
    waiting = outcome_after(sending_error(-115))
    old = NOW - timedelta(days=3)
    assert or_given_up(waiting, NOW - timedelta(days=2), NOW) == waiting
    given_up = or_given_up(waiting, old, NOW)
    assert (given_up.state, given_up.why) == (State.GIVEN_UP, Why.EXHAUSTED)
    assert given_up.stop == waiting.stop
    failed = outcome_after(sending_error(-118))
    assert or_given_up(failed, old, NOW) == failed


@pytest.mark.parametrize("number", QUOTA)
def test_missing_quota_or_money_pauses_the_channel_for_an_hour(number):
    outcome = outcome_after(sending_error(number))
    hour = NOW + timedelta(hours=1)
    assert (outcome.next_try_at, outcome.stop, outcome.stop_until) == (
        hour,
        ChannelStop.Cause.QUOTA,
        hour,
    )
    assert outcome.alarm
    assert not outcome.counts


@pytest.mark.parametrize("number", [-124, -216, -220])
def test_a_refused_token_waits_without_counting_an_attempt(number):
    outcome = outcome_after(sending_error(number))
    assert (outcome.state, outcome.why, outcome.counts, outcome.alarm) == (
        State.WAITING,
        Why.TOKEN,
        False,
        True,
    )


def test_at_night_it_waits_without_counting_an_attempt():
    outcome = outcome_after(Later(Reason.NIGHT, -133, retry_after=1800))
    assert (outcome.why, outcome.next_try_at, outcome.counts) == (
        Why.NIGHT,
        NOW + timedelta(minutes=30),
        False,
    )


def test_an_unknown_error_number_sets_the_message_aside():
    assert outcome_after(sending_error(-99999)) == Outcome(
        State.FAILED, Why.UNKNOWN, try_next=True, alarm=True
    )


@pytest.mark.parametrize("attempts", range(1, MAX_ATTEMPTS))
def test_temporary_errors_are_retried_by_the_timetable(attempts):
    for error in (
        sending_error(-100),
        ZaloUnavailable(Reason.STATUS, http_status=502),
        ZaloUnavailable(Reason.TIMEOUT),
    ):
        outcome = outcome_after(error, attempts=attempts)
        assert (outcome.state, outcome.next_try_at, outcome.counts) == (
            State.WAITING,
            NOW + TIMETABLE[attempts - 1],
            True,
        )


def test_a_retry_delay_is_up_to_a_quarter_longer():
    assert outcome_after(sending_error(-100), jitter=1.0).next_try_at == NOW + TIMETABLE[0] * 1.25


def test_a_message_is_given_up_after_the_last_attempt():
    assert outcome_after(sending_error(-100), attempts=MAX_ATTEMPTS) == Outcome(
        State.GIVEN_UP, Why.EXHAUSTED
    )


@pytest.mark.parametrize(
    ("reason", "uncertain"),
    [(Reason.TIMEOUT, True), (Reason.RESET, True), (Reason.STATUS, True), (Reason.CONNECT, False)],
)
def test_a_result_is_uncertain_if_zalo_may_have_sent_it(reason, uncertain):
    assert outcome_after(ZaloUnavailable(reason)).uncertain is uncertain
    assert outcome_after(ZaloUnavailable(reason), attempts=MAX_ATTEMPTS).uncertain is uncertain


@pytest.mark.parametrize(
    "error",
    [
        TryLater(Reason.BUSY),
        TryLater(Reason.BREAKER, retry_after=15),
        RateLimited(Reason.RATE, http_status=429),
    ],
)
def test_an_attempt_that_never_reached_zalo_does_not_count(error):
    outcome = outcome_after(error, attempts=MAX_ATTEMPTS)
    assert (outcome.state, outcome.counts, outcome.next_try_at) == (
        State.WAITING,
        False,
        NOW + timedelta(seconds=error.retry_after),
    )


def test_messages_are_given_up_after_three_days():
    assert sum(TIMETABLE, timedelta()) < timedelta(days=2)
    assert not is_too_old(NOW - timedelta(days=3) + timedelta(seconds=1), NOW)
    assert is_too_old(NOW - timedelta(days=3), NOW)


@pytest.mark.parametrize(("hour_utc", "day"), [(3, 25), (16, 25), (18, 26)])
def test_quota_returns_at_six_in_vietnam(hour_utc, day):
    moment = datetime(2026, 11, 25, hour_utc, tzinfo=UTC)
    assert next_quota_day(moment) == datetime(2026, 11, day, 23, tzinfo=UTC)


def test_the_timetable_repeats_for_46_hours():
    minutes = (1, 5, 15, 60, 180, 360, 720, 720, 720)
    assert tuple(timedelta(minutes=pause) for pause in minutes) == TIMETABLE


def test_a_refused_token_is_tried_again_after_five_minutes():
    assert outcome_after(sending_error(-124)).next_try_at == NOW + timedelta(minutes=5)


def test_a_pause_that_zalo_names_is_also_up_to_a_quarter_longer():
    outcome = outcome_after(TryLater(Reason.BREAKER, retry_after=60), jitter=1.0)
    assert outcome.next_try_at == NOW + timedelta(seconds=75)


def test_what_need_not_wait_is_due_now():
    assert outcome_after(TryLater(Reason.BREAKER, retry_after=0), jitter=1.0).next_try_at == NOW
