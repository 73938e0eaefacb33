"""States that are read when somebody asks for the metrics: rooms register what they know.

They are read by one process of its own (`police_portal.exporter`), never by a web process.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

# Values of the labels, and the value.
Reading = tuple[tuple[str, ...], float]


@dataclass(frozen=True)
class State:
    """A gauge `portal_NAME`; `read` may ask the database, and gives nothing personal."""

    name: str
    says: str
    read: Callable[[], Iterable[Reading]]
    labels: tuple[str, ...] = ()


_states: dict[str, State] = {}


def register(*added: State) -> None:
    """Add states; for AppConfig.ready. Raises ValueError for a name that is taken."""
    for state in added:
        if state.name in _states:
            raise ValueError(state.name)
        _states[state.name] = state


def states() -> tuple[State, ...]:
    """Return all states, in the order of registration."""
    return tuple(_states.values())
