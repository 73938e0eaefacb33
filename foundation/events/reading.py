"""One page of the feed for one reader."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Min, Q

from foundation.events import cursors
from foundation.events.cursors import Cursor
from foundation.events.kinds import kinds
from foundation.events.models import Event
from foundation.events.numbering import last_position

WINDOW = 20_000  # positions that one page looks at, however few are for this reader
NOW = "now"


@dataclass(frozen=True)
class Page:
    """Events in order, the cursor after them, and whether there are more."""

    events: list[Event]
    cursor: Cursor
    more: bool


def read(after: str, names: Collection[str], offices: Collection[str], limit: int) -> Page:
    """Return the next events of these kinds, and of these offices unless a kind is public.

    `after` is a cursor, "" for the oldest that is kept, or `now` for none. The cursor passes what
    is not for this reader. Raises Problem.
    """
    last = last_position()
    if after == NOW:
        return Page([], cursors.at(last), more=False)
    start = cursors.parse(after) if after else None
    first = start.position if start else _oldest() - 1
    until = min(first + WINDOW, last)
    rows = Event.objects.filter(position__gt=first, position__lte=until)
    found = list(rows.filter(_readable(names, offices)).order_by("position")[:limit])
    if start:
        cursors.require_unbroken(start)
    end = cursors.of(found[-1]) if len(found) == limit else cursors.at(until)
    return Page(found, end, more=end.position < last)


def _oldest() -> int:
    found: int | None = Event.objects.aggregate(first=Min("position"))["first"]
    return found or 1


def _readable(names: Collection[str], offices: Collection[str]) -> Q:
    public = [kind.name for kind in kinds() if kind.public and kind.name in names]
    own = [kind.name for kind in kinds() if not kind.public and kind.name in names]
    here = frozenset(offices)
    held = Q(office__among=here) | Q(former_office__among=here)
    return Q(kind__in=public) | (Q(kind__in=own) & held)
