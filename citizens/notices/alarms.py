"""What operators must look at.

Stopped channels, messages set aside, a failing token, an outbox without a worker, a webhook.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from citizens.models import ChannelStop
from citizens.notices import channel_stops, outbox, resending
from citizens.webhooks import alarms as webhook_alarms
from foundation.records.process_memory import TimedCache
from official_accounts import health
from official_accounts.models import OaToken, OfficialAccount

OVERDUE = timedelta(minutes=15)
REFRESH_ENDS_SOON = timedelta(days=7)
MOST_ACCOUNTS = 5  # a line each; more have one cause
SET_ASIDE_SHOWN = timedelta(days=7)


def warnings(now: datetime) -> list[str]:
    """Return what is wrong, in Vietnamese, with nothing personal. Empty if nothing is wrong."""
    return [
        *_stopped_channels(now),
        *_set_aside(now),
        *_failing_token(now),
        *_missing_worker(now),
        *webhook_alarms.warnings(now),
    ]


def _stopped_channels(now: datetime) -> Iterator[str]:
    """Yield the stops that an operator should know; those of a minute end before they are read."""
    intended = (ChannelStop.Cause.OPERATOR, ChannelStop.Cause.RATE)
    for row in (
        ChannelStop.objects.in_force(now).exclude(cause__in=intended).select_related("account")
    ):
        number = f" (số lỗi Zalo {row.error_number})" if row.error_number else ""
        cause = ChannelStop.Cause(row.cause).label.lower()
        yield (
            f"Kênh thông báo «{row.full_name}» đang dừng: {cause}"
            f"{number}. {channel_stops.remedy_of(row)}".rstrip()
        )


def _set_aside(now: datetime) -> Iterator[str]:
    """Yield the numbers that nobody knows and for which messages were set aside lately."""
    for number, count in resending.set_aside(now - SET_ASIDE_SHOWN).items():
        yield (
            f"{count} thông báo để riêng vì Zalo trả lời số lỗi lạ {number}: tra số lỗi, sửa "
            f"nguyên nhân, rồi gửi lại ở «Thông báo đã gửi» hoặc bằng manage.py "
            f"resend_notices {number}."
        )


def _failing_token(now: datetime) -> Iterator[str]:
    soon = now + REFRESH_ENDS_SOON
    wrong = Q(refused=True) | Q(failed_at__isnull=False) | Q(refresh_expires_at__lt=soon)
    rows = OaToken.objects.filter(wrong, account__state=OfficialAccount.State.CONNECTED)
    found = list(rows.select_related("account").order_by("expires_at")[: MOST_ACCOUNTS + 1])
    for row in found[:MOST_ACCOUNTS]:
        yield f"Official Account «{row.account}»: {health.token_state(row, now).words}"
    if len(found) > MOST_ACCOUNTS:
        yield "Còn Official Account khác có mã gặp sự cố: xem trang «Official Account»."


def _missing_worker(now: datetime) -> Iterator[str]:
    if outbox.is_overdue(now, OVERDUE):
        yield "Thông báo chờ gửi quá 15 phút: kiểm tra tiến trình manage.py work."


def banner(_request: object) -> list[str] | None:
    """Return what every page of the admin shows at its top while something is wrong.

    Looks after it four times a minute in each process, not on each page.
    """
    return ["Thông báo cho công dân: có sự cố", "danger"] if _latest() else None


_latest = TimedCache(lambda: warnings(timezone.now()), 15)
