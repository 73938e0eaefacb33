"""The parts of the queue of questions that officers choose from."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest
from django.utils import timezone
from unfold.contrib.filters.admin import DropdownFilter

from feedback.questions import workflow
from feedback.questions.querysets import QuestionQuerySet
from feedback.questions.workflow import Status

_Officer = User | AnonymousUser
_Part = Callable[[QuestionQuerySet, datetime, _Officer], QuestionQuerySet]
_URGENT: dict[str, _Part] = {
    "due": lambda rows, _now, _officer: rows.due(),
    "late": lambda rows, now, _officer: rows.late(now),
    "today": lambda rows, now, _officer: rows.due_today(now),
    "mine": lambda rows, _now, officer: rows.open().filter(officer=officer),
    "nobody": lambda rows, _now, _officer: rows.due().filter(officer__isnull=True),
}
_NEWEST: dict[str, _Part] = {
    "citizen": lambda rows, _now, _officer: rows.filter(status=Status.ASKED_BACK),
    "over": lambda rows, _now, _officer: rows.exclude(status__in=workflow.OPEN),
    "all": lambda rows, _now, _officer: rows,
}


class StateFilter(DropdownFilter):
    """Which part of the queue is shown. Without a choice: what the office has to do."""

    title = "phần việc"
    parameter_name = "state"

    def lookups(self, _request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        return [
            ("due", "Chờ đơn vị trả lời"),
            ("late", "Quá hạn"),
            ("today", "Đến hạn hôm nay"),
            ("mine", "Tôi đang trả lời"),
            ("nobody", "Chưa ai nhận"),
            ("citizen", "Chờ công dân bổ sung"),
            ("over", "Đã trả lời hoặc kết thúc"),
            ("all", "Tất cả"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuestionQuerySet) -> QuestionQuerySet:
        """Return the chosen part, the most urgent or the newest first.

        A search without a choice looks everywhere: the question that somebody telephones about may
        have ended.
        """
        chosen = self.value() or ("all" if request.GET.get("q") else "due")
        now = timezone.now()
        if chosen in _NEWEST:
            return _NEWEST[chosen](queryset, now, request.user).newest_first()
        choose = _URGENT.get(chosen, _URGENT["due"])
        return choose(queryset, now, request.user).most_urgent_first()
