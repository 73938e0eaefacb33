"""The kinds of personal data, registered by the apps, and who looked at a citizen's data."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import Q, QuerySet

from citizens.access_log.naming import ids, naming_one_of
from citizens.models import AccessEntry, Citizen
from citizens.privacy import own_rows
from citizens.privacy.own_rows import OwnRows
from foundation.database.prepared import Given, Prepared

Key = int | UUID
_TOLD = ("at", "actor_kind", "action", "subject_kind", "office__name")


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


def looks_at(citizen: Citizen, limit: int) -> list[AccessEntry]:
    """Return the newest entries in which others were shown the citizen's data.

    Refused attempts are left out. Of each entry only what is told to citizens is read.
    """
    held = own_rows.found(citizen, [rows for kind in kinds() for rows in kind.rows])
    about = [kind for kind in kinds() if not kind.rows or not held.isdisjoint(kind.rows)]
    keys = {_given(kind.name): ids(kind.keys_of(citizen)) for kind in about}
    return _entries(tuple(kind.name for kind in about), limit).rows(looker=citizen.pk, **keys)


def _given(kind: str) -> str:
    return f"keys of {kind}"


@lru_cache(maxsize=64)
def _entries(about: tuple[str, ...], limit: int) -> Prepared[AccessEntry]:
    """Return the query for citizens who have rows of these kinds: few sets of kinds occur."""

    def entries() -> QuerySet[AccessEntry]:
        shown = Q(pk__in=[])
        for kind in about:
            shown |= Q(subject_kind=kind) & naming_one_of(Given(_given(kind)))
        found = AccessEntry.objects.filter(shown, allowed=True).exclude(citizen=Given("looker"))
        told: QuerySet[AccessEntry] = found.select_related("office").only(*_TOLD)
        return told[:limit]

    return Prepared(entries)
