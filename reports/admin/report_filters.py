"""The parts of the queue of reports that officers choose from."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest
from django.utils import timezone
from unfold.contrib.filters.admin import DropdownFilter

from foundation.desk.long_lists import LongDropdownFilter
from foundation.desk.numbers import read_number
from foundation.desk.one_screen import notes
from foundation.desk.period_filters import PeriodFilter
from offices.colleagues import colleagues
from offices.models import Office
from offices.tree import offices_below, with_below
from offices.working_time.calendar import ZONE
from reports.actions.moving import PAGE
from reports.models import ReportKind
from reports.querysets import ReportQuerySet, desks_of
from reports.rights import LEAD, RECEIVE, VERIFY
from reports.workflow import ENDED, Desk

_Officer = User | AnonymousUser
_Part = Callable[[ReportQuerySet, datetime, _Officer], ReportQuerySet]


def midnight(now: datetime) -> datetime:
    """Return the end of the day in Vietnam."""
    day = now.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    return day + timedelta(days=1)


_URGENT: dict[str, _Part] = {
    "open": lambda rows, _now, _officer: rows.open(),
    "late": lambda rows, now, _officer: rows.late(now),
    "today": lambda rows, now, _officer: rows.due_before(now, midnight(now)),
    "unread": lambda rows, _now, _officer: rows.unread(),
    "unread_crime": lambda rows, _now, _officer: rows.unread().filter(kind__desk=Desk.CRIME),
    "mine": lambda rows, _now, officer: rows.open().filter(officer=officer.pk),
    "nobody": lambda rows, _now, _officer: rows.open().held_by_nobody(),
    "proposed": lambda rows, _now, _officer: rows.open().filter(proposed_at__isnull=False),
    "incoming": lambda rows, _now, officer: rows.incoming(officer),
    "disputed": lambda rows, _now, _officer: rows.disputed(),
    "to_decide": lambda rows, _now, officer: rows.disputed().not_decided_by(officer),
    "sender": lambda rows, _now, _officer: rows.waiting_for_sender(),
    "leaderless": lambda rows, _now, _officer: rows.leaderless(),
    "unacknowledged": lambda rows, now, _officer: rows.unacknowledged(now),
}
_NEWEST: dict[str, _Part] = {
    "mentioned": lambda rows, _now, officer: rows.filter(pk__in=notes.unseen_keys(PAGE, officer)),
    "over": lambda rows, _now, _officer: rows.filter(status__in=ENDED),
    "all": lambda rows, _now, _officer: rows,
}


class StateFilter(DropdownFilter):
    """Which part of the queue is shown. Without a choice: what nobody has decided."""

    title = "phần việc"
    parameter_name = "state"

    def lookups(self, _request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        return [
            ("open", "Chưa giải quyết xong"),
            ("late", "Quá hạn"),
            ("today", "Đến hạn hôm nay"),
            ("unread", "Chưa tiếp nhận"),
            ("unread_crime", "Tố giác chưa tiếp nhận"),
            ("mine", "Tôi đang giải quyết"),
            ("nobody", "Đã tiếp nhận, chưa ai nhận giải quyết"),
            ("proposed", "Đề xuất chờ lãnh đạo quyết định"),
            ("incoming", "Đơn vị khác chuyển đến"),
            ("disputed", "Đề nghị xem xét lại"),
            ("to_decide", "Chờ lãnh đạo khác xem xét"),
            ("sender", "Chờ người gửi bổ sung"),
            ("leaderless", "Đã gộp, không còn phản ánh đứng đầu"),
            ("unacknowledged", "Cơ quan nhận chưa xác nhận"),
            ("mentioned", "Tôi được nhắc"),
            ("over", "Đã kết thúc"),
            ("all", "Tất cả"),
        ]

    def queryset(self, request: HttpRequest, queryset: ReportQuerySet) -> ReportQuerySet:
        """Return the chosen part, the most urgent or the newest first.

        A search without a choice looks everywhere: a sender may telephone about what is over.
        """
        chosen = self.value() or ("all" if request.GET.get("q") else "open")
        now = timezone.now()
        if chosen in _NEWEST:
            return _NEWEST[chosen](queryset, now, request.user).newest_first()
        choose = _URGENT.get(chosen, _URGENT["open"])
        return choose(queryset, now, request.user).most_urgent_first()


class WhoseFilter(DropdownFilter):
    """By who has to act: this officer, or somebody of their own offices."""

    title = "việc của ai"
    parameter_name = "whose"

    def lookups(self, _request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        return [("own", "Tôi giữ, hoặc chưa ai nhận ở đơn vị tôi")]

    def queryset(self, request: HttpRequest, queryset: ReportQuerySet) -> ReportQuerySet:
        return queryset.work_of(request.user) if self.value() == "own" else queryset


def own_work(request: HttpRequest) -> dict[str, str]:
    """Leave out what other offices and colleagues have to do; who leads answers for all of it."""
    return {} if request.user.has_perm(LEAD) else {WhoseFilter.parameter_name: "own"}


class KindFilter(DropdownFilter):
    """By a kind whose desk the officer sees."""

    title = "loại"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        seen = ReportKind.objects.filter(desk__in=desks_of(request.user))
        return list(seen.values_list("code", "name"))

    def queryset(self, _request: HttpRequest, queryset: ReportQuerySet) -> ReportQuerySet:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class DueFilter(DropdownFilter):
    """By how much time is left."""

    title = "thời hạn"
    parameter_name = "due"
    _days = {"three": 3, "week": 7}

    def lookups(self, _request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        return [("three", "Trong 3 ngày"), ("week", "Trong 7 ngày"), ("none", "Không có hạn")]

    def queryset(self, _request: HttpRequest, queryset: ReportQuerySet) -> ReportQuerySet:
        if self.value() == "none":
            return queryset.filter(due_at__isnull=True)
        days, now = self._days.get(self.value() or ""), timezone.now()
        return queryset.due_before(now, now + timedelta(days=days)) if days else queryset


class PlaceFilter(LongDropdownFilter):
    """By an office of the officer, with those below it: whose area it happened in."""

    title = "đơn vị"
    parameter_name = "place"

    def lookups(self, request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        below = Office.objects.filter(pk__among=offices_below(request.user))
        return list(below.order_by("name").values_list("pk", "name"))

    def queryset(self, _request: HttpRequest, queryset: ReportQuerySet) -> ReportQuerySet:
        if not self.value():
            return queryset
        return queryset.filter(office__among=with_below([self.value()]))


class OfficerFilter(DropdownFilter):
    """By the colleague who answers for it."""

    title = "cán bộ giải quyết"
    parameter_name = "officer"

    def lookups(self, request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        below = offices_below(request.user)
        found = {one.user: one for name in (VERIFY, RECEIVE) for one in colleagues(name, below)}
        return [(str(one.user), one.name) for one in found.values()]

    def queryset(self, _request: HttpRequest, queryset: ReportQuerySet) -> ReportQuerySet:
        number = read_number(self.value() or "")
        return queryset if number is None else queryset.filter(officer=number)


class SentFilter(PeriodFilter):
    """By the day on which a report came."""

    title = "ngày đến"
    parameter_name = "sent"
    column = "first_received_at"


class EndedFilter(PeriodFilter):
    """By the day on which a report was decided."""

    title = "ngày quyết định"
    parameter_name = "ended"
    column = "decided_at"
