"""An appointment as a file for calendars (RFC 5545). The same appointment keeps its UID."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from foundation.api.moments import in_utc
from foundation.records.encryption import keyed_hash
from offices.snapshot import directory
from reception.models import QueueNumber
from reception.notices import NOTE
from reception.workflow import State

MEDIA_TYPE = "text/calendar"
MOST_OCTETS = 75  # of a line, without its end
GONE = (State.CANCELLED, State.CLOSED)


def render(number: QueueNumber, begins_at: datetime) -> bytes:
    """Return the file of an appointment; of one that is gone, it takes the event away."""
    return b"".join(_folded(line) for line in _lines(number, begins_at))


def _lines(number: QueueNumber, begins_at: datetime) -> Iterator[str]:
    is_gone = number.state in GONE
    ends_at = begins_at + timedelta(minutes=number.queue.window_minutes)
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//police_portal//reception//VI")
    yield f"METHOD:{'CANCEL' if is_gone else 'PUBLISH'}"
    yield "BEGIN:VEVENT"
    yield f"UID:{keyed_hash('queue-calendar', str(number.pk))}"
    yield f"SEQUENCE:{number.moved + is_gone}"
    yield f"DTSTAMP:{_moment(timezone.now())}"
    yield f"DTSTART:{_moment(begins_at)}"
    yield f"DTEND:{_moment(ends_at)}"
    yield f"STATUS:{'CANCELLED' if is_gone else 'CONFIRMED'}"
    yield f"SUMMARY:{_text(f'Số {number.label} – {number.queue.office.name}')}"
    yield f"LOCATION:{_text(_place(number))}"
    yield f"DESCRIPTION:{_text(f'{number.queue.name}. Mời đến trước 5 phút. {NOTE}')}"
    yield from ("END:VEVENT", "END:VCALENDAR")


def _place(number: QueueNumber) -> str:
    office = directory.current().offices.get(number.queue.office_id)
    address = office.document["address"] if office else ""
    return ", ".join(part for part in (number.queue.office.name, address) if part)


def _moment(moment: datetime) -> str:
    """Return a moment in UTC, which every calendar shows in the zone of its phone."""
    return re.sub(r"[-:]", "", in_utc(moment))


def _text(value: str) -> str:
    escaped = re.sub(r"([\\;,])", r"\\\1", value)
    return re.sub(r"\r\n?|\n", r"\\n", escaped)


def _folded(line: str) -> bytes:
    """Return a line in pieces of at most 75 octets, no letter of which is cut."""
    pieces, piece = [], ""
    for letter in line:
        if len(f"{piece}{letter}".encode()) > MOST_OCTETS:
            pieces.append(piece)
            piece = " "
        piece += letter
    return "\r\n".join([*pieces, piece, ""]).encode()
