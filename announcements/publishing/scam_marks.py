"""Numbers and links that published warnings of scams name, for «Có phải lừa đảo?»."""

from collections.abc import Mapping
from datetime import datetime

from announcements.publishing.snapshot import Announcements, published_announcements
from announcements.workflow import Kind
from offices.working_time.calendar import ZONE
from procedures.scam_check.warned import Warned, marks_of

_made: dict[str, object] = {}


def warned() -> Mapping[str, Warned]:
    """Return the warnings by mark; made once for what is published."""
    held = published_announcements()
    if _made.get("held") is not held:
        _made.update(held=held, marks=_marks(held))
    return _made["marks"]  # type: ignore[return-value]  # put there by the line above


def _marks(held: Announcements) -> Mapping[str, Warned]:
    found: dict[str, Warned] = {}
    for item in reversed(held.listed):  # of several, the newest counts
        document = item.document
        if document is None or item.kind != Kind.SCAM_WARNING:
            continue
        warning: Warned = {
            "origin": "announcement",
            "id": document["slug"],
            "title": document["title"],
            "published_on": _day(document["published_at"]),
        }
        # Not of the text, which may name the number to call instead.
        marks = marks_of(document["particulars"].get("scam_marks", ()))
        found |= dict.fromkeys(marks, warning)
    return found


def _day(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone(ZONE).date().isoformat()
