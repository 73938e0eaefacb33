"""Where a reader stands: `<installation>.<position>.<event>`, opaque to readers.

The position alone would do in one history. The first part tells another installation's cursor, the
last one a history that was replaced: after a restore or a fail-over positions are given anew, and a
reader who had read the lost ones would miss their successors.
"""

import re
from dataclasses import dataclass
from typing import Literal

from foundation.api.problems import FieldError, Problem, pointer
from foundation.events.models import Event
from foundation.events.numbering import last_position
from foundation.records.identity import database_id

MAX_CURSOR = 60
_CURSOR = re.compile(r"([0-9a-f]{8})\.([0-9]{1,18})\.([0-9a-f]{8})")
_START = "0" * 8


@dataclass(frozen=True)
class Cursor:
    """A position, and how the id of its event begins."""

    position: int
    tag: str = _START

    def __str__(self) -> str:
        return f"{database_id().hex[:8]}.{self.position}.{self.tag}"


def of(event: Event) -> Cursor:
    """Return the cursor after an event that is numbered."""
    return Cursor(event.position or 0, event.uid.hex[:8])


def at(position: int) -> Cursor:
    """Return the cursor after a position; 0 is before everything."""
    event = Event.objects.filter(position=position).only("position", "uid").first()
    return of(event) if event else Cursor(0)


def parse(text: str) -> Cursor:
    """Read a cursor. Raises Problem `invalid_request` and `events_cursor_foreign`."""
    found = _CURSOR.fullmatch(text)
    if found is None:
        error = FieldError(pointer("query", "after"), "invalid_cursor", "Con trỏ sai dạng.")
        raise Problem("invalid_request", errors=[error])
    if found[1] != database_id().hex[:8]:
        raise Problem("events_cursor_foreign")
    return Cursor(int(found[2]), found[3])


def require_unbroken(cursor: Cursor) -> None:
    """Refuse a cursor after which something was deleted or replaced. Call it after reading.

    Raises Problem `events_cursor_unknown` and `events_cursor_expired`.
    """
    if problem := _fault_of(cursor):
        raise Problem(problem)


def _fault_of(cursor: Cursor) -> Literal["", "events_cursor_unknown", "events_cursor_expired"]:
    if cursor.position == 0 and cursor.tag == _START:
        gone = last_position() > 0 and not Event.objects.filter(position=1).exists()
        return "events_cursor_expired" if gone else ""
    event = Event.objects.filter(position=cursor.position).only("position", "uid").first()
    if event is not None:
        return "" if of(event) == cursor else "events_cursor_unknown"
    return "events_cursor_unknown" if cursor.position > last_position() else "events_cursor_expired"
