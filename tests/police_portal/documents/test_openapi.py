"""docs/openapi.yaml holds for who reads nothing else: by the standard, and in its sessions."""

import pytest
from openapi_spec_validator import validate
from openapi_spec_validator.readers import read_from_filename

from tests.openapi import DOCUMENT, document

pytestmark = pytest.mark.django_db
OF_A_TYPE = {"integer": "1", "number": "1"}
SOME_UUID = "00000000-0000-4000-8000-000000000000"


def operations():
    """Return (method, path, operation) of every operation."""
    return [
        (method, path, operation)
        for path, methods in document()["paths"].items()
        for method, operation in methods.items()
    ]


def address_of(path, operation):
    """Return the path with a value of its type for each parameter."""
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path":
            schema = parameter["schema"]
            value = OF_A_TYPE.get(schema.get("type"), "khong-co")
            value = SOME_UUID if schema.get("format") == "uuid" else value
            path = path.replace(f"{{{parameter['name']}}}", value)
    return path


def named(cases):
    return [pytest.param(*case, id=case[2]["operationId"]) for case in cases]


def needs_a_caller(operation):
    security = operation.get("security", [])
    return bool(security) and {} not in security


def test_the_document_is_valid_by_the_standard():
    published, _address = read_from_filename(str(DOCUMENT))
    validate(published)


@pytest.mark.parametrize(
    ("method", "path", "operation"), named([o for o in operations() if needs_a_caller(o[2])])
)
def test_what_declares_a_session_refuses_a_stranger(method, path, operation, client):
    answer = client.generic(method.upper(), address_of(path, operation))
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "operation"), named([o for o in operations() if not needs_a_caller(o[2])])
)
def test_what_declares_none_asks_a_stranger_for_none(method, path, operation, client):
    answer = client.generic(method.upper(), address_of(path, operation))
    assert answer.status_code not in {401, 403}
