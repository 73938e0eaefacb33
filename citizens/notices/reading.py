"""When a citizen read the confidential notices.

A notice that is changed when its citizen reads it would have the time, and PostgreSQL's number, of
the ordinary ones that are read with it, and these name their citizen. So it is never changed: what
was read is kept with the citizen, encrypted, and written for everybody who reads anything, in
blocks of one size. Neither that there is a row nor its length says who has confidential notices.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

import orjson

from citizens.models import Citizen, Notice, NoticeReading

BLOCK = 512  # letters: some 20 notices


def moments_of(citizen: Citizen) -> dict[int, datetime]:
    """Return when the citizen read each confidential notice, by its number."""
    row = NoticeReading.objects.filter(citizen=citizen).first()
    read: dict[str, int] = orjson.loads(row.moments) if row else {}
    return {int(number): datetime.fromtimestamp(at, UTC) for number, at in read.items()}


def note(citizen: Citizen, numbers: Iterable[int], now: datetime) -> None:
    """Write that the citizen read these now, if any. Notices that are gone are forgotten.

    The citizen's row must be locked.
    """
    read = moments_of(citizen) | dict.fromkeys(numbers, now)
    left = Notice.objects.confidential_of(citizen).values_list("pk", flat=True)
    text = orjson.dumps({str(n): int(read[n].timestamp()) for n in left if n in read}).decode()
    padded = text.ljust(-(-len(text) // BLOCK) * BLOCK)
    NoticeReading.objects.update_or_create(citizen=citizen, defaults={"moments": padded})
