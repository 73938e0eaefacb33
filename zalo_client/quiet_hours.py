"""Hours in which nothing is sent, by Vietnam's clock."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_HOURS = re.compile(r"([01]?[0-9]|2[0-3])-([01]?[0-9]|2[0-3])")


@dataclass(frozen=True)
class QuietHours:
    """From the hour `start` to the hour `end`, past midnight if `end` is earlier.

    Equal hours are none.
    """

    start: int
    end: int

    def covers(self, moment: datetime) -> bool:
        """Return True if `moment` is quiet."""
        hour = moment.astimezone(VIETNAM).hour
        if self.start <= self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end

    def allowed_from(self, moment: datetime) -> datetime:
        """Return the first moment from `moment` on that is not quiet."""
        if not self.covers(moment):
            return moment
        local = moment.astimezone(VIETNAM)
        end = local.replace(hour=self.end, minute=0, second=0, microsecond=0)
        return end if local.hour < self.end else end + timedelta(days=1)


NEVER_QUIET = QuietHours(0, 0)
NONE = "none"  # an empty setting is its default
# Within these Zalo refuses templates of every kind (as of autumn 2026).
ZALO_NIGHT = QuietHours(22, 6)


def allowed_from(moment: datetime) -> datetime:
    """Return the first moment from `moment` on at which Zalo sends templates: 06:00 to 22:00."""
    return ZALO_NIGHT.allowed_from(moment)


def read_quiet_hours(text: str) -> QuietHours:
    """Return the hours written as `22-6`, or `none` for none. Raises ValueError."""
    if text.strip() == NONE:
        return NEVER_QUIET
    found = _HOURS.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    return QuietHours(int(found[1]), int(found[2]))
