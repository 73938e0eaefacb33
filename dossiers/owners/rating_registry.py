"""Whether a dossier may be rated, asked of the room that takes ratings.

That room knows dossiers; dossiers do not know it.
"""

from collections.abc import Callable, Mapping

from citizens.models import Citizen
from dossiers.models import Dossier

State = Callable[[Citizen, Dossier], Mapping[str, object]]

_states: list[State] = []


def register(state: State) -> None:
    """Register the function that knows whether a citizen may rate a dossier; for AppConfig.ready.

    It returns `can_rate`, `refusal` (the code why not, or None), `until` (a date as text, or None)
    and `overall` (their mark, or None).
    Raises ValueError if there is one already.
    """
    if _states:
        raise ValueError(state)
    _states.append(state)


def rating_of(citizen: Citizen | None, dossier: Dossier) -> Mapping[str, object] | None:
    """Return the rating state for a signed-in citizen; None without one or without ratings."""
    return _states[0](citizen, dossier) if citizen and _states else None
