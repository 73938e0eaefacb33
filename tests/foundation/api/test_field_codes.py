"""Codes of wrong values are one closed list, which holds whatever a body or a query is told."""

from itertools import chain

import pytest
from django.urls import get_resolver
from rest_framework.exceptions import ErrorDetail

from foundation.api import field_codes
from foundation.api.bodies import Body
from foundation.api.field_codes import FIELD_CODES
from foundation.api.parameters import Parameters
from foundation.api.problems import FieldError, field_errors
from tests import openapi

# Codes of fields that no client can cause: of values that are no JSON, and of DRF's own use.
NEVER = {"make_aware", "incorrect_type"}


def kinds_of(kind):
    """Yield the kinds of bodies or parameters that rooms made of `kind`."""
    for one in kind.__subclasses__():
        if not one.__module__.startswith("tests."):
            yield one
        yield from kinds_of(one)


def nested(field):
    """Yield a field and those within it."""
    yield field
    within = getattr(field, "fields", None)
    for one in within.values() if within else ():
        yield from nested(one)
    if child := getattr(field, "child", None):
        yield from nested(child)


def codes_of(field):
    """Return the codes that a field of DRF or of a form may answer."""
    asked = [getattr(one, "code", None) for one in field.validators]
    return {*field.error_messages, *filter(None, asked)}


def declared():
    """Yield (name, codes) of each body and each list of parameters."""
    assert get_resolver().url_patterns  # reads the modules of all views
    for kind in kinds_of(Body):
        yield kind.__qualname__, chain.from_iterable(map(codes_of, nested(kind())))
    for kind in kinds_of(Parameters):
        fields = [one.field for one in kind.base_filters.values()]
        yield kind.__qualname__, chain.from_iterable(map(codes_of, fields))


def test_each_body_and_query_knows_only_registered_codes():
    found = {name: {*codes} - FIELD_CODES.keys() - NEVER for name, codes in declared()}
    assert len(found) > 40
    assert {name: codes for name, codes in found.items() if codes} == {}


def test_the_document_lists_what_is_registered():
    schema = openapi.document()["components"]["schemas"]["FieldError"]["properties"]["code"]
    assert schema["enum"] == sorted(FIELD_CODES)


def test_a_code_that_is_not_registered_is_told_as_invalid():
    (error,) = field_errors({"name": ErrorDetail("Sai.", "of_a_later_framework")}, "body")
    assert error.document() == {"pointer": "/body/name", "code": "invalid", "detail": "Sai."}


def test_a_value_that_may_be_sent_is_told():
    error = FieldError("/body/office", "candidate", "Công an xã Tân Lập", "ca-xa-tan-lap")
    assert error.document()["value"] == "ca-xa-tan-lap"


def test_a_code_is_registered_once():
    with pytest.raises(ValueError, match="required"):
        field_codes.register({"required": "Thiếu"})
