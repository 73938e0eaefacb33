"""Query parameters: a FilterSet declares each once, for validation and for documentation.

Unknown parameters are refused: if a misspelt filter were ignored, citizens would see wrong results.
"""

from collections.abc import Mapping
from copy import deepcopy
from datetime import UTC
from functools import cache
from typing import Any, ClassVar

import django_filters
from django import forms
from django.http import QueryDict
from django_filters.fields import IsoDateTimeField
from drf_spectacular.utils import OpenApiParameter

from foundation.api.models import IdempotencyKey
from foundation.api.problems import FieldError, Problem, pointer

MAX_TEXT = 500


class _MomentField(IsoDateTimeField):
    """A moment that a database can compare: in UTC the first and last hours do not exist."""

    def to_python(self, value: Any) -> Any:
        moment = super().to_python(value)
        try:
            if moment:
                moment.astimezone(UTC)
        except OverflowError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        return moment


class MomentFilter(django_filters.IsoDateTimeFilter):
    """A moment in ISO 8601, without a zone Vietnam's; one that a database can compare."""

    field_class = _MomentField


class Parameters(django_filters.FilterSet):
    """Base of every list's parameters."""

    # Former name → name; both are read.
    former: ClassVar[Mapping[str, str]] = {}

    @classmethod
    def read(cls, query: QueryDict) -> dict[str, Any]:
        """Return the validated values by name.

        Raises Problem `invalid_request` with each unknown, repeated or wrong parameter.
        """
        declared: Any = cls  # mypy does not see that a class has a hash
        return cls._validated(query) if query else deepcopy(_read_nothing(declared))

    @classmethod
    def _validated(cls, query: QueryDict) -> dict[str, Any]:
        sent_as = {new: old for old, new in cls.former.items() if old in query and new not in query}
        query = _renamed(query, cls.former)
        errors = [*_unknown(query, cls.base_filters)]
        # Only validates, so any model will do: nothing is queried.
        form = cls(query, queryset=IdempotencyKey.objects.none()).form
        errors += [
            FieldError(
                pointer("query", sent_as.get(name, name)),
                error.code or "invalid",
                " ".join(error.messages),
            )
            for name, found in form.errors.as_data().items()
            for error in found
        ]
        if errors:
            raise Problem("invalid_request", errors=errors)
        return dict(form.cleaned_data)

    @classmethod
    def documentation(cls) -> list[OpenApiParameter]:
        """Return the parameters for the OpenAPI document."""
        names = [_documented(name, f) for name, f in cls.base_filters.items()]
        for one in names:
            one.required = one.required and one.name not in cls.former.values()
        return names + [_former(old, new) for old, new in cls.former.items()]


@cache  # a form costs more than the rest of an empty list, and most requests ask for a first page
def _read_nothing(parameters: Any) -> Any:
    """Return the values of a query without parameters; a refusal is not kept."""
    return parameters._validated(QueryDict())  # noqa: SLF001  # its own other half


def _renamed(query: QueryDict, former: Mapping[str, str]) -> QueryDict:
    """Return the query with the present names; sent by both, a parameter is there twice."""
    if not any(name in query for name in former):
        return query
    query = query.copy()
    for old, new in former.items():
        query.setlist(new, query.getlist(new) + query.pop(old, []))
    return query


def _former(old: str, new: str) -> OpenApiParameter:
    return OpenApiParameter(
        old, {"type": "string"}, deprecated=True, description=f"Tên cũ của `{new}`."
    )


def _unknown(query: QueryDict, known: Mapping[str, django_filters.Filter]) -> list[FieldError]:
    unknown = [
        FieldError(pointer("query", name), "unknown", "Không có tham số này.")
        for name in query
        if name not in known
    ]
    repeated = [
        FieldError(pointer("query", name), "repeated", "Tham số này chỉ được gửi một lần.")
        for name, values in query.lists()
        if name in known
        and len(values) > 1
        and not isinstance(known[name], django_filters.MultipleChoiceFilter)
    ]
    return unknown + repeated


_TYPES: Mapping[type, dict[str, str]] = {
    django_filters.NumberFilter: {"type": "integer"},
    django_filters.BooleanFilter: {"type": "boolean"},
    django_filters.IsoDateTimeFilter: {"type": "string", "format": "date-time"},
    MomentFilter: {"type": "string", "format": "date-time"},
}


def _documented(name: str, declared: django_filters.Filter) -> OpenApiParameter:
    schema = dict(
        getattr(declared, "documented_as", None) or _TYPES.get(type(declared), {"type": "string"})
    )
    extra = declared.extra
    choices = extra.get("choices")
    if choices and not callable(choices):
        schema["enum"] = [value for value, _label in choices]
    for bound, keyword in (
        ("min_value", "minimum"),
        ("max_value", "maximum"),
        ("max_length", "maxLength"),
    ):
        if bound in extra:
            schema[keyword] = extra[bound]
    many = isinstance(declared, django_filters.MultipleChoiceFilter)
    if many:
        schema = {"type": "array", "items": schema}
    required = bool(extra.get("required"))
    return OpenApiParameter(
        name,
        schema,
        required=required,
        description=str(extra.get("help_text", "")),
        many=False,
        explode=many or None,
    )


class AnyTextsField(forms.MultipleChoiceField):
    """Accepts any texts; the view ignores unknown ones."""

    def valid_value(self, value: str) -> bool:
        return True


class TextsFilter(django_filters.MultipleChoiceFilter):
    """A parameter that may be repeated, with any text as value."""

    field_class = AnyTextsField
