"""How senders read deadlines, results and files of a report. Pure."""

from collections.abc import Mapping
from datetime import datetime

from offices.working_time.calendar import ZONE
from reports.workflow import Outcome

# Whoever was reported, their penalty and the owner of a vehicle are told to nobody.
OUTCOMES: Mapping[str, str] = {
    Outcome.HANDLED: "Công an đã xử lý theo quy định. Thông tin về người khác, nếu có, không được "
    "cung cấp vì là dữ liệu cá nhân.",
    Outcome.NO_VIOLATION: "Công an đã xác minh và không thấy vi phạm.",
    Outcome.INSUFFICIENT: "Những gì có được chưa đủ căn cứ để xử lý.",
    Outcome.OFFENDER_UNKNOWN: "Chưa xác định được người vi phạm.",
    Outcome.OUT_OF_TIME: "Đã hết thời hiệu xử phạt nên không xử lý được nữa.",
    Outcome.HANDED_OVER: "Công an đã chuyển cho cơ quan có thẩm quyền; cơ quan đó giải quyết tiếp.",
    Outcome.OUTSIDE_POLICE: "Việc này không thuộc thẩm quyền của công an.",
}


def due_words(due_at: datetime | None, citation: str) -> str | None:
    """Return by when the office has to act and which text says so; None without a deadline.

    >>> due_words(datetime(2026, 12, 26, 16, 59, 59, tzinfo=ZONE), "NĐ 61/2026 Đ21k1")
    'Đơn vị phải giải quyết bước này trước 16:59 ngày 26/12/2026 (NĐ 61/2026 Đ21k1).'
    """
    if due_at is None:
        return None
    source = f" ({citation})" if citation else ""
    moment = f"{due_at.astimezone(ZONE):%H:%M ngày %d/%m/%Y}"
    return f"Đơn vị phải giải quyết bước này trước {moment}{source}."


def name_of_file(media_type: str, number: int) -> str:
    """Return what a file is called; `number` counts the files of a report from 1.

    >>> name_of_file("video/mp4", 2)
    'Video 2'
    """
    return f"{'Video' if media_type.startswith('video/') else 'Ảnh'} {number}"
