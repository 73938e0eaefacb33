"""With which code a visit that is over may be rated, asked of the room that takes ratings.

That room knows counters; counters do not know it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from reception.models import QueueNumber
from reception.workflow import State


@dataclass(frozen=True)
class Ratings:
    """The codes of numbers that are done, by key: none for what is too long ago.

    `codes` leaves out what was rated, unless it is called with `rated_too`.
    """

    codes: Callable[..., Mapping[int, str]]
    drawn: Callable[[str], str]


_rooms: list[Ratings] = []


def register(room: Ratings) -> None:
    """Register the room; for AppConfig.ready. Raises ValueError if there is one already."""
    if _rooms:
        raise ValueError(room)
    _rooms.append(room)


def codes_of(rows: Sequence[QueueNumber], *, rated_too: bool = False) -> Mapping[int, str]:
    """Return the codes with which these visits may be rated, by the number's key."""
    done = [row for row in rows if row.state == State.DONE]
    return _rooms[0].codes(done, rated_too=rated_too) if done and _rooms else {}


def picture_of(row: QueueNumber) -> str:
    """Return the picture of a number's code, as inline SVG; "" if it is no visit to rate.

    A code that was used stays: were it gone, the desk would know who rated.
    """
    code = codes_of([row], rated_too=True).get(row.pk)
    return _rooms[0].drawn(code) if code else ""
