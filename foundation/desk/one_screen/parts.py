"""What the page of one row is made of; pages of rooms fill it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

CITIZEN, OFFICER, NOTE = "citizen", "officer", "internal"


@dataclass(frozen=True)
class Picture:
    """A picture in a message: its short-lived address, and its size in pixels."""

    address: str
    width: int
    height: int


@dataclass(frozen=True)
class Said:
    """One message: by which side, who, when, and what.

    `when` is a day where the time would tell too much. `number` is that of a message which an
    answer says it has read. `tag` is a word beside it, with its `tone`; `extra` is HTML of a
    template below the words.
    """

    side: str
    who: str
    when: datetime | date
    text: str = field(repr=False)
    pictures: Sequence[Picture] = ()
    tag: str = ""
    tone: str = ""
    extra: str = ""
    number: int = 0

    @property
    def is_timed(self) -> bool:
        """Whether the moment is known, not only the day."""
        return isinstance(self.when, datetime)

    @property
    def order(self) -> datetime:
        """The moment by which messages and notes are put in order; a day begins at midnight."""
        if isinstance(self.when, datetime):
            return self.when
        return timezone.make_aware(datetime.combine(self.when, time.min))


@dataclass(frozen=True)
class Panel:
    """A part beside the conversation: its title, a template, and what it shows."""

    title: str
    template: str
    content: Any


@dataclass(frozen=True)
class Insert:
    """A text that is put in at the cursor."""

    title: str
    text: str


@dataclass(frozen=True)
class Colleague:
    """An officer who may see the row: the account's key, the name, how much they have to do."""

    key: int
    name: str
    load: str = ""
