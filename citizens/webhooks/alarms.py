"""What operators must look at: events that Zalo sent again and again, or of unknown accounts."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import CharField, F, Value

from citizens.models import WebhookEvent
from citizens.models.webhook_event import MANY_REPEATS

SHOWN = timedelta(days=1)
MOST_ACCOUNTS = 10
REPEATED = (
    f"Zalo phải gửi lại sự kiện từ {MANY_REPEATS} lần trở lên trong ngày qua; sau lần thứ năm "
    "Zalo tắt webhook. Kiểm tra máy chủ trả lời trong hai giây, rồi xem webhook còn bật trong "
    "trang quản lý của Zalo."
)


def warnings(now: datetime) -> list[str]:
    """Return what is wrong, in Vietnamese, with nothing personal. One query."""
    lately = WebhookEvent.objects.filter(received_at__gte=now - SHOWN).order_by()
    repeated = lately.filter(repeats__gte=MANY_REPEATS).annotate(whose=Value("", CharField()))
    unknown = lately.exclude(unknown_account="").annotate(whose=F("unknown_account"))
    both = repeated.values_list("whose").union(unknown.values_list("whose"))
    return list(_texts([name for (name,) in both[: MOST_ACCOUNTS + 1]]))


def _texts(found: list[str]) -> Iterator[str]:
    accounts = sorted(filter(None, set(found)))
    if "" in found:
        yield REPEATED
    for oa_id in accounts:
        yield (
            f"Có sự kiện của Official Account {oa_id} chưa kết nối, đang để riêng: kết nối tài "
            "khoản ở «Official Account», hoặc gỡ ứng dụng khỏi tài khoản ở developers.zalo.me."
        )
