"""What other rooms do when an announcement moves: they register a function for moves.

It is called in the transaction of the move, after everything of it is written. Whatever it queues
is committed with the move or not at all; it calls nobody outside.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from announcements.models import Announcement, AnnouncementEvent
from announcements.workflow import Move

Reaction = Callable[[Announcement, AnnouncementEvent], None]
_reactions: defaultdict[Move, list[Reaction]] = defaultdict(list)


def register(moves: Iterable[Move], reaction: Reaction) -> None:
    """Call `reaction` with the announcement and the event of each of `moves`; for AppConfig.ready.

    `event.version` is the version that citizens see after the move, 0 if they see none.
    """
    for move in moves:
        _reactions[move].append(reaction)


def react(announcement: Announcement, event: AnnouncementEvent) -> None:
    """Call what was registered for the move, in the order of registration."""
    for reaction in _reactions[Move(event.move)]:
        reaction(announcement, event)
