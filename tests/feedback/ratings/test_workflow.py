"""The moves of a follow-up and its four clocks (QĐ 766/QĐ-TTg: 2, 5, 15 and 2 working days)."""

from datetime import date

import pytest

from feedback.ratings import workflow
from feedback.ratings.workflow import Clocks, Move, Status
from offices.calendar import WorkingCalendar

# Tuesday 24/11 is a holiday.
CALENDAR = WorkingCalendar(
    days_off=frozenset({date(2026, 11, 24)}), years_with_tet=frozenset({2026})
)
FRIDAY = date(2026, 11, 20)
CLOCKS = workflow.clocks_at_opening(FRIDAY, CALENDAR)
LAWFUL = {
    Status.WAITING: [Move.DECLINE, Move.ASK_BACK, Move.HANDLE],
    Status.ASKED_BACK: [Move.HANDLE],
    Status.HANDLED: [Move.PUBLISH],
    Status.DECLINED: [],
    Status.PUBLISHED: [],
}


def test_the_clocks_are_in_working_days_and_the_first_day_does_not_count():
    assert Clocks(date(2026, 11, 25), date(2026, 11, 30), date(2026, 12, 14)) == CLOCKS


@pytest.mark.parametrize(("status", "moves"), LAWFUL.items(), ids=str)
def test_a_leader_may_do_what_the_table_says(status, moves):
    assert workflow.leaders_moves(status, CLOCKS, FRIDAY) == moves


def test_the_rater_answers_when_asked_and_only_then():
    answerable = [
        status
        for status in Status
        if workflow.is_allowed(Move.REPLY, status, CLOCKS, FRIDAY, citizen=True)
    ]
    assert answerable == [Status.ASKED_BACK]
    assert not workflow.is_allowed(Move.HANDLE, Status.WAITING, CLOCKS, FRIDAY, citizen=True)
    assert not workflow.is_allowed(Move.REPLY, Status.ASKED_BACK, CLOCKS, FRIDAY)
    assert not workflow.is_allowed(Move.OPEN, Status.WAITING, CLOCKS, FRIDAY)


@pytest.mark.parametrize(
    ("move", "last"), [(Move.DECLINE, CLOCKS.decline_by), (Move.ASK_BACK, CLOCKS.ask_by)], ids=str
)
def test_declining_and_asking_end_with_their_day(move, last):
    assert workflow.is_allowed(move, Status.WAITING, CLOCKS, last)
    assert not workflow.is_allowed(
        move,
        Status.WAITING,
        CLOCKS,
        last.replace(day=last.day + 1) if last.day < 30 else date(2026, 12, 1),
    )


def test_handling_may_be_late():
    assert workflow.leaders_moves(Status.WAITING, CLOCKS, date(2027, 1, 5)) == [Move.HANDLE]


@pytest.mark.parametrize(
    ("asked", "replied", "handle_by"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), date(2026, 12, 14)),
        (date(2026, 11, 23), date(2026, 11, 24), date(2026, 12, 14)),  # a holiday takes nothing
        (date(2026, 11, 23), date(2026, 11, 26), date(2026, 12, 16)),
    ],
)
def test_the_time_that_the_rater_takes_does_not_count(asked, replied, handle_by):
    assert workflow.clocks_after_reply(CLOCKS, asked, replied, CALENDAR).handle_by == handle_by


def test_the_result_is_published_within_two_working_days():
    assert workflow.clocks_after_handling(CLOCKS, date(2026, 11, 23), CALENDAR).publish_by == date(
        2026, 11, 26
    )


@pytest.mark.parametrize(
    ("status", "due"),
    [
        (Status.WAITING, CLOCKS.handle_by),
        (Status.ASKED_BACK, None),
        (Status.PUBLISHED, None),
        (Status.HANDLED, date(2026, 12, 1)),
    ],
)
def test_what_is_due_follows_from_the_status(status, due):
    clocks = Clocks(CLOCKS.decline_by, CLOCKS.ask_by, CLOCKS.handle_by, date(2026, 12, 1))
    assert workflow.next_due_day(status, clocks) == due


def test_a_follow_up_is_dated_although_next_years_days_off_are_unknown():
    assert workflow.clocks_at_opening(date(2026, 12, 31), CALENDAR).decline_by == date(2027, 1, 4)


def test_a_rating_is_replaceable_for_14_days():
    assert workflow.replaceable_until(date(2026, 11, 10)) == date(2026, 11, 24)
