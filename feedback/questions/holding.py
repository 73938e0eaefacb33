"""Questions that officers hold, as part of all that they have in hand."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from feedback.models import Question
from feedback.questions import actions
from feedback.questions.moving import ANSWER
from feedback.questions.workflow import DUE
from offices.held_work import HeldWork


def _open() -> Any:
    return Question.objects.open()


def _late(now: datetime) -> Q:
    return Q(status__in=DUE, due_at__lt=now)


HELD = HeldWork(
    actions.PAGE,
    "câu hỏi",
    ANSWER,
    _open,
    _late,
    actions.assign,
)
