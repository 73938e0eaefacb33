"""What operators should know of notices."""

from django.utils import timezone

from citizens.notices import alarms


def warnings() -> list[str]:
    """Warn that something keeps notices from going out; only officers read what it is."""
    if not alarms.warnings(timezone.now()):
        return []
    return ["Thông báo cho công dân có sự cố: xem phần quản trị."]
