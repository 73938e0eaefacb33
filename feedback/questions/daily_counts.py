"""Counts per office and day: questions asked, questions answered, minutes waited.

A question counts for its present office, like in the list behind the figure. Only its first answer
counts: after that, `asked_at` is not the start of the wait.
"""

from datetime import datetime, timedelta

from feedback.models import Question, QuestionDay, QuestionEvent
from feedback.questions.workflow import Move
from foundation.records import counters
from offices.working_time.calendar import ZONE

MINUTE = timedelta(minutes=1)


def count_asked(question: Question) -> None:
    """Count a new question."""
    _add_to_day(question, question.asked_at, {"asked": 1})


def move_asked(question: Question, former_office: str) -> None:
    """Move the count of a question that was passed on to its new office."""
    day = question.asked_at.astimezone(ZONE).date()
    sums = {(former_office, day): {"asked": -1}, (question.office_id, day): {"asked": 1}}
    counters.add(QuestionDay, QuestionDay.KEYS, sums)


def count_first_answer(question: Question, now: datetime, due_at: datetime | None) -> None:
    """Count an answer given at `now`, if it is the first. Call it after the event is written.

    `due_at` is when it was due; None if the citizen had to reply.
    """
    if QuestionEvent.objects.filter(question=question, move=Move.ANSWER)[:2].count() > 1:
        return
    in_time = due_at is None or now <= due_at
    _add_to_day(
        question,
        now,
        {"answered": 1, "in_time": int(in_time), "minutes": (now - question.asked_at) // MINUTE},
    )


def _add_to_day(question: Question, at: datetime, counted: dict[str, int]) -> None:
    counters.add(
        QuestionDay, QuestionDay.KEYS, {(question.office_id, at.astimezone(ZONE).date()): counted}
    )
