"""Questions in the officers' search: by number, or by words of the citizen."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from citizens.access_log.finding import record_found
from feedback.excerpts import excerpt
from feedback.models import Question
from feedback.questions.conversation import with_beginning
from feedback.questions.querysets import MAX_DIGITS, QuestionQuerySet
from feedback.questions.workflow import Status
from foundation.desk.search import Act, Asked, Found, Source

VIEW = "feedback.view_question"
KIND = "question"
LOOKED_AT = 200  # of so many that fit the newest are shown
BEGINNING = 70


def find(request: HttpRequest, asked: Asked, most: int) -> list[Found]:
    """Return the newest that fit, rights included, and note that they were looked at."""
    if not request.user.has_perm(VIEW):
        return []
    fitting = _fitting(Question.objects.visible_to_officer(request.user), asked)
    if fitting is None:
        return []
    some = fitting.order_by().values("pk")[:LOOKED_AT]
    rows = list(with_beginning(Question.objects.filter(pk__in=some)).newest_first()[:most])
    record_found(request, KIND, [row.pk for row in rows])
    return [_found(row) for row in rows]


def by_keys(request: HttpRequest, keys: Sequence[int]) -> Mapping[int, Found]:
    """Return those of the keys that the officer may see."""
    if not request.user.has_perm(VIEW):
        return {}
    rows = with_beginning(Question.objects.visible_to_officer(request.user).filter(pk__in=keys))
    return {row.pk: _found(row) for row in rows}


def _fitting(rows: QuestionQuerySet, asked: Asked) -> QuestionQuerySet | None:
    """Return the rows with the number or the words, None where no index could find them."""
    if asked.typed.isdecimal():
        return rows.filter(pk=int(asked.typed[:MAX_DIGITS]))
    if not asked.is_long_enough:
        return None
    return rows.filter(*(Q(words__contains=needle) for needle in asked.needles))


def _found(question: Any) -> Found:
    words = excerpt(question.beginning or "", BEGINNING) or "Đã xoá nội dung"
    address = reverse("admin:feedback_question_change", args=[question.pk])
    return Found(str(question), f"{Status(question.status).label} · {words}", address)


SOURCE = Source("Câu hỏi", "forum", find, KIND, by_keys, place=2)
ACTS = (
    Act("Mở mã QR đánh giá tại quầy", "admin:feedback_poster_counter", "feedback.show_rating_qr"),
    Act("Soạn câu trả lời công khai", "admin:feedback_faqentry_add", "feedback.add_faqentry"),
)
