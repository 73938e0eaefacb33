"""Moments in answers: UTC, to the second, written with Z."""

from datetime import UTC
from typing import Any, ClassVar, TypeVar

from django.db import models
from rest_framework import serializers

M = TypeVar("M", bound=models.Model)
FORMAT = "%Y-%m-%dT%H:%M:%SZ"


class MomentField(serializers.DateTimeField):
    """A moment."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format=FORMAT, default_timezone=UTC, **kwargs)


class MomentsSerializer(serializers.ModelSerializer[M]):
    """A model's serializer whose moments are in UTC."""

    serializer_field_mapping: ClassVar[dict[Any, Any]] = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.DateTimeField: MomentField,
    }
