"""How much citizens search and find: figures of the leaders' pages and of the monthly report."""

from datetime import date

from officers.first_page.boards import Days, Figure, daily, percentage
from officers.first_page.scope import Scope
from procedures.models import SearchDay

_SOURCE = "Máy chủ đếm mỗi lượt tìm thủ tục, không gắn với người nào."


def _searches_by_day(_scope: Scope, first: date, last: date) -> Days:
    rows = (
        SearchDay.objects.filter(day__range=(first, last))
        .order_by()
        .values_list("day", "searches", "misses")
    )
    return {
        day: {"searches": searches, "found": searches - misses} for day, searches, misses in rows
    }


BOARD = daily(
    2,
    "Tìm kiếm thủ tục",
    (
        Figure(
            "searches", "Lượt tìm kiếm", "Số lượt tìm thủ tục trong danh mục.", _SOURCE, better=1
        ),
        percentage(
            "found_share",
            "Tìm thấy",
            "Số lượt tìm có ít nhất một kết quả ÷ số lượt tìm.",
            _SOURCE,
            of=("found", "searches"),
            better=1,
        ),
    ),
    _searches_by_day,
    everywhere=True,
)
