"""What public generators make of docs/openapi.yaml has every operation, body and answer."""

import json
import re

import pytest

from tests import openapi
from tests.clients.generating import DOCUMENT, NODE, run

pytestmark = pytest.mark.clients


def operations():
    """Return (operationId, operation) of every operation."""
    return [
        (operation["operationId"], operation)
        for methods in openapi.document()["paths"].values()
        for operation in methods.values()
    ]


def answers(operation):
    """Return the statuses of the answers that have a body."""
    found = {
        status: openapi.resolved(answer, "")[0] for status, answer in operation["responses"].items()
    }
    return {status for status, answer in found.items() if "content" in answer}


def camel(name):
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)


def test_the_document_keeps_the_rules():
    said = run(NODE / "redocly", "lint", DOCUMENT, "--config", "redocly.yaml", "--format", "json")
    problems = json.loads(said[said.index("{") : said.rindex("}") + 1])["problems"]
    assert [(one["ruleId"], one["location"][0]["pointer"]) for one in problems] == []


def test_the_python_client_has_everything(generated):
    missing = []
    for name, operation in operations():
        (file,) = [*generated.glob(f"portal/api/*/{name}.py")] or [None]
        text = file.read_text() if file else ""
        told = set(re.findall(r"status_code == (\d+)", text))
        if not answers(operation) <= told or ("requestBody" in operation) != (" body: " in text):
            missing.append(name)
    assert missing == []


def test_orval_has_everything(generated):
    text = (generated / "orval" / "orval_client.ts").read_text()
    missing = []
    for name, operation in operations():
        bodies = operation.get("requestBody", {}).get("content", {})
        functions = re.findall(
            rf"^export const ({camel(name)}(?:With\w+)?) = async", text, re.MULTILINE
        )
        told = (
            set(re.findall(rf"^export type {functions[0]}Response(\d+)", text, re.MULTILINE))
            if functions
            else set()
        )
        if len(functions) != max(1, len(bodies)) or not answers(operation) <= told:
            missing.append(name)
    assert missing == []


def test_the_package_has_everything(generated):
    text = (generated / "package/node_modules/police-portal-client/dist/schema.d.ts").read_text()
    told = set(re.findall(r'operations\["(\w+)"\]', text))
    assert {name for name, _operation in operations()} - told == set()
    assert text.count('"application/octet-stream": Blob;') == 2
