"""Requests about personal data.

The table of moves and the clocks of NĐ 356/2025, on the working calendar.
"""

from datetime import date

import pytest

from citizens.requests import workflow
from citizens.requests.workflow import Kind, Move, Status
from offices.working_time.calendar import WorkingCalendar
from tests.for_each import for_each

# 24/11/2026 is a holiday; 17–21/2/2026 Tết. 2027 is not loaded.
CALENDAR = WorkingCalendar(
    days_off=frozenset({date(2026, 11, 24), date(2026, 2, 17)}), years_with_tet=frozenset({2026})
)


@pytest.mark.parametrize(
    ("status", "extended", "moves"),
    [
        (Status.RECEIVED, False, {Move.ACKNOWLEDGE, Move.FINISH, Move.REFUSE, Move.CANCEL}),
        (Status.ACKNOWLEDGED, False, {Move.EXTEND, Move.FINISH, Move.REFUSE, Move.CANCEL}),
        (Status.ACKNOWLEDGED, True, {Move.FINISH, Move.REFUSE, Move.CANCEL}),
        (Status.DONE, False, set()),
        (Status.REFUSED, True, set()),
        (Status.CANCELLED, False, set()),
    ],
)
def test_each_state_allows_its_moves(status, extended, moves):
    assert workflow.TABLE.lawful(status, extended) == moves


def test_each_move_ends_where_the_domain_says():
    assert {move: set(rule.ends.values()) for move, rule in workflow.RULES.items()} == {
        Move.ACKNOWLEDGE: {Status.ACKNOWLEDGED},
        Move.EXTEND: {Status.ACKNOWLEDGED},  # it stays
        Move.FINISH: {Status.DONE},
        Move.REFUSE: {Status.REFUSED},
        Move.CANCEL: {Status.CANCELLED},
    }


def test_every_state_is_open_or_closed_and_every_kind_has_a_clock():
    assert {*workflow.OPEN, *workflow.CLOSED} == set(Status)
    assert set(workflow.CLOCKS) == set(Kind)


@pytest.mark.parametrize(
    ("received", "last_day"),
    [
        ("2026-11-16", "2026-11-18"),
        ("2026-11-20", "2026-11-25"),  # Friday: Monday, then the holiday, then Wednesday
        ("2026-11-21", "2026-11-25"),  # Saturday
        ("2026-11-23", "2026-11-26"),
        # 2027 is not known: every day counts, so that the deadline is never late
        (
            "2026-12-30",
            "2027-01-01",
        ),
    ],
)
def test_a_request_is_acknowledged_within_two_working_days(received, last_day):
    assert workflow.acknowledge_by(date.fromisoformat(received), CALENDAR) == date.fromisoformat(
        last_day
    )


@for_each(
    ("kind", "received", "extended", "last_day"),
    [
        (Kind.ACCESS, "2026-11-02", False, "2026-11-12"),
        (Kind.CORRECTION, "2026-11-02", False, "2026-11-12"),
        (Kind.WITHDRAWAL, "2026-11-02", False, "2026-11-17"),
        (Kind.OBJECTION, "2026-11-02", False, "2026-11-17"),
        (Kind.DELETION, "2026-11-03", False, "2026-11-23"),
        (Kind.ACCESS, "2026-11-14", False, "2026-11-25"),  # the tenth day is the holiday of 24/11
        (Kind.ACCESS, "2026-11-11", False, "2026-11-23"),  # … or a Saturday
        (Kind.ACCESS, "2026-11-02", True, "2026-11-23"),  # extended: the twentieth day, a Sunday
        (Kind.WITHDRAWAL, "2026-11-02", True, "2026-12-02"),
        (Kind.DELETION, "2026-11-02", True, "2026-12-14"),
        # a Saturday of a year that is not known: earlier, never later
        (
            Kind.DELETION,
            "2026-12-20",
            False,
            "2027-01-09",
        ),
    ],
)
def test_the_answer_is_due_on_a_working_day(kind, received, extended, last_day):
    assert workflow.due_on(
        kind, date.fromisoformat(received), CALENDAR, extended=extended
    ) == date.fromisoformat(last_day)


@for_each(
    ("received", "extended", "hours", "last_day"),
    [
        ("2026-11-02", False, 72, "2026-11-05"),
        ("2026-11-20", False, 72, "2026-11-23"),  # a contract knows no days off
        ("2026-11-02", True, 72, "2026-11-23"),  # the law extends, and then the law counts
        ("2026-11-02", False, 1000, "2026-11-12"),  # never later than the law
        ("2026-11-02", False, 0, "2026-11-12"),
    ],
)
def test_a_contract_may_allow_less_time_than_the_law(received, extended, hours, last_day):
    assert workflow.due_on(
        Kind.ACCESS, date.fromisoformat(received), CALENDAR, extended=extended, most_hours=hours
    ) == date.fromisoformat(last_day)
