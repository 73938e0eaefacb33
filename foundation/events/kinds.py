"""The kinds of events, as rooms register them: each can be granted to a key by itself."""

from collections.abc import Mapping
from dataclasses import dataclass

TYPE = "police-portal.{kind}.{what}"


@dataclass(frozen=True)
class Kind:
    """A kind of subjects. `title` is Vietnamese; `moves` is what may happen, with its words.

    `public` events are the same for every key; others are of one office. `logged` is the kind of
    personal data of which each reading is logged, "" if there is none. Of `hourly` ones the
    moment could tell who wrote: they are told when their hour is over, with its end as their time.
    """

    name: str
    title: str
    moves: Mapping[str, str]
    public: bool = False
    logged: str = ""
    hourly: bool = False


_kinds: dict[str, Kind] = {}


def register(*added: Kind) -> None:
    """Add kinds; for AppConfig.ready. Raises ValueError for a name that is taken."""
    for kind in added:
        if kind.name in _kinds:
            raise ValueError(kind.name)
        _kinds[kind.name] = kind


def kinds() -> tuple[Kind, ...]:
    """Return every kind, in the order of registration."""
    return tuple(_kinds.values())


def types() -> dict[str, str]:
    """Return the type of every event that there may be, with its words."""
    return {
        TYPE.format(kind=kind.name, what=what): f"{kind.title}: {words}"
        for kind in kinds()
        for what, words in kind.moves.items()
    }


def hourly() -> list[str]:
    """Return the names of those that are told when their hour is over."""
    return [kind.name for kind in kinds() if kind.hourly]
