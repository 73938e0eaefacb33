"""When a dossier is due, and how pauses move that."""

import random
from datetime import date, timedelta

import pytest

from dossiers.due import clock
from dossiers.due.clock import Terms, due, pauses_of
from offices.working_time.calendar import ZONE, WorkingCalendar, YearNotLoaded, due_at, end_of
from offices.working_time.public_holidays import public_days
from tests.dossiers.factories import at
from tests.for_each import for_each


def calendar(years=(2026, 2027), off=(), worked=()):
    days = [day for year in years for day in public_days(year)]
    return WorkingCalendar(
        frozenset(day.date for day in days if day.kind == "day_off")
        | frozenset(map(date.fromisoformat, off)),
        frozenset(day.date for day in days if day.kind == "working_day")
        | frozenset(map(date.fromisoformat, worked)),
        frozenset(years),
    )


BOTH = calendar()


def due_day(accepted, value, unit="working_day", pauses=(), known=BOTH, **terms):
    moments = [(at(start), at(end)) for start, end in pauses]
    return (
        due(Terms(at(accepted), value, unit, **terms), moments, known)
        .astimezone(ZONE)
        .date()
        .isoformat()
    )


@for_each(
    ("accepted", "value", "unit", "cutoff", "expected"),
    [
        ("2026-11-23 09:00", 1, "working_day", False, "2026-11-25"),  # 24/11 is a holiday
        # weekend, 24/11; the afternoon makes no difference
        (
            "2026-11-20 16:30",
            2,
            "working_day",
            False,
            "2026-11-25",
        ),
        ("2026-12-31 10:00", 1, "working_day", False, "2027-01-04"),  # 1/1 is a Friday
        # 30/4 Fri, 1/5 Sat gives Mon 3/5 off
        (
            "2027-04-29 10:00",
            3,
            "working_day",
            False,
            "2027-05-06",
        ),
        ("2026-11-26 15:00:00", 0, "working_day", True, "2026-11-26"),  # "after 15:00" is strict
        ("2026-11-26 15:00:01", 0, "working_day", True, "2026-11-27"),
        ("2026-11-26 15:00:01", 0, "working_day", False, "2026-11-26"),  # the flag is off
        ("2026-11-26 10:00", 3, "day", False, "2026-11-30"),  # ends on a Sunday: end of Monday
        # submitted on Saturday, accepted on Monday
        (
            "2026-11-30 08:00",
            1,
            "working_day",
            False,
            "2026-12-01",
        ),
        ("2026-10-31 08:00", 1, "month", False, "2026-11-30"),  # November has no 31st
    ],
)
def test_due_dates_match_the_domain_examples(accepted, value, unit, cutoff, expected):
    assert due_day(accepted, value, unit, same_day_cutoff=cutoff) == expected


def test_a_make_up_saturday_is_a_working_day():
    assert due_day("2026-11-27 09:00", 1, known=calendar(worked=["2026-11-28"])) == "2026-11-28"


@pytest.mark.parametrize("pauses", [(), [("2026-12-29 10:00", "2026-12-30 10:00")]])
def test_a_limit_across_an_unknown_year_is_refused(pauses):
    with pytest.raises(YearNotLoaded, match="2027"):
        due_day("2026-12-28 10:00", 10, pauses=pauses, known=calendar(years=[2026]))


def test_a_limit_in_days_ends_at_the_end_of_the_day():
    assert due(Terms(at("2026-11-25 09:00"), 1, "working_day"), [], BOTH) == at(
        "2026-11-26 23:59:59"
    )


@pytest.mark.parametrize(
    ("pauses", "expected"),
    [
        ([], "2026-12-04"),  # five working days from Fri 27/11
        ([("2026-11-30 08:00", "2026-11-30 17:00")], "2026-12-04"),  # within a day
        ([("2026-11-30 08:00", "2026-12-02 08:00")], "2026-12-08"),  # Monday to Wednesday: two days
        # over the weekend, which does not count
        (
            [("2026-11-27 15:00", "2026-11-29 09:00")],
            "2026-12-04",
        ),
        ([("2026-11-27 15:00", "2026-11-30 09:00")], "2026-12-04"),
        ([("2026-11-27 15:00", "2026-12-01 09:00")], "2026-12-07"),
        # on the last day: nothing is due during the pause
        (
            [("2026-12-04 09:00", "2026-12-14 09:00")],
            "2026-12-14",
        ),
        # a late dossier stays late
        (
            [("2026-12-07 09:00", "2026-12-14 09:00")],
            "2026-12-04",
        ),
        (
            [("2026-11-30 08:00", "2026-12-01 08:00"), ("2026-12-02 08:00", "2026-12-03 08:00")],
            "2026-12-08",
        ),
    ],
)
def test_pauses_extend_limits_in_working_days(pauses, expected):
    assert due_day("2026-11-27 09:00", 5, pauses=pauses) == expected


@pytest.mark.parametrize(
    ("unit", "value", "pauses", "expected"),
    [
        ("day", 10, [("2026-12-01 08:00", "2026-12-03 08:00")], "2026-12-09"),
        # 12/12 is a Saturday
        (
            "day",
            10,
            [("2026-12-01 08:00", "2026-12-06 08:00")],
            "2026-12-14",
        ),
        ("month", 1, [("2026-12-01 08:00", "2026-12-03 08:00")], "2026-12-29"),
        ("day", 0, [("2026-11-27 10:00", "2026-12-01 08:00")], "2026-12-01"),
    ],
)
def test_pauses_extend_limits_in_calendar_days(unit, value, pauses, expected):
    assert due_day("2026-11-27 09:00", value, unit, pauses=pauses) == expected


@pytest.mark.parametrize(
    ("unit", "value", "pauses", "expected"),
    [
        ("working_hour", 4, [], "2026-11-27 14:30"),
        ("working_hour", 4, [("2026-11-27 10:00", "2026-11-27 13:30")], "2026-11-27 16:30"),
        ("working_hour", 4, [("2026-11-27 10:00", "2026-11-30 08:30")], "2026-11-30 11:30"),
        ("hour", 4, [("2026-11-27 10:00", "2026-11-27 12:00")], "2026-11-27 15:00"),
        # ends on Saturday
        (
            "hour",
            24,
            [("2026-11-27 10:00", "2026-11-27 12:00")],
            "2026-11-30 17:00",
        ),
        ("hour", 2, [("2026-11-27 12:00", "2026-11-29 12:00")], "2026-11-27 11:00"),
    ],
)
def test_pauses_extend_limits_in_hours(unit, value, pauses, expected):
    moments = [(at(start), at(end)) for start, end in pauses]
    assert due(Terms(at("2026-11-27 09:00"), value, unit), moments, BOTH) == at(expected)


def test_without_pauses_the_calendar_decides():
    chance = random.Random(7)  # noqa: S311  # reproducible
    for _time in range(300):
        start = at("2026-01-05 08:00") + timedelta(minutes=chance.randrange(60 * 24 * 500))
        value, unit = (
            chance.randrange(40),
            chance.choice(["working_day", "day", "working_hour", "hour"]),
        )
        expected = due_at(start, value, unit, BOTH)
        assert due(Terms(start, value, unit), [], BOTH) == (
            end_of(expected) if type(expected) is date else expected
        )


def test_a_pause_never_makes_the_due_date_earlier():
    chance = random.Random(11)  # noqa: S311  # reproducible
    for _time in range(400):
        start = at("2026-02-02 08:00") + timedelta(minutes=chance.randrange(60 * 24 * 200))
        terms = Terms(
            start, chance.randrange(1, 30), chance.choice(["working_day", "day", "month", "hour"])
        )
        if terms.unit == "month":
            terms = Terms(start, terms.value % 4, "month")
        begin = start + timedelta(hours=chance.randrange(1, 400))
        pause = (begin, begin + timedelta(hours=chance.randrange(1, 600)))
        with_pause, without = due(terms, [pause], BOTH), due(terms, [], BOTH)
        assert with_pause >= without
        assert not pause[0] < with_pause < pause[1]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([(1, "accepted"), (2, "supplement_required"), (5, "processing")], [(2, 5)]),
        # from one pause into another
        (
            [(1, "accepted"), (2, "payment_required"), (3, "suspended"), (5, "processing")],
            [(2, 5)],
        ),
        ([(1, "processing"), (2, "suspended")], []),  # still paused
        ([(1, "accepted"), (2, "suspended"), (3, "withdrawn")], [(2, 3)]),
        ([(1, "accepted"), (2, "stopped"), (3, "processing")], []),  # "stopped" is not a pause
    ],
)
def test_pauses_are_read_from_the_events(changes, expected):
    assert pauses_of(changes) == expected


def test_later_pauses_move_an_extended_date():
    extended = Terms(
        at("2026-11-02 09:00"),
        5,
        "working_day",
        extended_at=at("2026-11-09 09:00"),
        extended_to=date(2026, 11, 16),
    )
    assert due(extended, [], BOTH) == end_of(date(2026, 11, 16))
    before, after = (
        (at("2026-11-03 09:00"), at("2026-11-05 09:00")),
        (at("2026-11-11 09:00"), at("2026-11-12 09:00")),
    )
    assert due(extended, [before], BOTH) == end_of(date(2026, 11, 16))
    assert due(extended, [before, after], BOTH) == end_of(date(2026, 11, 17))


def test_nearly_due_counts_working_days():
    assert clock.horizon(at("2026-11-20 10:00"), 2, BOTH) == end_of(date(2026, 11, 25))
    # unknown year: by days
    assert clock.horizon(at("2028-11-20 10:00"), 2, BOTH) == end_of(date(2028, 11, 22))


def test_only_paused_days_up_to_the_last_one_lengthen_a_limit_in_calendar_days():
    for pause, expected in (
        (("2026-12-07 08:00", "2026-12-08 08:00"), "2026-12-08"),  # the last day itself
        (("2026-12-20 08:00", "2026-12-22 08:00"), "2026-12-07"),  # long after it
        (("2026-11-27 10:00", "2026-11-28 08:00"), "2026-12-07"),  # the first day never counts
    ):
        assert due_day("2026-11-27 09:00", 10, "day", pauses=[pause]) == expected, pause


def test_a_promise_in_hours_is_a_moment_and_any_other_a_day():
    nine, ten, tomorrow = at("2026-11-26 09:00"), at("2026-11-26 10:00"), at("2026-11-27 09:00")
    for unit in ("hour", "working_hour"):
        assert clock.is_same_promise(nine, nine, unit)
        assert not clock.is_same_promise(nine, ten, unit)
        assert not clock.is_same_promise(ten, nine, unit)
    assert clock.is_same_promise(nine, ten, "day")
    assert not clock.is_same_promise(nine, tomorrow, "day")
    assert not clock.is_same_promise(tomorrow, nine, "day")
    assert clock.is_same_promise(None, None, "day")
    assert not clock.is_same_promise(None, nine, "day")
    assert not clock.is_same_promise(nine, None, "day")


def test_late_is_after_the_due_moment():
    due_at_nine = at("2026-11-26 09:00")
    assert not clock.is_late(due_at_nine, due_at_nine)
    assert clock.is_late(due_at_nine, at("2026-11-26 09:00:01"))
    assert not clock.is_late(None, due_at_nine)


def test_days_paused_before_an_extension_do_not_move_its_new_last_day():
    extended = Terms(
        at("2026-11-02 09:00"),
        5,
        "working_day",
        extended_at=at("2026-11-09 09:00"),
        extended_to=date(2026, 11, 16),
    )
    begun_before = (at("2026-11-05 09:00"), at("2026-11-11 09:00"))
    assert due(extended, [begun_before], BOTH) == end_of(date(2026, 11, 17))  # only 10/11


def test_a_pause_that_ended_before_we_heard_of_it_is_none():
    heard, ended = at("2026-11-23 10:00"), at("2026-11-23 09:30")
    assert clock.pauses_of([(heard, "suspended"), (ended, "processing")]) == []
    assert clock.pause(ended, heard) == [(ended, heard)]
