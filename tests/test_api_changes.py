"""A change of the API that breaks a client of the released document is found, and refused."""

import copy

import pytest

from tests import api_changes
from tests.api_changes import Comparison, faults

OLD = {
    "paths": {
        "/a/": {
            "post": {
                "parameters": [{"in": "query", "name": "x", "schema": {"type": "string"}}],
                "requestBody": {
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/In"}}}
                },
                "responses": {
                    "200": {
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Out"}}
                        }
                    },
                    "422": {
                        "content": {
                            api_changes.PROBLEM: {"schema": {"$ref": "#/components/schemas/Full"}}
                        }
                    },
                },
            }
        }
    },
    "components": {
        "schemas": {
            "Full": {"allOf": [{"properties": {"code": {"enum": ["full", "late"]}}}]},
            "In": {
                "type": "object",
                "properties": {
                    "name": {"type": "string", "maxLength": 9},
                    "kind": {"enum": ["a", "b"]},
                },
                "required": ["name"],
            },
            "Out": {
                "type": "object",
                "properties": {
                    "id": {"type": "integer"},
                    "of": {"oneOf": [{"$ref": "#/components/schemas/Out"}, {"type": "null"}]},
                },
                "required": ["id", "of"],
            },
        }
    },
}


def changed(pointer, value):
    """Return the breaks after one place of the document has another value."""
    new = copy.deepcopy(OLD)
    *folders, last = pointer.split(" ")
    node = new
    for name in folders:
        node = node[0] if name == "first" else node[name]
    if value is None:
        del node[last]
    else:
        node[last] = value
    return Comparison(OLD, new).breaks()


OPERATION, IN, OUT = "paths /a/ post", "components schemas In", "components schemas Out"
TEXT = {"type": "string"}
X, Y = ({"in": "query", "name": name, "schema": TEXT} for name in "xy")
FULL = "components schemas Full allOf first properties code"
FREE = [
    (f"{OUT} properties more", TEXT),
    (f"{IN} properties more", TEXT),
    (f"{IN} properties name maxLength", 10),
    (f"{IN} properties kind enum", ["a", "b", "c"]),
    ("paths /b/", {}),
    (f"{OPERATION} parameters", [X, Y]),
    (f"{FULL} enum", ["full", "late", "new"]),
]
BREAKS = [
    ("paths /a/", None, "is gone"),
    (f"{OPERATION} security", [{"citizen": []}], "needs a session"),
    (f"{OPERATION} parameters", [], "query.x is gone"),
    (f"{OPERATION} parameters", [X, {**Y, "required": True}], "query.y is required"),
    (f"{IN} required", ["name", "kind"], "body.kind is required"),
    (f"{IN} properties kind enum", ["a"], "body.kind has no value b"),
    (f"{IN} properties name maxLength", 8, "body.name has maxLength 8, had 9"),
    (f"{IN} properties name enum", ["a"], "body.name takes listed values only"),
    (f"{IN} properties name pattern", "^a", "body.name has pattern ^a, had None"),
    (f"{IN} properties name minItems", 1, "body.name has minItems 1, had None"),
    (f"{OUT} properties id", None, "200.id is gone"),
    (f"{OUT} required", ["of"], "200.id may be left out"),
    (f"{OUT} properties id type", "string", "200.id is string, was integer"),
    (f"{FULL} enum", ["late", "new"], "no longer answers 422 full"),
    (f"{OPERATION} responses 200 content", {}, "200 application/json is gone"),
]


@pytest.mark.parametrize(("pointer", "value"), FREE)
def test_what_is_added_breaks_nobody(pointer, value):
    assert changed(pointer, value) == []


@pytest.mark.parametrize(("pointer", "value", "said"), BREAKS)
def test_what_a_client_relied_on_is_missed(pointer, value, said):
    assert changed(pointer, value)[0] == f"POST /a/ {said}"


def test_a_break_needs_a_reason_and_a_reason_a_break():
    assert faults(["POST /a/ is gone"], {"POST /a/ is gone": "why"}) == []
    assert (
        len(faults(["POST /a/ is gone"], {"POST /a/ is gone": "", "POST /b/ is gone": "why"})) == 2
    )


def test_the_present_document_has_no_other_breaks_than_those_that_are_named():
    assert api_changes.main([]) == 0
