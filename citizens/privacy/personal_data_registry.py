"""What each app holds about a citizen, registered by the apps in AppConfig.ready.

Each part says how it is exported, how it is erased, and what goes when a consent is withdrawn.
Upper apps know the citizen, not the other way round. Export and erasure go through this registry.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from citizens.models import Citizen
from citizens.privacy.own_rows import OwnRows


@dataclass(frozen=True)
class Kept:
    """What stays after an erasure, and the law that demands it, both in Vietnamese."""

    what: str
    reason: str


@dataclass(frozen=True)
class PersonalData:
    """One part of what is held about citizens.

    `name` is its key in the export, `title` its Vietnamese name for citizens and officers. `export`
    returns everything that the app holds about the citizen, as JSON values. `erase` deletes it or
    makes it anonymous for good, and returns what stays; it runs in the caller's transaction, with
    the citizen's row locked. Of a `confidential` part only the citizen is told how much there was.
    Of who has none of its `rows`, if it names any, it is not asked: it would export `nothing`.
    """

    name: str
    title: str
    export: Callable[[Citizen], object]
    erase: Callable[[Citizen], Iterable[Kept]]
    confidential: bool = False
    rows: tuple[OwnRows, ...] = ()
    nothing: Callable[[], object] = list


_parts: dict[str, PersonalData] = {}


def register(part: PersonalData) -> None:
    """Add a part. Raises ValueError for a name that is taken."""
    if part.name in _parts:
        raise ValueError(part.name)
    _parts[part.name] = part


def names_shown_to_officers() -> frozenset[str]:
    """Return the names of the parts of which officers see how many rows were erased."""
    return frozenset(part.name for part in _parts.values() if not part.confidential)


def parts() -> tuple[PersonalData, ...]:
    """Return every part, in the order of registration."""
    return tuple(_parts.values())


_withdrawals: dict[str, list[Callable[[Citizen], None]]] = {}


def register_withdrawal(purpose: str, forget: Callable[[Citizen], None]) -> None:
    """Call `forget`, in the caller's transaction, when the consent to `purpose` is withdrawn.

    It deletes what an app holds under that consent. `purpose` is one of `citizens.models.Purpose`.
    """
    _withdrawals.setdefault(purpose, []).append(forget)


def withdrawals(purpose: str) -> tuple[Callable[[Citizen], None], ...]:
    """Return the functions to call when the consent to `purpose` is withdrawn."""
    return tuple(_withdrawals.get(purpose, ()))
