"""The arithmetic of time limits: every known example, and properties of any calendar."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offices.working_time.calendar import (
    UNITS,
    ZONE,
    WorkingCalendar,
    YearNotLoaded,
    due_at,
    end_of_days,
)
from offices.working_time.public_holidays import public_days
from tests.for_each import for_each

_DAYS = [day for year in (2026, 2027) for day in public_days(year)]
REAL = WorkingCalendar(
    days_off=frozenset(day.date for day in _DAYS if day.kind == "day_off"),
    working_days=frozenset(day.date for day in _DAYS if day.kind == "working_day"),
    years_with_tet=frozenset({2026, 2027}),
)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("accepted", "limit", "due"),
    [
        pytest.param("2026-11-23T09:00", 1, "2026-11-25", id="24/11 is a holiday"),
        pytest.param(
            "2026-11-20T16:30",
            2,
            "2026-11-25",
            id="weekend, 24/11; the afternoon makes no difference",
        ),
        pytest.param("2026-12-31T10:00", 1, "2027-01-04", id="1/1 is a Friday"),
        pytest.param("2027-04-29T10:00", 3, "2027-05-06", id="1/5 on a Saturday gives Monday off"),
        pytest.param("2026-08-21T08:00", 1, "2026-08-22", id="Friday, Saturday a make-up day"),
        pytest.param("2026-08-28T08:00", 1, "2026-09-03", id="31/8 swapped, 1/9 and 2/9"),
        pytest.param("2026-11-16T08:00", 1, "2026-11-17", id="submitted Saturday, accepted Monday"),
        pytest.param("2026-11-21T08:00", 1, "2026-11-23", id="accepted on a Saturday"),
        pytest.param("2027-02-03T08:00", 1, "2027-02-11", id="Tết 2027"),
    ],
)
def test_due_dates_in_working_days(accepted, limit, due):
    assert due_at(at(accepted), limit, "working_day", REAL) == date.fromisoformat(due)


@for_each("unit", ["working_day", "day"])
@for_each(
    ("accepted", "flag", "due"),
    [
        ("2026-11-25T15:00:00", True, "2026-11-25"),
        ("2026-11-25T15:00:00.000001", True, "2026-11-26"),
        ("2026-11-25T15:00:01", True, "2026-11-26"),
        ("2026-11-25T15:00:01", False, "2026-11-25"),
        ("2026-11-27T15:00:01", True, "2026-11-30"),
        ("2026-11-28T16:00:00", True, "2026-11-30"),
        ("2026-11-24T08:00:00", False, "2026-11-25"),
    ],
)
def test_same_day_procedures_have_a_cutoff(unit, accepted, flag, due):
    assert due_at(at(accepted), 0, unit, REAL, same_day_cutoff=flag) == date.fromisoformat(due)


@for_each("moment", ["2026-11-23T00:00", "2026-11-23T16:59", "2026-11-23T23:59"])
def test_a_limit_in_days_ends_with_its_last_day_in_vietnam(moment):
    found = end_of_days(at(moment).astimezone(UTC), 15)
    assert found == datetime(2026, 12, 8, 23, 59, 59, tzinfo=ZONE)


def test_the_cutoff_does_not_affect_other_limits():
    assert due_at(at("2026-11-25T16:00"), 1, "working_day", REAL, same_day_cutoff=True) == date(
        2026, 11, 26
    )


@pytest.mark.parametrize(
    ("accepted", "limit", "due"),
    [
        pytest.param("2026-11-19T08:00", 3, "2026-11-23", id="ends on a Sunday: end of Monday"),
        pytest.param("2026-11-21T08:00", 3, "2026-11-25", id="ends on a holiday"),
        pytest.param("2026-11-19T08:00", 6, "2026-11-25", id="ends on a working day"),
    ],
)
def test_due_dates_in_calendar_days(accepted, limit, due):
    assert due_at(at(accepted), limit, "day", REAL) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("accepted", "limit", "due"),
    [
        ("2026-11-25T08:00", 1, "2026-12-25"),
        ("2026-10-31T08:00", 1, "2026-11-30"),
        ("2026-12-29T08:00", 2, "2027-03-01"),  # 28/2/2027 is a Sunday
        ("2026-11-30T08:00", 12, "2027-11-30"),
    ],
)
def test_months_end_on_the_same_day_or_the_last(accepted, limit, due):
    assert due_at(at(accepted), limit, "month", REAL) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("accepted", "limit", "due"),
    [
        ("2026-11-25T09:30", 24, "2026-11-26T09:30"),
        pytest.param(
            "2026-11-27T09:30", 24, "2026-11-30T17:00", id="ends on a Saturday: end of Monday"
        ),
    ],
)
def test_due_moments_in_hours(accepted, limit, due):
    assert due_at(at(accepted), limit, "hour", REAL) == at(due)


@pytest.mark.parametrize(
    ("accepted", "limit", "due"),
    [
        ("2026-11-25T08:00", 2, "2026-11-25T10:00"),
        pytest.param("2026-11-25T10:30", 2, "2026-11-25T14:00", id="over lunch"),
        pytest.param("2026-11-25T07:30", 4, "2026-11-25T11:30", id="to the end of the morning"),
        pytest.param("2026-11-25T16:00", 2, "2026-11-26T08:30", id="over the night"),
        pytest.param("2026-11-23T16:00", 8, "2026-11-25T16:00", id="over a holiday"),
        pytest.param("2026-11-28T09:00", 1, "2026-11-30T08:30", id="accepted on a Saturday"),
    ],
)
def test_due_moments_in_working_hours(accepted, limit, due):
    assert due_at(at(accepted), limit, "working_hour", REAL) == at(due)


def test_the_date_in_vietnam_counts():
    assert due_at(datetime(2026, 11, 25, 18, 0, tzinfo=UTC), 1, "working_day", REAL) == date(
        2026, 11, 27
    )


@pytest.mark.parametrize(
    ("accepted", "limit", "unit"),
    [
        ("2027-12-31T08:00", 1, "working_day"),
        ("2027-12-31T08:00", 1, "day"),
        ("2027-12-01T08:00", 1, "month"),
        ("2027-12-31T16:30", 8, "working_hour"),
        ("2027-12-31T08:00", 24, "hour"),
        ("2025-12-31T08:00", 1, "working_day"),
        ("2025-12-31T08:00", 1, "day"),
        ("9999-12-31T23:59", 10_000, "day"),
        ("0001-01-01T00:00", 1, "working_day"),
    ],
)
def test_a_span_into_a_year_without_tet_is_refused(accepted, limit, unit):
    with pytest.raises(YearNotLoaded, match="chưa có ngày nghỉ Tết của năm") as refused:
        due_at(at(accepted), limit, unit, REAL)
    assert refused.value.code == "calendar_year_missing"


def test_a_span_over_a_whole_year_without_tet_is_refused():
    holey = WorkingCalendar(years_with_tet=frozenset({2026, 2028}))
    with pytest.raises(YearNotLoaded) as refused:
        due_at(at("2026-06-01T08:00"), 24, "month", holey)
    assert refused.value.year == 2027


@pytest.mark.parametrize(
    ("accepted", "limit", "unit"),
    [
        (at("2026-11-25T08:00"), -1, "day"),
        (at("2026-11-25T08:00"), 10_001, "working_day"),
        (at("2026-11-25T08:00"), 1, "week"),
    ],
)
def test_impossible_limits_are_refused(accepted, limit, unit):
    with pytest.raises(ValueError, match=r"Thời hạn|unknown unit"):
        due_at(accepted, limit, unit, REAL)


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        due_at(datetime(2026, 11, 25, 8, 0), 1, "day", REAL)  # noqa: DTZ001  # the mistake under test


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1)).map(  # noqa: DTZ001  # hypothesis adds the zone
    lambda moment: moment.replace(tzinfo=ZONE)
)
dates = st.dates(date(2026, 1, 1), date(2027, 6, 1))


@given(moments, st.integers(0, 40), st.sampled_from(UNITS), st.booleans())
def test_nothing_is_due_before_it_was_accepted_or_on_a_day_off(moment, limit, unit, flag):
    due = due_at(
        moment, min(limit, 3) if unit == "month" else limit, unit, REAL, same_day_cutoff=flag
    )
    last_day = due.date() if isinstance(due, datetime) else due
    assert last_day >= moment.date()
    assert REAL.is_working_day(last_day)


@given(dates, st.integers(1, 30), st.integers(1, 30))
def test_working_days_add_up(day, first, second):
    assert REAL.add_working_days(
        REAL.add_working_days(day, first), second
    ) == REAL.add_working_days(day, first + second)


@given(dates, st.integers(1, 60))
def test_the_span_has_as_many_working_days_as_were_added(day, limit):
    due = REAL.add_working_days(day, limit)
    worked = sum(
        REAL.is_working_day(day + timedelta(days=n)) for n in range(1, (due - day).days + 1)
    )
    assert worked == limit


# Not hours: 23:00 on a holiday becomes the end of the next working day, an hour more is its
# beginning (Đ148k5 to the letter).
@given(moments, st.integers(0, 40), st.sampled_from([unit for unit in UNITS if unit != "hour"]))
def test_a_longer_limit_is_never_due_earlier(moment, limit, unit):
    limit = min(limit, 3) if unit == "month" else limit
    assert due_at(moment, limit, unit, REAL) <= due_at(moment, limit + 1, unit, REAL)


@given(moments, st.integers(1, 60))
def test_working_hours_end_within_office_hours(moment, limit):
    moment_due = due_at(moment, limit, "working_hour", REAL).time()
    assert time(7, 30) < moment_due <= time(11, 30) or time(13) < moment_due <= time(17)
