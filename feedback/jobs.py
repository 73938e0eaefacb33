"""What questions and ratings need without a request."""

from datetime import timedelta

from django.utils import timezone

from feedback.photos import actions
from feedback.ratings import alarms
from feedback.satisfaction import publishing
from foundation.work.registry import DAY, HOUR, every


@every(
    DAY,
    "Dọn tệp ảnh không còn dùng",
    at="02:30",
    after="apply_retention",
    limit=2 * HOUR,
    nice=10,
)
def sweep_photos() -> str:
    """Delete photo files that no row knows: a process died between writing file and row."""
    removed = actions.delete_lost_files(timezone.now() - timedelta(days=1))
    return f"Đã xoá {removed} tệp ảnh không còn dùng."


@every(DAY, "Tìm đánh giá có dấu hiệu khống", at="04:30", limit=HOUR, nice=10)
def raise_rating_alarms() -> str:
    """Tell leaders about ratings of past days that look stuffed."""
    return f"Có {len(alarms.raise_alarms(timezone.localdate()))} cảnh báo mới."


@every(
    DAY,
    "Công bố mức hài lòng của tháng",
    at="04:30",
    after="raise_rating_alarms",
    limit=HOUR,
    nice=10,
)
def publish_satisfaction() -> str:
    """Publish the figures of months whose ratings nobody can change any more."""
    months = publishing.publish_due_months(timezone.localdate())
    return f"Đã công bố: {', '.join(f'{month:%m/%Y}' for month in months) or 'không tháng nào'}."
