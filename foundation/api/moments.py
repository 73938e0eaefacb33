"""Moments in answers: UTC, to the second, written with Z."""

from copy import deepcopy
from datetime import UTC, datetime
from functools import cache
from typing import Any, ClassVar, TypeVar

from django.db import models
from rest_framework import serializers

M = TypeVar("M", bound=models.Model)
_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


def in_utc(moment: datetime) -> str:
    """Return an aware moment as text.

    >>> in_utc(datetime.fromisoformat("2026-11-26T07:30:00.5+07:00"))
    '2026-11-26T00:30:00Z'
    """
    return moment.astimezone(UTC).strftime(_FORMAT)


class MomentField(serializers.DateTimeField):
    """A moment in UTC."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format=_FORMAT, default_timezone=UTC, **kwargs)


class MomentsSerializer(serializers.ModelSerializer[M]):
    """A model's serializer whose moments are in UTC."""

    serializer_field_mapping: ClassVar[dict[Any, Any]] = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.DateTimeField: MomentField,
    }

    def get_fields(self) -> dict[str, Any]:
        """Return copies of the fields: to make them of the model takes longer than an answer."""
        return deepcopy(_fields_of(type(self)))


@cache
def _fields_of(serializer: type[MomentsSerializer[Any]]) -> dict[str, Any]:
    return super(MomentsSerializer, serializer()).get_fields()
