"""Request bodies: a serializer declares each once, for validation and for documentation."""

from collections.abc import Mapping
from functools import cache
from typing import IO, Any, ClassVar

import orjson
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from foundation.api.body_bounds import MAX_DEPTH, is_within, largest_count
from foundation.api.problems import Problem

_BOUNDS = "Nội dung gửi lên có quá nhiều giá trị: tối đa {} giá trị, {} tầng."


class JSONParser(BaseParser):
    """Reads JSON in UTF-8 as RFC 8259 defines it: no NaN, no endless nesting."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[bytes],
        _media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return the value.

        Raises ParseError, Problem `invalid_encoding` if it is not UTF-8, and `body_too_large` if it
        has more values or levels than the endpoint may need.
        """
        raw = stream.read()
        try:
            raw.decode()
        except UnicodeDecodeError:
            raise Problem("invalid_encoding") from None
        try:
            value = orjson.loads(raw)
        except orjson.JSONDecodeError as error:
            raise ParseError from error
        path = parser_context["request"].path if parser_context else ""
        if not is_within(value, path):
            raise Problem("body_too_large", _BOUNDS.format(largest_count(path), MAX_DEPTH))
        return value


NOT_BOOLEAN = serializers.ErrorDetail("Chỉ nhận true hoặc false.", code="invalid")


class Strict:
    """Serializer mixin: refuses unknown fields, and booleans that are none.

    If unknown ones were ignored, a misspelt name would lose what the citizen wrote.
    """

    fields: Any  # the serializer has it

    def _loose_booleans(self, sent: Mapping[str, Any]) -> list[str]:
        """Return the names of booleans sent as text or number, which DRF would take as one."""
        return [
            name
            for name, field in self.fields.items()
            if isinstance(field, serializers.BooleanField)
            and name in sent
            and not (sent[name] is None or isinstance(sent[name], bool))
        ]

    def to_internal_value(self, data: Any) -> Any:
        """Return the validated value; raises a ValidationError for each unknown field."""
        sent = data if isinstance(data, Mapping) else {}
        unknown = {
            str(name): serializers.ErrorDetail("Không có trường này.", code="unknown")
            for name in sorted(set(sent) - set(self.fields), key=str)
        }
        if wrong := unknown | dict.fromkeys(self._loose_booleans(sent), NOT_BOOLEAN):
            raise serializers.ValidationError(wrong)
        return super().to_internal_value(data)  # type: ignore[misc]  # the serializer that this is mixed into


class Body(Strict, serializers.Serializer[Any]):
    """Base of every request body.

    `example` is a valid body; the document offers it for trying an endpoint.
    """

    example: ClassVar[Mapping[str, Any]]

    @property
    def fields(self) -> Any:
        """The fields, made once for each kind: to copy them costs more than to check a body."""
        return super().fields if self.partial else _fields_of(type(self))

    @classmethod
    def read(cls, request: Request) -> dict[str, Any]:
        """Return the validated values; raises ValidationError, which answers `invalid_request`."""
        body = cls(data=request.data)
        body.is_valid(raise_exception=True)
        return dict(body.validated_data)


@cache
def _fields_of(kind: type[Body]) -> Any:
    """Return the fields of a body that is whole, of which alone they ask whether it is."""
    return super(Body, kind()).fields
