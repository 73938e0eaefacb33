"""What stands on the citizen's own page. Each room registers its part in AppConfig.ready."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rest_framework import serializers

from citizens.models import Citizen
from citizens.privacy.own_rows import OwnRows

MOST_ROWS = 10  # of one part: the page shows what waits, the lists show everything


@dataclass(frozen=True)
class Part:
    """A member of the answer.

    `read` returns its value for a citizen, in a number of queries that does not grow with the
    rows; of who has none of `rows` it is not asked: the value is an empty list. `field` makes the
    serializer's field that documents it.
    """

    name: str
    read: Callable[[Citizen], object]
    field: Callable[[], serializers.Field[Any, Any, Any, Any]]
    rows: tuple[OwnRows, ...]


_parts: list[Part] = []


def register(part: Part) -> None:
    """Add a part."""
    _parts.append(part)


def parts() -> tuple[Part, ...]:
    """Return every part, in the order of registration."""
    return tuple(_parts)
