"""Cards of the officers' first page: requests about data and failed notices."""

from officers.first_page.cards import Card, Group

_GROUP, _REQUESTS, _HANDLE = (
    Group(4, "Công dân"),
    "citizens.personalrequest",
    "citizens.handle_personalrequest",
)
CARDS = (
    Card(
        _GROUP,
        "Yêu cầu về dữ liệu quá hạn",
        "alarm",
        _REQUESTS,
        _HANDLE,
        {"open": "late"},
        "danger",
    ),
    Card(_GROUP, "Yêu cầu về dữ liệu đang chờ", "privacy_tip", _REQUESTS, _HANDLE, {"open": "yes"}),
    Card(
        _GROUP,
        "Thông báo không gửi được",
        "cancel_schedule_send",
        "citizens.delivery",
        "citizens.resend_delivery",
        {"result": "failed"},
        "warning",
    ),
)
