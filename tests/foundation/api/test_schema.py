"""The API document: examples that can be sent unchanged, and clear names."""

import json

import pytest

from tests import openapi
from tests.citizens.factories import citizen, client_of
from tests.for_each import for_each
from tests.reports.factories import kind
from tests.test_routes import ADDRESSES, ANY, everything  # noqa: F401  # the fixture

JSON = "application/json"


def bodies():
    """Yield (method, path template, schema) of each operation with a JSON body."""
    for template, operations in openapi.document()["paths"].items():
        for method, operation in operations.items():
            content = operation.get("requestBody", {}).get("content", {})
            if JSON in content:
                yield method.upper(), template, openapi.resolved(content[JSON]["schema"], "")


def addresses():
    """Return an address of each path of the document, by its template."""
    return {openapi.template_of(path.split("?")[0]): path for path in ADDRESSES.values()}


@for_each(("method", "template", "schema"), bodies(), ids=lambda value: str(value)[:60])
def test_every_body_has_an_example_of_its_shape(method, template, schema):
    node, pointer = schema
    (example,) = node["examples"]
    assert list(openapi.validator(pointer).iter_errors(example)) == []


@pytest.mark.usefixtures("everything")
def test_no_example_is_refused():
    kind()
    refused = []
    for method, template, (node, _pointer) in bodies():
        answer = client_of(citizen()).generic(
            method, addresses()[template], json.dumps(node["examples"][0]), JSON,
            headers=ANY,
        )  # fmt: skip
        if answer.status_code == 400:
            refused.append((method, template, answer.json()["errors"]))
    assert refused == []


def test_a_new_version_of_the_policy_breaks_no_client():
    for name in ("ConsentBodyRequest", "PhoneConsentBodyRequest", "Consents"):
        schema = openapi.document()["components"]["schemas"][name]["properties"]
        assert schema["policy_version"].keys() <= {"type", "description"}


def test_no_value_of_an_enum_is_its_own_label():
    told = {
        name: schema["description"]
        for name, schema in openapi.document()["components"]["schemas"].items()
        if "enum" in schema and schema.get("description")
    }
    bare = {
        name
        for name, text in told.items()
        for line in text.splitlines()
        if line.startswith("* `") and line.split("`")[1] == line.partition(" - ")[2]
    }
    assert bare == set()


def test_the_guide_has_no_unintended_list():
    lines = openapi.document()["info"]["description"].splitlines()
    numbered = [line for line in lines if line[:1].isdigit()]
    assert [line.split(".")[0] for line in numbered] == ["1", "2", "3", "4", "5"]
