"""States that are read when the metrics are requested; rooms register them.

A separate process reads them (`police_portal.exporter`), never a web process.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

# Values of the labels, and the value.
Reading = tuple[tuple[str, ...], float]


@dataclass(frozen=True)
class State:
    """A gauge `portal_NAME`; `read` may query the database, and returns nothing personal."""

    name: str
    says: str
    read: Callable[[], Iterable[Reading]]
    labels: tuple[str, ...] = ()


_states: dict[str, State] = {}


def register(*added: State) -> None:
    """Add states; for AppConfig.ready. Raises ValueError for a name that exists already."""
    for state in added:
        if state.name in _states:
            raise ValueError(state.name)
        _states[state.name] = state


def states() -> tuple[State, ...]:
    """Return all states, in the order of registration."""
    return tuple(_states.values())
