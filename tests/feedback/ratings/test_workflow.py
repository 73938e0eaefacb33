"""The moves of a follow-up and its four deadlines (QĐ 766/QĐ-TTg: 2, 5, 15 and 2 working days)."""

from datetime import date

import pytest

from feedback.ratings import workflow
from feedback.ratings.workflow import Clocks, Move, Status, newest_final_month
from offices.working_time.calendar import WorkingCalendar

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


def test_deadlines_count_working_days_after_the_first():
    assert Clocks(date(2026, 11, 25), date(2026, 11, 30), date(2026, 12, 14)) == CLOCKS


def test_each_move_ends_where_the_domain_says():
    assert {move: dict(rule.ends) for move, rule in workflow.RULES.items()} == {
        Move.DECLINE: {Status.WAITING: Status.DECLINED},
        Move.ASK_BACK: {Status.WAITING: Status.ASKED_BACK},
        Move.REPLY: {Status.ASKED_BACK: Status.WAITING},
        Move.HANDLE: {Status.WAITING: Status.HANDLED, Status.ASKED_BACK: Status.HANDLED},
        Move.PUBLISH: {Status.HANDLED: Status.PUBLISHED},
    }


@pytest.mark.parametrize(("status", "moves"), LAWFUL.items(), ids=str)
def test_leaders_moves_match_the_table(status, moves):
    assert workflow.leaders_moves(status, CLOCKS, FRIDAY) == moves


def test_the_rater_can_only_answer_when_asked():
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
def test_declining_and_asking_have_a_deadline(move, last):
    assert workflow.is_allowed(move, Status.WAITING, CLOCKS, last)
    assert not workflow.is_allowed(
        move,
        Status.WAITING,
        CLOCKS,
        last.replace(day=last.day + 1) if last.day < 30 else date(2026, 12, 1),
    )


def test_handling_is_allowed_after_the_deadline():
    assert workflow.leaders_moves(Status.WAITING, CLOCKS, date(2027, 1, 5)) == [Move.HANDLE]


@pytest.mark.parametrize(
    ("asked", "replied", "handle_by"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), date(2026, 12, 14)),
        (date(2026, 11, 23), date(2026, 11, 24), date(2026, 12, 14)),  # a holiday does not count
        (date(2026, 11, 23), date(2026, 11, 26), date(2026, 12, 16)),
    ],
)
def test_waiting_for_the_rater_extends_the_deadline(asked, replied, handle_by):
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
def test_the_next_deadline_follows_from_the_status(status, due):
    clocks = Clocks(CLOCKS.decline_by, CLOCKS.ask_by, CLOCKS.handle_by, date(2026, 12, 1))
    assert workflow.next_due_day(status, clocks) == due


def test_an_unknown_calendar_year_does_not_prevent_deadlines():
    assert workflow.clocks_at_opening(date(2026, 12, 31), CALENDAR).decline_by == date(2027, 1, 4)


def test_a_rating_is_replaceable_for_14_days():
    assert workflow.replaceable_until(date(2026, 11, 10)) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("today", "month"),
    [
        (date(2026, 11, 14), date(2026, 9, 1)),
        (date(2026, 11, 15), date(2026, 10, 1)),
        (date(2027, 1, 15), date(2026, 12, 1)),
    ],
)
def test_a_month_is_final_on_the_next_15th(today, month):
    assert newest_final_month(today) == month
