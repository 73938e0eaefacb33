"""Moments in answers: UTC, to the second, written with Z."""

from datetime import UTC, datetime
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
