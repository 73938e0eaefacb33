"""Whether an office is open and when it opens next."""

from datetime import date, datetime, time

import pytest

from offices.working_time.calendar import ZONE, WorkingCalendar
from offices.working_time.hours import Schedule

MORNING, AFTERNOON = (time(7, 30), time(11, 30)), (time(13), time(17))
WEEK = dict.fromkeys(range(1, 6), (MORNING, AFTERNOON))
CALENDAR = WorkingCalendar(
    frozenset({date(2026, 11, 24)}), frozenset({date(2026, 11, 28)}), frozenset({2026})
)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("moment", "open_now", "opens_next"),
    [
        ("2026-11-25T07:29", False, "2026-11-25T07:30"),
        ("2026-11-25T07:30", True, "2026-11-25T13:00"),
        ("2026-11-25T11:30", False, "2026-11-25T13:00"),
        ("2026-11-25T16:59", True, "2026-11-26T07:30"),
        ("2026-11-25T17:00", False, "2026-11-26T07:30"),
        pytest.param("2026-11-24T09:00", False, "2026-11-25T07:30", id="public holiday"),
        pytest.param(
            "2026-11-28T09:00",
            True,
            "2026-11-28T13:00",
            id="make-up Saturday is worked like a Monday",
        ),
        pytest.param("2026-11-29T09:00", False, "2026-11-30T07:30", id="Sunday"),
    ],
)
def test_open_and_next_opening_in_a_usual_week(moment, open_now, opens_next):
    schedule = Schedule(WEEK)
    assert schedule.is_open(at(moment), CALENDAR) is open_now
    assert schedule.opens_next(at(moment), CALENDAR) == at(opens_next)


def test_exceptions_take_precedence_over_holidays():
    schedule = Schedule(WEEK, {date(2026, 11, 24): ((time(8), time(10)),), date(2026, 11, 25): ()})
    assert schedule.is_open(at("2026-11-24T09:00"), CALENDAR) is True
    assert schedule.is_open(at("2026-11-25T09:00"), CALENDAR) is False
    assert schedule.opens_next(at("2026-11-24T09:00"), CALENDAR) == at("2026-11-26T07:30")


def test_hours_are_unknown_without_a_schedule():
    schedule = Schedule()
    assert schedule.is_open(at("2026-11-25T09:00"), CALENDAR) is None
    assert schedule.opens_next(at("2026-11-25T09:00"), CALENDAR) is None


def test_without_weekly_hours_only_exceptions_are_known():
    schedule = Schedule({}, {date(2026, 11, 26): (MORNING,)})
    assert schedule.is_open(at("2026-11-25T09:00"), CALENDAR) is None
    assert schedule.is_open(at("2026-11-26T09:00"), CALENDAR) is True
    assert schedule.opens_next(at("2026-11-25T09:00"), CALENDAR) == at("2026-11-26T07:30")


def test_holidays_of_unfilled_years_are_not_guessed():
    assert Schedule(WEEK).opens_next(at("2026-12-31T17:00"), CALENDAR) is None


def test_an_office_that_never_opens_has_no_next_opening():
    assert Schedule({1: ()}).opens_next(at("2026-06-01T09:00"), CALENDAR) is None


def test_hours_of_an_unfilled_year_are_unknown_except_exceptions():
    new_year = Schedule(WEEK)
    assert new_year.is_open(at("2027-01-01T09:00"), CALENDAR) is None
    own = Schedule(WEEK, {date(2027, 1, 1): (MORNING,)})
    assert own.is_open(at("2027-01-01T09:00"), CALENDAR) is True
    assert own.opens_next(at("2026-12-31T17:00"), CALENDAR) == at("2027-01-01T07:30")
