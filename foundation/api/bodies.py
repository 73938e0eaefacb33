"""Request bodies: declared once in a serializer, which validates them and documents them.

Unknown fields are refused.
"""

from collections.abc import Mapping
from typing import IO, Any

import orjson
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from foundation.api.problems import Problem


class JSONParser(BaseParser):
    """JSON in UTF-8 as RFC 8259 has it: no NaN, no endless nesting, no half characters."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[bytes],
        _media_type: str | None = None,
        _context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return the value.

        Raises ParseError, and Problem `invalid_encoding` for other encodings.
        """
        raw = stream.read()
        try:
            raw.decode()
        except UnicodeDecodeError:
            raise Problem("invalid_encoding") from None
        try:
            return orjson.loads(raw)
        except orjson.JSONDecodeError as error:
            raise ParseError from error


class Strict:
    """Mixed into a serializer: refuses fields that it does not know.

    A misspelt one would lose a fact; an id would be believed.
    """

    fields: Any

    def to_internal_value(self, data: Any) -> Any:
        """Return the validated value; raise ValidationError naming each unknown field."""
        unknown = set(data) - set(self.fields) if isinstance(data, Mapping) else set()
        if unknown:
            raise serializers.ValidationError(
                {
                    str(name): serializers.ErrorDetail("Không có trường này.", code="unknown")
                    for name in sorted(unknown, key=str)
                }
            )
        return super().to_internal_value(data)  # type: ignore[misc]  # the serializer that this is mixed into


class Body(Strict, serializers.Serializer[Any]):
    """Base of every request body."""

    @classmethod
    def read(cls, request: Request) -> dict[str, Any]:
        """Return the validated values of the body.

        Raises ValidationError, which answers `invalid_request`.
        """
        body = cls(data=request.data)
        body.is_valid(raise_exception=True)
        return dict(body.validated_data)
