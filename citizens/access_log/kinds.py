"""The kinds of personal data, registered by the apps, and who looked at a citizen's data."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from citizens.access_log.naming import naming
from citizens.models import AccessEntry, Citizen
from citizens.privacy import own_rows
from citizens.privacy.own_rows import OwnRows

Key = int | UUID


@dataclass(frozen=True)
class Kind:
    """A kind of row that holds personal data.

    `title` is its Vietnamese name. `keys_of(citizen)` returns the ids of the rows about a citizen,
    so that citizens can be told who looked at their data; of who has none of `rows`, if it names
    any, there are no ids.
    """

    name: str
    title: str
    keys_of: Callable[[Citizen], Iterable[Key]]
    rows: tuple[OwnRows, ...] = ()


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind; for AppConfig.ready. Raises ValueError for a name that is taken."""
    if kind.name in _kinds:
        raise ValueError(kind.name)
    _kinds[kind.name] = kind


def kinds() -> tuple[Kind, ...]:
    """Return every kind, in the order of registration."""
    return tuple(_kinds.values())


def title_of(name: str) -> str:
    """Return the Vietnamese title of a kind, or its name if it is not registered."""
    return _kinds[name].title if name in _kinds else name


def looks_at(citizen: Citizen, limit: int) -> QuerySet[AccessEntry]:
    """Return the newest entries in which others were shown the citizen's data.

    Refused attempts are left out.
    """
    shown = Q(pk__in=[])
    held = own_rows.found(citizen, [rows for kind in kinds() for rows in kind.rows])
    for kind in kinds():
        if kind.rows and held.isdisjoint(kind.rows):
            continue
        shown |= Q(subject_kind=kind.name) & naming(*kind.keys_of(citizen))
    entries: QuerySet[AccessEntry] = AccessEntry.objects.filter(shown, allowed=True).exclude(
        citizen=citizen
    )
    return entries.select_related("office")[:limit]
