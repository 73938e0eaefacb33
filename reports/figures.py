"""Figures about reports: for leaders' pages, the monthly report, and what people need."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Sum
from django.urls import reverse

from foundation.desk.period_filters import days_value
from foundation.scale.database.replica import may_be_old
from officers.first_page.boards import Behind, Figure, daily, days_of, percentage, plain
from officers.first_page.periods import Period
from officers.first_page.scope import Scope
from officers.needs import NeedRow, NeedTable
from offices.tree import AnyUser
from reports.models import ReportDay
from reports.querysets import desks_of
from reports.rights import VIEW

_SOURCE = "Phản ánh gửi qua ứng dụng; đếm ngay khi phản ánh đến và khi có quyết định."


def _filters(moment: str) -> Callable[[Scope, Period], Mapping[str, str]]:
    def of(scope: Scope, period: Period) -> Mapping[str, str]:
        place = {"place": scope.office} if scope.office else {}
        return {moment: days_value(period.first, period.last), "state": "all", **place}

    return of


_LIST = "admin:reports_report_changelist"
SENT = Behind("phản ánh đến trong kỳ", VIEW, _LIST, _filters("sent"))
ENDED = Behind("phản ánh đã quyết định", VIEW, _LIST, _filters("ended"))
BOARD = daily(
    6,
    "Phản ánh",
    (
        Figure(
            "reports_sent", "Phản ánh đến",
            "Số phản ánh đến trong kỳ; phản ánh đơn vị khác đã nhận thì tính cho đơn vị đó.",
            _SOURCE,
            chart="Phản ánh", behind=SENT,
            formula=lambda sums, _grain: sums.get("sent", 0) + sums.get("passed", 0),
        ),
        Figure(
            "reports_ended",
            "Đã quyết định",
            "Số phản ánh được kết luận, chuyển cơ quan khác hoặc không thụ lý trong kỳ; không kể "
            "quyết định nay được xem xét lại.",
            _SOURCE,
            chart="Phản ánh",
            behind=ENDED,
            formula=lambda sums, _grain: sums.get("ended", 0) - sums.get("undone", 0),
        ),
        percentage(
            "reports_in_time", "Quyết định đúng hạn", "Quyết định đúng hạn ÷ mọi quyết định.",
            _SOURCE, of=("in_time", "ended"), better=1, target="ON_TIME_TARGET",
        ),
        percentage(
            "reports_handled", "Đã xử lý", "Kết luận «Đã xử lý» ÷ mọi quyết định.", _SOURCE,
            of=("handled", "ended"),
        ),
        percentage(
            "reports_insufficient", "Chưa đủ căn cứ",
            "Kết luận «Chưa đủ căn cứ» ÷ mọi quyết định.",
            _SOURCE, of=("insufficient", "ended"), better=-1,
        ),
        Figure(
            "reports_disputed", "Đề nghị xem xét lại",
            "Số lần người gửi đề nghị xem xét lại trong kỳ.", _SOURCE,
            formula=plain("disputed"),
        ),
    ),
    days_of(ReportDay),
)  # fmt: skip


WEEK = timedelta(weeks=1)


@may_be_old
def _often_reported(
    weeks: Sequence[date], offices: Collection[str], officer: AnyUser
) -> list[NeedRow]:
    """Return the kinds of the officer's desks; in one query."""
    sent = ReportDay.objects.order_by().filter(
        office__in=offices,
        day__gte=weeks[0],
        day__lt=weeks[-1] + WEEK,
        kind__desk__in=desks_of(officer),
    )
    numbers: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    counted = sent.values_list("kind", "kind__name", "day").annotate(n=Sum("sent"))
    for code, name, day, number in counted:
        numbers[code, name][(day - weeks[0]) // WEEK] += number
    rows = [
        NeedRow(
            name, tuple(counts[week] for week in range(len(weeks))), "Xem phản ánh", _list(code)
        )
        for (code, name), counts in numbers.items()
    ]
    return sorted(rows, key=lambda row: (-sum(row.by_week), row.title))


def _list(kind: str) -> str:
    chosen = urlencode({"state": "all", "kind": kind})
    return f"{reverse('admin:reports_report_changelist')}?{chosen}"


TABLE = NeedTable(
    VIEW,
    "Phản ánh nhiều",
    "Số phản ánh gửi đến, theo loại.",
    "Chưa có phản ánh nào.",
    _often_reported,
)
