"""The parts of the queue of questions, and its filters."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest
from django.utils import timezone
from unfold.contrib.filters.admin import DropdownFilter

from dossiers.admin.offices import offices_of_officer
from feedback.questions import actions, moving, workflow
from feedback.questions.querysets import QuestionQuerySet
from feedback.questions.workflow import Status
from foundation.desk.long_lists import LongDropdownFilter
from foundation.desk.numbers import read_number
from foundation.desk.one_screen import notes
from foundation.desk.period_filters import PeriodFilter
from offices.colleagues import colleagues
from offices.tree import offices_below, with_below
from procedures.publishing.snapshot import catalogue

_Officer = User | AnonymousUser
_Part = Callable[[QuestionQuerySet, datetime, _Officer], QuestionQuerySet]
_URGENT: dict[str, _Part] = {
    "todo": lambda rows, _now, officer: rows.due().free_for(officer),
    "due": lambda rows, _now, _officer: rows.due(),
    "late": lambda rows, now, _officer: rows.late(now),
    "today": lambda rows, now, _officer: rows.due_today(now),
    "mine": lambda rows, _now, officer: rows.open().filter(officer=officer),
    "nobody": lambda rows, _now, _officer: rows.due().filter(officer__isnull=True),
}
_NEWEST: dict[str, _Part] = {
    "mentioned": lambda rows, _now, officer: rows.filter(
        pk__in=notes.unseen_keys(actions.PAGE, officer)
    ),
    "citizen": lambda rows, _now, _officer: rows.filter(status=Status.ASKED_BACK),
    "over": lambda rows, _now, _officer: rows.exclude(status__in=workflow.OPEN),
    "all": lambda rows, _now, _officer: rows,
}


def part_without_choice(request: HttpRequest) -> str:
    """Return the default part of the list.

    A search covers everything: the question of a caller may have ended.
    """
    if request.GET.get("q"):
        return "all"
    return "due" if request.user.has_perm(moving.LEAD) else "todo"


class StateFilter(DropdownFilter):
    """The part of the queue.

    The default is the work of this officer: for leaders all work of the office, for others without
    the questions that colleagues have taken.
    """

    title = "phần việc"
    parameter_name = "state"
    all_option = None

    def lookups(self, _request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        return [
            ("todo", "Chờ tôi trả lời hoặc chưa ai nhận"),
            ("due", "Chờ đơn vị trả lời"),
            ("late", "Quá hạn"),
            ("today", "Đến hạn hôm nay"),
            ("mine", "Tôi đang trả lời"),
            ("nobody", "Chưa ai nhận"),
            ("mentioned", "Tôi được nhắc"),
            ("citizen", "Chờ công dân bổ sung"),
            ("over", "Đã trả lời hoặc kết thúc"),
            ("all", "Tất cả"),
        ]

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        self._usual = part_without_choice(request)
        super().__init__(request, *args)

    def choices(self, changelist: Any) -> Any:
        """Mark the default part as chosen."""
        self.used_parameters.setdefault(self.parameter_name, self._usual)
        return super().choices(changelist)

    def queryset(self, request: HttpRequest, queryset: QuestionQuerySet) -> QuestionQuerySet:
        """Return the chosen part, the most urgent or the newest first."""
        chosen, now = self.value() or self._usual, timezone.now()
        if chosen in _NEWEST:
            return _NEWEST[chosen](queryset, now, request.user).newest_first()
        choose = _URGENT.get(chosen, _URGENT["due"])
        return choose(queryset, now, request.user).most_urgent_first()


class WhoseFilter(DropdownFilter):
    """By who has to act: this officer and nobody yet, not what colleagues have taken."""

    title = "việc của ai"
    parameter_name = "whose"

    def lookups(self, _request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        return [("own", "Tôi trả lời, hoặc chưa ai nhận")]

    def queryset(self, request: HttpRequest, queryset: QuestionQuerySet) -> QuestionQuerySet:
        return queryset.free_for(request.user) if self.value() == "own" else queryset


def own_work(request: HttpRequest) -> dict[str, str]:
    """Leave to colleagues what they have taken; who leads answers for all of it."""
    return {} if request.user.has_perm(moving.LEAD) else {WhoseFilter.parameter_name: "own"}


class OfficeFilter(LongDropdownFilter):
    """By an office of the officer and those below it."""

    title = "đơn vị"
    parameter_name = "office"

    def lookups(self, request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        return list(offices_of_officer(request.user).values_list("pk", "name"))

    def queryset(self, _request: HttpRequest, queryset: QuestionQuerySet) -> QuestionQuerySet:
        chosen = self.value()
        return queryset.filter(office__among=with_below([chosen])) if chosen else queryset


class ProcedureFilter(LongDropdownFilter):
    """By a procedure of the published catalogue."""

    title = "thủ tục"
    parameter_name = "procedure__id__exact"  # as in links of other pages

    def lookups(self, _request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        named = [(one.id, one.short_name) for one in catalogue.current().documents.values()]
        return sorted(named, key=lambda one: one[1])

    def queryset(self, _request: HttpRequest, queryset: QuestionQuerySet) -> QuestionQuerySet:
        return queryset.filter(procedure=self.value()) if self.value() else queryset


class OfficerFilter(DropdownFilter):
    """By the colleague who took it: those who answer in the officer's offices."""

    title = "cán bộ trả lời"
    parameter_name = "officer"

    def lookups(self, request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        offices = None if request.user.is_superuser else offices_below(request.user)
        return [(str(one.user), one.name) for one in colleagues(moving.ANSWER, offices)]

    def queryset(self, _request: HttpRequest, queryset: QuestionQuerySet) -> QuestionQuerySet:
        number = read_number(self.value() or "")
        return queryset if number is None else queryset.filter(officer=number)


class AskedFilter(PeriodFilter):
    """By the day of a question."""

    title = "ngày hỏi"
    parameter_name = "asked"
    column = "asked_at"
