"""Figures of how much the service is used, for leaders' pages and the monthly report."""

from datetime import date

from citizens.models import VisitDay
from officers.first_page.boards import Days, Figure, daily
from officers.first_page.periods import Grain
from officers.first_page.scope import Scope

_SOURCE = "Phiên đăng nhập của Mini App, đếm ngay lúc truy cập; không lưu ai đến lúc nào."
_USERS = {
    Grain.DAY: "users",
    Grain.WEEK: "week_users",
    Grain.MONTH: "month_users",
    Grain.YEAR: "year_users",
}
_COUNTED = ("visits", "users", "week_users", "month_users", "year_users", "new_users")


def _days(_scope: Scope, first: date, last: date) -> Days:
    rows = VisitDay.objects.filter(day__range=(first, last)).order_by().values("day", *_COUNTED)
    return {row.pop("day"): row for row in rows}


BOARD = daily(
    1,
    "Sử dụng dịch vụ",
    (
        Figure(
            "visits",
            "Lượt truy cập",
            "Số phiên đăng nhập mới, cộng lần dùng đầu tiên trong ngày của phiên còn hiệu lực từ "
            "hôm trước (phiên sống tối đa 12 giờ).",
            _SOURCE,
            chart="Truy cập",
            better=1,
        ),
        Figure(
            "users",
            "Người dùng",
            "Số tài khoản Zalo khác nhau có ít nhất một lượt truy cập trong kỳ. Người đã xoá dữ "
            "liệu rồi quay lại được tính là người mới.",
            _SOURCE,
            chart="Truy cập",
            better=1,
            formula=lambda sums, grain: sums.get(_USERS[grain], 0),
        ),
        Figure(
            "new_users",
            "Người dùng mới",
            "Số tài khoản đăng nhập lần đầu tiên trong kỳ.",
            _SOURCE,
            better=1,
        ),
    ),
    _days,
    everywhere=True,
)
