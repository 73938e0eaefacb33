"""How many questions an office got and answered by day, and how long people waited.

In the transaction of the move.

Only the first answer of a question counts: when the citizen asks on, `asked_at` is no longer what
they wait from.
"""

from datetime import datetime, timedelta

from feedback.models import Question, QuestionDay, QuestionEvent
from feedback.questions.workflow import Move
from foundation.records import counters
from offices.calendar import ZONE

MINUTE = timedelta(minutes=1)


def count_asked(question: Question) -> None:
    """Count a question that came."""
    _add(question, question.asked_at, {"asked": 1})


def count_first_answer(question: Question, now: datetime, due_at: datetime | None) -> None:
    """Count the first answer, given `now` when it was due at `due_at`; None: the citizen's turn.

    Call it after the event.
    """
    if QuestionEvent.objects.filter(question=question, move=Move.ANSWER)[:2].count() > 1:
        return
    in_time = due_at is None or now <= due_at
    _add(
        question,
        now,
        {"answered": 1, "in_time": int(in_time), "minutes": (now - question.asked_at) // MINUTE},
    )


def _add(question: Question, at: datetime, counted: dict[str, int]) -> None:
    counters.add(
        QuestionDay, QuestionDay.KEYS, {(question.office_id, at.astimezone(ZONE).date()): counted}
    )
