"""Questions and follow-ups of low marks in the officers' search.

Questions are found by number or by words of the citizen, follow-ups by the beginning of their id or
by the office: the words of a mark are shown on its page only.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from citizens.access_log.finding import record_found
from feedback.excerpts import excerpt
from feedback.models import FollowUp, Question
from feedback.questions.conversation import with_beginning
from feedback.questions.querysets import MAX_DIGITS, QuestionQuerySet
from feedback.questions.workflow import Status
from feedback.ratings.querysets import FollowUpQuerySet
from feedback.ratings.workflow import OPEN_STATUSES
from foundation.desk.search import Act, Asked, Found, Source
from offices.snapshot import directory

VIEW = "feedback.view_question"
KIND = "question"
LOOKED_AT = 200  # maximum of matches
BEGINNING = 70


def find(request: HttpRequest, asked: Asked, most: int) -> list[Found]:
    """Return the newest matches within the officer's rights, and log the access."""
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
    """Return the rows with the number or the words, None if no index can find them."""
    if asked.typed.isdecimal():
        return rows.filter(pk=int(asked.typed[:MAX_DIGITS]))
    if not asked.is_long_enough:
        return None
    return rows.filter(*(Q(words__contains=needle) for needle in asked.needles))


def _found(question: Any) -> Found:
    words = excerpt(question.beginning or "", BEGINNING) or "Đã xoá nội dung"
    address = reverse("admin:feedback_question_change", args=[question.pk])
    return Found(str(question), f"{Status(question.status).label} · {words}", address)


# --- low marks -----------------------------------------------------------------------------------

VIEW_FOLLOW_UP = "feedback.view_followup"
SHOWN, ID_DIGITS = 8, 32  # of an id: its part on pages, and its whole length
_SHORT_ID = re.compile(r"[0-9a-f]{8}")


def find_follow_ups(request: HttpRequest, asked: Asked, most: int) -> list[Found]:
    """Return open follow-ups of an office, or the one whose id begins so; log the access."""
    if not request.user.has_perm(VIEW_FOLLOW_UP):
        return []
    rows = _fitting_follow_ups(FollowUp.objects.visible_to_officer(request.user), asked)
    if rows is None:
        return []
    found = list(rows.select_related("office").order_by("due_on", "pk")[:most])
    record_found(request, "followup", [row.pk for row in found])
    return [_found_follow_up(row) for row in found]


def _fitting_follow_ups(rows: FollowUpQuerySet, asked: Asked) -> FollowUpQuerySet | None:
    typed = asked.typed.lower().removeprefix("xử lý đánh giá ").strip()
    if _SHORT_ID.fullmatch(typed):
        ends = [UUID(typed + digit * (ID_DIGITS - SHOWN)) for digit in ("0", "f")]
        return rows.filter(pk__range=ends)
    if not asked.is_long_enough:
        return None
    named = [one.id for one in directory.current().offices.values() if asked.fits(one.card["name"])]
    return rows.filter(status__in=OPEN_STATUSES, office__in=named) if named else None


def _found_follow_up(row: FollowUp) -> Found:
    address = reverse("admin:feedback_followup_change", args=[row.pk])
    return Found(str(row), f"{row.get_status_display()} · {row.office.name}", address)


SOURCE = Source("Câu hỏi", "forum", find, KIND, by_keys, place=2)
FOLLOW_UPS = Source("Đánh giá chưa hài lòng", "sentiment_dissatisfied", find_follow_ups, place=6)
ACTS = (
    Act("Mở mã QR đánh giá tại quầy", "admin:feedback_poster_counter", "feedback.show_rating_qr"),
    Act("Soạn câu trả lời công khai", "admin:feedback_faqentry_add", "feedback.add_faqentry"),
)
