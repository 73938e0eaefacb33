"""What the code of a call screen, or a poster of a queue, shows to people without Zalo."""

from foundation.zalo.landings import Landing
from offices.snapshot import directory
from reception.models import Queue
from reception.notices import NOTE

TAKE = "Gặp cán bộ tại quầy để lấy số. Không có ứng dụng vẫn được tiếp nhận."


def landing_of_queue(value: str) -> Landing | None:
    """Return name and office of a queue, whose number may be followed by a code."""
    key, _dot, code = value.partition(".")
    is_number = key.isascii() and key.isdecimal() and len(key) < 10  # noqa: PLR2004  # of a column
    queue = Queue.objects.filter(pk=key, active=True).first() if is_number else None
    office = directory.current().offices.get(queue.office_id) if queue else None
    if queue is None or office is None:
        return None
    phones = office.document["contact"]["phones"]
    return Landing(
        f"{queue.name} – {office.document['name']}",
        (TAKE if code else NOTE,),
        tuple(phone["openPhone"]["phoneNumber"] for phone in phones),
    )
