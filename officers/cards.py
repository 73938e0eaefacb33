"""The card of the officers' first page: accounts that wait for a second person."""

from officers.first_page.cards import Card, Group

CARDS = (
    Card(
        Group(6, "Hệ thống"),
        "Tài khoản chờ xác nhận",
        "how_to_reg",
        "officers.accesschange",
        "officers.confirm_accesschange",
        {"outcome": "waiting"},
        "warning",
    ),
)
