"""Answers are rendered by one serializer for each kind, which is made once.

Each new serializer copies all its fields, which costs more than to read them of a row. A serializer
that only renders keeps nothing of what it has rendered.
"""

from functools import cache
from typing import Any

from rest_framework.serializers import Serializer


def rendered(kind: type[Serializer[Any]], value: object) -> dict[str, Any]:
    """Return what `kind(value).data` does; `kind` asks for no context."""
    return dict(_only(kind).to_representation(value))


@cache
def _only(kind: type[Serializer[Any]]) -> Serializer[Any]:
    return kind()
