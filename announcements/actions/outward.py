"""What other systems are told of an announcement once citizens have seen it: read it there."""

from announcements.models import Announcement, AnnouncementEvent
from announcements.workflow import OF_PERSONS, PUBLIC, Move, State
from foundation.events.kinds import Kind
from foundation.events.recording import News

# Nobody is told of these.
_OF_DRAFTS = {Move.SUBMIT, Move.RETURN, Move.APPROVE, Move.DISCARD}
_TOLD = {one.value: str(one.label) for one in Move if one not in _OF_DRAFTS}
KIND = Kind("announcement", "Bản tin", _TOLD, public=True)


def news_of(row: Announcement, start: State, event: AnnouncementEvent) -> News | None:
    """Return what is told of a move. A person is never named: what names them is revoked."""
    if start not in PUBLIC and event.state not in PUBLIC:
        return None
    data = {
        "number": row.pk,
        "slug": "" if row.kind in OF_PERSONS else row.slug,
        "kind": str(row.kind),
        "office": row.office_id,
        "state": str(event.state),
        "version": event.version,
    }
    move, key = str(event.move), row.pk
    return News(KIND.name, move, str(key), key, row.office_id, event.at, data)
