"""Dossiers that wait for an officer, on the first page of the admin."""

from officers.first_page.cards import Card, Group

_GROUP, _DOSSIERS, _VIEW = Group(1, "Hồ sơ"), "dossiers.dossier", "dossiers.view_dossier"
_CONFLICTS = "dossiers.importconflict"
CARDS = (
    Card(_GROUP, "Quá hạn", "alarm", _DOSSIERS, _VIEW, {"due": "late"}, "danger"),
    Card(_GROUP, "Đến hạn hôm nay", "today", _DOSSIERS, _VIEW, {"due": "today"}, "warning"),
    Card(_GROUP, "Sắp đến hạn", "upcoming", _DOSSIERS, _VIEW, {"due": "nearly"}),
    Card(_GROUP, "Chờ tôi giải quyết", "person", _DOSSIERS, _VIEW, {"handler": "waiting"}),
    Card(
        _GROUP,
        "Dữ liệu nhập chưa khớp",
        "difference",
        _CONFLICTS,
        "dossiers.settle_conflict",
        {"state__exact": "open"},
        "warning",
    ),
    Card(
        _GROUP,
        "Kết nối chưa nhận được",
        "sync_problem",
        "dossiers.connectorrefusal",
        "dossiers.settle_conflict",
        {"state__exact": "open"},
        "warning",
    ),
)
