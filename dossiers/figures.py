"""Dossiers in and out: figures for leaders' pages and for the monthly report."""

from collections.abc import Mapping
from datetime import date

from dossiers.models import DossierDay
from officers.first_page.boards import Board, Days, Figure, of_days, plain, share
from officers.first_page.scope import Scope

_SOURCE = (
    "Hồ sơ do cán bộ ghi, nhập từ tệp hoặc nhận qua kết nối; cộng dồn theo ngày và đơn vị "
    "ngay khi hồ sơ thay đổi."
)


def days(scope: Scope, first: date, last: date) -> Days:
    """Return the counters of each day in the offices of a scope."""
    return DossierDay.objects.by_day(first, last, scope.offices)


def by_office(
    first: date, last: date, offices: frozenset[str] | None
) -> Mapping[str, Mapping[str, int]]:
    """Return the counters of each office."""
    return DossierDay.objects.by_office(first, last, offices)


BOARD = Board(
    3,
    "Hồ sơ",
    (
        Figure(
            "accepted",
            "Tiếp nhận",
            "Số hồ sơ có lúc tiếp nhận trong kỳ.",
            _SOURCE,
            chart="Hồ sơ vào và ra",
        ),
        Figure(
            "completed",
            "Xử lý xong",
            "Số hồ sơ có kết quả trong kỳ.",
            _SOURCE,
            chart="Hồ sơ vào và ra",
        ),
        Figure(
            "on_time_share",
            "Đúng hạn",
            "Hồ sơ xong không muộn hơn ngày hẹn trả và không bị yêu cầu bổ sung quá một lần ÷ hồ "
            "sơ xong có ngày hẹn trả "
            "(theo cách tính của QĐ 766/QĐ-TTg).",
            _SOURCE,
            unit=" %",
            decimals=1,
            bars=False,
            top=100,
            better=1,
        ),
    ),
    of_days(
        days,
        {
            "accepted": plain("accepted"),
            "completed": plain("completed"),
            "on_time_share": share("on_time", "dated"),
        },
    ),
)
