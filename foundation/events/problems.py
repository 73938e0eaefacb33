"""Errors of reading the feed of events."""

from foundation.api.problems import ProblemType

PROBLEMS = (
    ProblemType(
        "events_cursor_foreign",
        409,
        "Con trỏ của hệ thống khác",
        "Con trỏ `after` do một hệ thống khác cấp. Hãy kiểm tra địa chỉ đang gọi, đối chiếu lại "
        "dữ liệu rồi đọc tiếp từ `after=now`.",
        "The cursor carries the mark of another installation: a test system's, say.",
    ),
    ProblemType(
        "events_cursor_unknown",
        409,
        "Không có vị trí này trong dòng sự kiện",
        "Con trỏ `after` chỉ tới sự kiện không có ở đây: hệ thống đã được khôi phục từ bản sao. "
        "Hãy lấy con trỏ mới bằng `after=now`, đối chiếu lại dữ liệu rồi đọc tiếp từ đó.",
        "The event of the cursor is not in this history: it lies in the future, or the database "
        "was restored or failed over to a copy that had not got it. Reconcile.",
    ),
    ProblemType(
        "events_cursor_expired",
        410,
        "Sự kiện sau con trỏ này đã hết hạn lưu",
        "Có sự kiện sau con trỏ này đã hết hạn lưu. Hãy lấy con trỏ mới bằng `after=now`, đối "
        "chiếu lại dữ liệu rồi đọc tiếp từ đó.",
        "Events after the cursor have been deleted after 30 days: reading on would leave a gap. "
        "Reconcile.",
    ),
)
FIELD_CODES = {"invalid_cursor": "Con trỏ sai dạng"}
