"""Answers made by serializers that every request shares.

DRF copies all fields of a serializer whenever one is made, which takes longer than to read a row.
What only reads needs no copies. What asks `context` for the request needs a serializer of its own.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from rest_framework.serializers import BaseSerializer


def shown(serializer: Any, value: Any) -> Any:
    """Return what the serializer makes of `value`."""
    return _shared(serializer).to_representation(value)


def all_shown(serializer: Any, values: Iterable[Any]) -> list[Any]:
    """Return what the serializer makes of each of `values`."""
    one = _shared(serializer)
    return [one.to_representation(value) for value in values]


@cache  # mypy does not see that a class has a hash: hence Any
def _shared(serializer: Any) -> BaseSerializer[Any]:
    made: BaseSerializer[Any] = serializer()
    return made
