"""The introduction for front-end developers agrees with the document that follows it."""

import re

from django.conf import settings

from foundation.api.schema_parts import identifier_of
from police_portal.documents import identifiers
from tests import openapi

GUIDE = settings.SPECTACULAR_SETTINGS["DESCRIPTION"]


def operations():
    return [
        operation
        for path in openapi.document()["paths"].values()
        for operation in path.values()
        if isinstance(operation, dict)
    ]


def test_every_group_of_endpoints_is_introduced_and_used():
    assert {tag["name"] for tag in openapi.document()["tags"]} == {
        tag for operation in operations() for tag in operation["tags"]
    }


def test_every_address_in_the_introduction_exists():
    named = re.findall(r"(?:GET|POST|PUT|PATCH|DELETE) (/api/v1/[\w/-]*)", GUIDE)
    assert named
    assert set(named) <= set(openapi.document()["paths"])


def test_every_identifier_in_an_address_is_explained():
    bare = {
        f"{operation['operationId']} {parameter['name']}"
        for operation in operations()
        for parameter in operation.get("parameters", [])
        if parameter["in"] == "path" and not parameter.get("description")
    }
    assert bare == set()


def test_the_table_of_identifiers_has_no_row_that_no_address_uses():
    used = {
        identifier_of(parameter["name"], operation["tags"][0])
        for operation in operations()
        for parameter in operation.get("parameters", [])
        if parameter["in"] == "path"
    }
    assert set(identifiers.IDENTIFIERS.values()) <= used
