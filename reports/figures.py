"""Figures of leaders' pages and of the monthly report: how offices deal with reports."""

from collections.abc import Callable, Mapping
from datetime import date

from foundation.desk.period_filters import days_value
from officers.first_page.boards import Behind, Board, Days, Figure, of_days, plain, share
from officers.first_page.periods import Period
from officers.first_page.scope import Scope
from reports.models import ReportDay
from reports.rights import VIEW

_SOURCE = "Phản ánh gửi qua ứng dụng; đếm ngay khi phản ánh đến và khi có quyết định."


def _report_days(scope: Scope, first: date, last: date) -> Days:
    return ReportDay.objects.by_day(first, last, scope.offices)


def _filters(moment: str) -> Callable[[Scope, Period], Mapping[str, str]]:
    def of(scope: Scope, period: Period) -> Mapping[str, str]:
        place = {"place": scope.office} if scope.office else {}
        return {moment: days_value(period.first, period.last), "state": "all", **place}

    return of


_LIST = "admin:reports_report_changelist"
SENT = Behind("phản ánh đến trong kỳ", VIEW, _LIST, _filters("sent"))
ENDED = Behind("phản ánh đã quyết định", VIEW, _LIST, _filters("ended"))
BOARD = Board(
    6,
    "Phản ánh",
    (
        Figure(
            "reports_sent", "Phản ánh đến",
            "Số phản ánh đến trong kỳ; phản ánh đơn vị khác đã nhận thì tính cho đơn vị đó.",
            _SOURCE,
            chart="Phản ánh", behind=SENT,
        ),
        Figure(
            "reports_ended",
            "Đã quyết định",
            "Số phản ánh được kết luận, chuyển cơ quan khác hoặc không thụ lý trong kỳ; không kể "
            "quyết định nay được xem xét lại.",
            _SOURCE,
            chart="Phản ánh",
            behind=ENDED,
        ),
        Figure(
            "reports_in_time", "Quyết định đúng hạn", "Quyết định đúng hạn ÷ mọi quyết định.",
            _SOURCE, unit=" %", decimals=1, bars=False, top=100, better=1, target="ON_TIME_TARGET",
        ),
        Figure(
            "reports_handled", "Đã xử lý", "Kết luận «Đã xử lý» ÷ mọi quyết định.", _SOURCE,
            unit=" %", decimals=1, bars=False, top=100,
        ),
        Figure(
            "reports_insufficient",
            "Chưa đủ căn cứ",
            "Kết luận «Chưa đủ căn cứ» ÷ mọi quyết định.",
            _SOURCE, unit=" %", decimals=1, bars=False, top=100, better=-1,
        ),
        Figure(
            "reports_disputed", "Đề nghị xem xét lại",
            "Số lần người gửi đề nghị xem xét lại trong kỳ.", _SOURCE,
        ),
    ),
    of_days(
        _report_days,
        {
            "reports_sent": lambda sums, _grain: sums.get("sent", 0) + sums.get("passed", 0),
            "reports_ended": lambda sums, _grain: sums.get("ended", 0) - sums.get("undone", 0),
            "reports_in_time": share("in_time", "ended"),
            "reports_handled": share("handled", "ended"),
            "reports_insufficient": share("insufficient", "ended"),
            "reports_disputed": plain("disputed"),
        },
    ),
)  # fmt: skip
