"""Parts that a process needs before it can serve, and warnings for operators.

Rooms register both in AppConfig.ready; `GET /health/ready/` checks them all.
"""

from collections.abc import Callable, Iterable


class NotReady(Exception):
    """A part cannot serve; the text explains it to operators, in Vietnamese."""


PARTS: dict[str, Callable[[], None]] = {}
MAY_BE_SLOW: set[str] = set()
_warnings: list[Callable[[], Iterable[str]]] = []


def register_part(name: str, check: Callable[[], None], *, may_be_slow: bool = False) -> None:
    """Add a part that is needed to serve; `check` raises NotReady, or any other error.

    With `may_be_slow` a missing answer does not count as failure after a first good one.
    """
    PARTS[name] = check
    if may_be_slow:
        MAY_BE_SLOW.add(name)


def register_warnings(find: Callable[[], Iterable[str]]) -> None:
    """Add a function that returns warnings in Vietnamese; they never stop the service."""
    _warnings.append(find)


def warnings() -> list[str]:
    """Return all warnings, in the order of registration."""
    return [text for find in _warnings for text in find()]
