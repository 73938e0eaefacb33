"""Notices to senders of reports, with the shipped texts.

A text says only that there is news about something that was sent: nobody who sees the screen of a
phone learns what. Nor does a notice, which leads to its citizen, lead to the report: its link opens
the list, and its change is named by a hash (`reports.reporter.notifying`).
"""

from citizens.notices.events import Event, Kind
from foundation.zalo.deep_links import MINE, Screen, query

REPORT = Screen("report", "Các phản ánh của tôi; giá trị luôn là «mine».")
REPORTS = Kind(3, "reports", "Phản ánh, tố giác")
_TITLE = "Có tin về nội dung ông/bà đã gửi"


def _event(name: str, label: str, text: str = "Mở ứng dụng để xem.") -> Event:
    return Event(
        f"report_{name}",
        label,
        REPORTS,
        _TITLE,
        f"Có tin về nội dung ông/bà đã gửi.\n{text}",
        (),
        link=query(REPORT, MINE),
        confidential=True,
    )


EVENTS = (
    _event("received", "Phản ánh được tiếp nhận"),
    _event("asked_more", "Phản ánh cần bổ sung", "Mở ứng dụng để đọc và gửi thêm."),
    _event("passed_on", "Phản ánh được chuyển đơn vị khác"),
    _event("taken_on", "Phản ánh được thụ lý"),
    _event("extended", "Phản ánh được gia hạn xác minh"),
    _event("decided", "Phản ánh có kết luận"),
    _event("handed_over", "Phản ánh được chuyển cơ quan có thẩm quyền"),
    _event("merged", "Phản ánh được giải quyết chung"),
    _event("split", "Phản ánh được giải quyết riêng"),
    _event("reopened", "Phản ánh được xác minh lại"),
    _event("upheld", "Kết luận được giữ nguyên sau khi xem xét lại"),
)
