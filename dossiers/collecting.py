"""How somebody who collects a result may book when to come, asked of the room of counters.

That room knows dossiers; dossiers do not know it.
"""

from collections.abc import Callable

from dossiers.models import Dossier

Way = Callable[[Dossier], str]

_ways: list[Way] = []


def register(way: Way) -> None:
    """Register the function that draws the code for booking; for AppConfig.ready.

    It returns inline SVG, "" where the office has no counter. Raises ValueError if there is one.
    """
    if _ways:
        raise ValueError(way)
    _ways.append(way)


def picture_for(dossier: Dossier) -> str:
    """Return the picture that leads to booking where a result is collected; "" without one."""
    return _ways[0](dossier) if _ways else ""
