"""What operators must look at: events that Zalo had to send again and again."""

from datetime import datetime, timedelta

from citizens.models import WebhookEvent
from citizens.models.webhook_event import MANY_REPEATS

SHOWN = timedelta(days=1)


def warnings(now: datetime) -> list[str]:
    """Return what is wrong, in Vietnamese, with nothing personal. One query."""
    repeated = WebhookEvent.objects.filter(repeats__gte=MANY_REPEATS, received_at__gte=now - SHOWN)
    text = (
        f"Zalo phải gửi lại sự kiện từ {MANY_REPEATS} lần trở lên trong ngày qua; sau lần thứ năm "
        "Zalo tắt webhook. Kiểm tra máy chủ trả lời trong hai giây, rồi xem webhook còn bật trong "
        "trang quản lý của Zalo."
    )
    return [text] if repeated.exists() else []
