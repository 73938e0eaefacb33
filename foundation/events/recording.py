"""The only writer of events, called in the transaction of what happened.

Write the events of one subject while its row is locked: then the order of writing is the order of
what happened, and readers get it so.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from foundation.events.kinds import hourly
from foundation.events.models import Event
from foundation.records.bulk_rows import insert_rows, new_row


@dataclass(frozen=True)
class News:
    """What other systems may know of something that happened: no person, no words of anybody."""

    kind: str
    what: str
    subject: str
    row: int
    office: str
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    former_office: str = ""

    def as_row(self) -> Event:
        """Return the unsaved row."""
        former = self.former_office if self.former_office != self.office else ""
        at = end_of_hour(self.at) if self.kind in hourly() else self.at
        values = {**vars(self), "at": at, "former_office": former, "data": dict(self.data)}
        return new_row(Event, {"uid": uuid.uuid4(), **values})


def record(news: Iterable[News]) -> None:
    """Write events in this order."""
    insert_rows([one.as_row() for one in news])


def end_of_hour(at: datetime) -> datetime:
    """Return when the hour of a moment is over."""
    return at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
