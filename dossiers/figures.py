"""Dossiers in and out: figures for leaders' pages and for the monthly report."""

from collections.abc import Callable, Mapping
from datetime import date

from dossiers.models import DossierDay
from foundation.desk.period_filters import days_value
from officers.first_page.boards import Behind, Figure, daily, days_of, percentage
from officers.first_page.office_table import Source
from officers.first_page.periods import Period
from officers.first_page.scope import Scope

_LIST, _VIEW = "admin:dossiers_dossier_changelist", "dossiers.view_dossier"

_SOURCE = (
    "Hồ sơ do cán bộ ghi, nhập từ tệp hoặc nhận qua kết nối; cộng dồn theo ngày và đơn vị "
    "ngay khi hồ sơ thay đổi."
)


def by_office(
    first: date, last: date, offices: frozenset[str] | None
) -> Mapping[str, Mapping[str, int]]:
    """Return the counters of each office."""
    return DossierDay.objects.by_office(first, last, offices)


def _filters(moment: str, **more: str) -> Callable[[Scope, Period], Mapping[str, str]]:
    """Return what names the dossiers of a period in the officers' list (`period_filters`)."""

    def of(scope: Scope, period: Period) -> Mapping[str, str]:
        office = {"office": scope.office} if scope.office else {}
        return {moment: days_value(period.first, period.last), **more, **office}

    return of


ACCEPTED = Behind("hồ sơ tiếp nhận trong kỳ", _VIEW, _LIST, _filters("accepted"))
COMPLETED = Behind("hồ sơ xong trong kỳ", _VIEW, _LIST, _filters("completed"))
LATE = Behind("hồ sơ xong không đúng hạn", _VIEW, _LIST, _filters("completed", punctual="late"))
BY_OFFICE = Source(by_office, ACCEPTED, COMPLETED, LATE)
BOARD = daily(
    3,
    "Hồ sơ",
    (
        Figure(
            "accepted",
            "Tiếp nhận",
            "Số hồ sơ có lúc tiếp nhận trong kỳ.",
            _SOURCE,
            chart="Hồ sơ vào và ra",
            behind=ACCEPTED,
        ),
        Figure(
            "completed",
            "Xử lý xong",
            "Số hồ sơ có kết quả trong kỳ.",
            _SOURCE,
            chart="Hồ sơ vào và ra",
            behind=COMPLETED,
        ),
        percentage(
            "on_time_share",
            "Đúng hạn",
            "Hồ sơ xong không muộn hơn ngày hẹn trả và không bị yêu cầu bổ sung quá một lần ÷ hồ "
            "sơ xong có ngày hẹn trả "
            "(theo cách tính của QĐ 766/QĐ-TTg).",
            _SOURCE,
            of=("on_time", "dated"),
            better=1,
            behind=LATE,
            target="ON_TIME_TARGET",
        ),
    ),
    days_of(DossierDay),
)
