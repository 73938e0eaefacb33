"""What operators must look at.

Stopped channels, messages set aside, a failing token, an outbox without a worker, a webhook.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from citizens.models import ChannelStop, OaToken
from citizens.notices import channel_stops, outbox, resending
from citizens.webhooks import alarms as webhook_alarms

OVERDUE = timedelta(minutes=15)
REFRESH_ENDS_SOON = timedelta(days=7)
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
    for row in ChannelStop.objects.in_force(now).exclude(cause__in=intended):
        number = f" (số lỗi Zalo {row.error_number})" if row.error_number else ""
        yield (
            f"Kênh thông báo «{row}» đang dừng: {ChannelStop.Cause(row.cause).label.lower()}"
            f"{number}. {channel_stops.remedy_of(row)}".rstrip()
        )


def _set_aside(now: datetime) -> Iterator[str]:
    """Yield the numbers that nobody knows and for which messages were set aside lately."""
    for number, count in resending.set_aside(now - SET_ASIDE_SHOWN).items():
        yield (
            f"{count} thông báo để riêng vì Zalo trả lời số lỗi lạ {number}: tra số lỗi, sửa "
            f"nguyên nhân, rồi gửi lại ở «Lượt gửi» hoặc bằng manage.py resend_notices {number}."
        )


def _failing_token(now: datetime) -> Iterator[str]:
    row = OaToken.objects.filter(oa_id=settings.ZALO_OA_ID.strip()).first()
    if row is None:
        return
    if row.refused or row.refresh_expires_at <= now:
        yield (
            "Official Account: phải cấp quyền lại, rồi nhập cặp mã mới bằng manage.py set_oa_token."
        )
    elif row.failed_at:
        yield "Official Account: chưa làm mới được mã truy cập, đang thử lại."
    elif row.refresh_expires_at - now < REFRESH_ENDS_SOON:
        yield "Official Account: mã làm mới sắp hết hạn."


def _missing_worker(now: datetime) -> Iterator[str]:
    if outbox.is_overdue(now, OVERDUE):
        yield "Thông báo chờ gửi quá 15 phút: kiểm tra tiến trình manage.py send_notices."


def banner(_request: object) -> list[str] | None:
    """Return what every page of the admin shows at its top while something is wrong.

    Takes four to six queries.
    """
    return ["Thông báo cho công dân: có sự cố", "danger"] if warnings(timezone.now()) else None
