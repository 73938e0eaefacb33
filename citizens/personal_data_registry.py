"""What each app holds about a citizen.

How it is exported, erased, and let go when a consent is withdrawn.

Filled by apps in AppConfig.ready.

Upper apps know the citizen, not the other way round; what touches all of them walks through this
table.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the table is filled while models are loaded
    from citizens.models import Citizen


@dataclass(frozen=True)
class Kept:
    """What stays after erasure, and the law that demands it, in Vietnamese."""

    what: str
    reason: str


@dataclass(frozen=True)
class PersonalData:
    """One part of what is held.

    `name` is the key of the export, `title` its Vietnamese name for citizens and officers. `export`
    returns everything that the app holds about the citizen, JSON-able. `erase` deletes it or makes
    it anonymous for good, inside the caller's transaction with the citizen's row locked, and tells
    what stays. `confidential`: how much there was is told to the citizen only, and stays out of the
    record that officers read.
    """

    name: str
    title: str
    export: Callable[["Citizen"], object]
    erase: Callable[["Citizen"], Iterable[Kept]]
    confidential: bool = False


_parts: dict[str, PersonalData] = {}


def register(part: PersonalData) -> None:
    """Add a part. Raises ValueError for a name that is taken."""
    if part.name in _parts:
        raise ValueError(part.name)
    _parts[part.name] = part


def told_to_officers() -> frozenset[str]:
    """Return the names of the parts of which officers may know how much was erased."""
    return frozenset(part.name for part in _parts.values() if not part.confidential)


def parts() -> tuple[PersonalData, ...]:
    """Return every part, in the order of registration."""
    return tuple(_parts.values())


_withdrawals: dict[str, list[Callable[["Citizen"], None]]] = {}


def on_withdrawal(purpose: str, forget: Callable[["Citizen"], None]) -> None:
    """Let `forget` delete what an app holds under a consent when it is withdrawn.

    In the caller's transaction.

    `purpose` is one of `citizens.models.Purpose`.
    """
    _withdrawals.setdefault(purpose, []).append(forget)


def withdrawals(purpose: str) -> tuple[Callable[["Citizen"], None], ...]:
    """Return what has to be done when the consent to `purpose` is withdrawn."""
    return tuple(_withdrawals.get(purpose, ()))
