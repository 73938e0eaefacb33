"""Whether a dossier may be rated.

Asked of the app that takes ratings, which knows dossiers and not the other way round.
"""

from collections.abc import Callable
from typing import Any

from citizens.models import Citizen
from dossiers.models import Dossier

State = Callable[[Citizen, Dossier], dict[str, Any]]

_states: list[State] = []


def tell_by(state: State) -> None:
    """Let `state` say whether a citizen may rate a dossier of theirs; for AppConfig.ready.

    Raises ValueError for a second one.

    It returns `can_rate`, `until` (a date as text, or None) and `overall` (their mark, or None).
    """
    if _states:
        raise ValueError(state)
    _states.append(state)


def state_of(citizen: Citizen | None, dossier: Dossier) -> dict[str, Any] | None:
    """Return the state for a citizen who is signed in.

    None for who is not, and where no app takes ratings.
    """
    return _states[0](citizen, dossier) if citizen and _states else None
