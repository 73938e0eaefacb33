"""Carries out one move of a locked question: its new state, the event, the counts, the notice."""

from datetime import datetime
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from citizens.notices.queueing import queue
from feedback.models import Question, QuestionEvent
from feedback.needs import need_counts
from feedback.questions import daily_counts, workflow
from feedback.questions.workflow import Move, Status
from offices.snapshot import directory

log = structlog.get_logger("police_portal.feedback")

# Citizens are told what officers do; what they do themselves they know.
NOTICES = {
    Move.ANSWER: "question_answered",
    Move.ASK_BACK: "question_asked_back",
    Move.CLOSE: "question_closed",
}
# After these moves no officer holds the question.
_LETS_GO = frozenset({Move.RELEASE, Move.PASS_ON, Move.REOPEN})


def make_move(question: Question, move: Move, by: User | None = None, **values: Any) -> Question:
    """Write a lawful move of a locked question and everything that follows from it.

    `values` are columns that this move sets besides those that every move sets.
    """
    due_at, office = question.due_at, question.office_id
    values |= _new_values(question, move, by, timezone.now())
    for name, value in values.items():
        setattr(question, name, value)
    question.save(update_fields=list(values))
    record_event(question, move, by)
    if move is Move.ANSWER:
        daily_counts.count_first_answer(question, question.changed_at, due_at)
    if question.office_id != office:
        daily_counts.move_asked(question, office)
        need_counts.move_question(question, office)
    return question


def _new_values(question: Question, move: Move, by: User | None, now: datetime) -> dict[str, Any]:
    start = Status(question.status)
    end = workflow.RULES[move].ends[start]
    values: dict[str, Any] = {"status": end, "changed_at": now, "ended_at": None}
    if end not in workflow.OPEN:
        # That the citizen calls it solved gives no further time to ask on.
        values["ended_at"] = question.ended_at if move is Move.SOLVE else now
    if end not in workflow.DUE:
        values["due_at"] = None
    elif start not in workflow.DUE:
        # The office's turn begins. A question passed on or put back keeps the time that is left.
        values["due_at"] = answer_due()
    if move is Move.TAKE or move in _LETS_GO:  # assigning names the officer itself
        values["officer"] = by if move is Move.TAKE else None
    return values


def answer_due() -> datetime:
    """Return when an answer is due to a question that comes now."""
    return workflow.answer_deadline(
        timezone.now(), settings.QUESTION_ANSWER_HOURS, directory.current().calendar
    )


def record_event(question: Question, move: Move, officer: User | None = None) -> None:
    """Append the event, and queue a notice if the citizen is to know."""
    event = QuestionEvent.objects.create(
        question=question,
        move=move,
        status=question.status,
        office_id=question.office_id,
        officer=officer,
    )
    if move in NOTICES and question.citizen_id:
        queue(
            NOTICES[move],
            f"question-event-{event.pk}",
            [question.citizen_id],
            {"number": str(question.pk)},
            question.office_id,
        )
    log.info("question_moved", question=question.pk, move=str(move))
