"""How long a used-up quota of Zalo holds messages back."""

from datetime import datetime, timedelta

from zalo_client.errors import Reason
from zalo_client.quiet_hours import VIETNAM, allowed_from

QUOTA_PAUSE = timedelta(hours=1)
MINUTE_PAUSE = timedelta(minutes=1)  # Zalo counts 4,000 calls a minute for the whole app


def next_quota_day(now: datetime) -> datetime:
    """Return the first allowed moment of the next day in Vietnam, with a new quota."""
    midnight = (now.astimezone(VIETNAM) + timedelta(days=1)).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    return allowed_from(midnight)


def held_until(reason: Reason, now: datetime) -> datetime:
    """Return when to retry after an error `QuotaExhausted` with this reason."""
    if reason in {Reason.DAY, Reason.TEMPLATE_DAY}:
        return next_quota_day(now)
    return now + (MINUTE_PAUSE if reason is Reason.MINUTE else QUOTA_PAUSE)
