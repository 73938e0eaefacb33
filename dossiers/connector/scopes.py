"""What a key may do: send dossiers, read them, read events of some kinds."""

from collections.abc import Iterable

from dossiers.models import ConnectorKey
from foundation.events.kinds import kinds

WRITE, READ = "dossiers.write", "dossiers.read"
_EVENTS = "events."


def choices() -> list[tuple[str, str]]:
    """Return every scope with its Vietnamese title."""
    events = [(_EVENTS + kind.name, f"Đọc sự kiện: {kind.title}") for kind in kinds()]
    return [(WRITE, "Gửi hồ sơ"), (READ, "Đọc hồ sơ và số đếm để đối chiếu"), *events]


def known(scopes: Iterable[str]) -> list[str]:
    """Return those of the scopes that exist, once each and in their order."""
    wanted = set(scopes)
    return [name for name, _title in choices() if name in wanted]


def titles_of(key: ConnectorKey) -> list[str]:
    """Return the titles of what a key may do."""
    return [title for name, title in choices() if name in key.scopes]


def event_kinds(key: ConnectorKey) -> frozenset[str]:
    """Return the kinds of events that a key may read."""
    return frozenset(kind.name for kind in kinds() if _EVENTS + kind.name in key.scopes)
