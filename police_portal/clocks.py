"""A wrong clock of a machine is reported; beyond a limit the machine does not serve.

Sessions contain the time of the machine that began them; others tolerate a difference of 300
seconds (`citizens.login.sessions`). Two machines that are wrong by LIMIT in opposite directions
stay within that.
"""

from collections.abc import Iterator, Sequence

from django.core import checks
from django.core.checks import CheckMessage, Tags, register
from django.db import Error

from foundation.api.readiness import NotReady
from foundation.database.clocks import Offset, offset

WARN, LIMIT = 2.0, 60.0


def check_clock() -> None:
    """Raise NotReady if this machine's clock is wrong by more than LIMIT seconds."""
    found = offset()
    if abs(found.certain) > LIMIT:
        raise NotReady(_words(found))


def clock_warnings() -> Iterator[str]:
    """Warn of a clock that is wrong by more than WARN seconds."""
    found = offset()
    if abs(found.certain) > WARN:
        yield _words(found)


@register(Tags.database)
def check_clock_at_start(
    *, databases: Sequence[str] | None = None, **_options: object
) -> list[CheckMessage]:
    """Warn of the same before a process starts. Other checks report an unavailable database."""
    if not databases:
        return []
    try:
        texts = list(clock_warnings())
    except Error:
        return []
    return [
        checks.Warning(
            text,
            hint="Xem chronyc tracking (NTP) trên máy này và trên máy của cơ sở dữ liệu. Lệch quá "
            f"{LIMIT:.0f} giây thì máy không sẵn sàng phục vụ.",
            id="police_portal.W003",
        )
        for text in texts
    ]


def _words(found: Offset) -> str:
    """Describe which clock is behind; it is unknown which one is wrong."""
    side = "chậm" if found.seconds > 0 else "nhanh"
    return f"Đồng hồ máy này {side} hơn đồng hồ cơ sở dữ liệu {abs(found.certain):.0f} giây."
