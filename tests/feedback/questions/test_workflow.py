"""Which moves are allowed in which status and for whom, and when an answer is due."""

from datetime import UTC, datetime

import pytest

from feedback.questions import workflow
from feedback.questions.workflow import OPEN, RULES, Move, Party, Status
from offices.working_time.calendar import WorkingCalendar
from tests.for_each import for_each

W, T, B, A, S, C, M = Status
LAWFUL = {
    (Move.TAKE, W): T,
    (Move.RELEASE, T): W,
    (Move.RELEASE, B): W,
    (Move.ASSIGN, W): T,
    (Move.ASSIGN, T): T,
    (Move.ASSIGN, B): B,
    (Move.ANSWER, T): A,
    (Move.ANSWER, B): A,
    (Move.ANSWER, A): A,
    (Move.ASK_BACK, T): B,
    (Move.PASS_ON, W): W,
    (Move.PASS_ON, T): W,
    (Move.PASS_ON, B): W,
    (Move.MERGE, W): M,
    (Move.MERGE, T): M,
    (Move.MERGE, B): M,
    (Move.CLOSE, W): C,
    (Move.CLOSE, T): C,
    (Move.CLOSE, B): C,
    (Move.REPLY, W): W,
    (Move.REPLY, T): T,
    (Move.REPLY, B): T,
    (Move.SOLVE, A): S,
    (Move.REOPEN, A): W,
    (Move.REOPEN, S): W,
    (Move.REOPEN, C): W,
}
CITIZENS = {Move.REPLY, Move.SOLVE, Move.REOPEN}


@for_each("move", RULES)
@for_each("status", Status)
def test_moves_match_the_table(move, status):
    lawful = (move, status) in LAWFUL
    citizen = move in CITIZENS
    assert workflow.is_allowed(move, status, citizen=citizen, holds=True) is lawful
    assert workflow.is_allowed(move, status, citizen=not citizen, holds=True) is False
    if lawful:
        assert RULES[move].ends[status] == LAWFUL[move, status]


@for_each("move", RULES)
def test_only_the_holder_can_move_a_taken_question(move):
    for status in RULES[move].ends:
        alone = RULES[move].party is not Party.OFFICER and move not in CITIZENS
        assert workflow.is_allowed(move, status, citizen=move in CITIZENS, holds=False) is not alone


def test_only_the_citizen_can_solve():
    assert {move for move, rule in RULES.items() if Status.SOLVED in rule.ends.values()} == {
        Move.SOLVE
    }
    assert RULES[Move.SOLVE].party is Party.CITIZEN


def test_every_status_has_a_next_step():
    assert set(workflow.NEXT_STEPS) == set(Status)


@pytest.mark.parametrize("status", Status)
def test_a_message_replies_or_reopens_by_status(status):
    expected = Move.REPLY if status in OPEN else None if status == M else Move.REOPEN
    assert workflow.move_of_message(status) == expected


YEARS = WorkingCalendar(years_with_tet=frozenset({2026}))


@pytest.mark.parametrize(
    ("since", "hours", "due"),
    [
        # 3.5 hours in the morning, 4 in the afternoon, half an hour the next day
        (
            "2026-11-18T08:00",
            8,
            "2026-11-19T08:00:00",
        ),
        ("2026-11-18T20:00", 1, "2026-11-19T08:30:00"),
        ("2026-11-20T16:30", 1, "2026-11-23T08:00:00"),  # Friday afternoon, Monday morning
    ],
)
def test_an_answer_is_due_in_working_hours(since, hours, due):
    moment = datetime.fromisoformat(f"{since}:00+07:00").astimezone(UTC)
    assert workflow.answer_deadline(moment, hours, YEARS) == datetime.fromisoformat(f"{due}+07:00")


def test_in_an_unknown_year_every_weekday_counts():
    # Thursday 16:00, one hour before the end
    due = workflow.answer_deadline(datetime(2026, 12, 31, 9, tzinfo=UTC), 8, YEARS)
    assert due == datetime.fromisoformat("2027-01-01T16:00:00+07:00")
