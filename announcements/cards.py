"""The first page of who works on announcements: what waits for them."""

from announcements.rights import ANSWER, APPROVE, EDIT
from officers.first_page.cards import Card, Group

_GROUP, _LIST = Group(4, "Tin và cảnh báo"), "announcements.announcement"
CARDS = (
    Card(_GROUP, "Chờ duyệt", "rate_review", _LIST, APPROVE, {"state": "to_approve"}, "warning"),
    Card(_GROUP, "Truy nã cần xác nhận lại", "event_repeat", _LIST, APPROVE,
        {"state": "to_reconfirm"}, "warning"),
    Card(_GROUP, "Bản nháp", "edit_note", _LIST, EDIT, {"state": "draft"}, "info"),
    Card(_GROUP, "Ý kiến về tin chờ trả lời", "feedback", "announcements.challenge", ANSWER,
        {"state": "waiting"}, "warning"),
)  # fmt: skip
