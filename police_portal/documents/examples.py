"""An answer that was really given, beside each operation of the API's document.

examples.json names for each operation a test and what the service answered there. `make examples`
renews it.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("examples.json")
NAME = "given"
# Readers of YAML 1.2 take more texts for numbers than those of 1.1, as «02103846123»; with this
# they are written in quotes.
getattr(yaml, "CSafeDumper", yaml.SafeDumper).add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$"),
    list("-+.0123456789"),
)


@cache
def given() -> dict[str, Any]:
    """Return by operation: the name of the test, the status and the answer."""
    examples: dict[str, Any] = json.loads(FILE.read_text())
    return examples


def add_examples(result: dict[str, Any], **_context: object) -> dict[str, Any]:
    """Add to each operation the answer that it gave. A hook of drf-spectacular."""
    for methods in result["paths"].values():
        for operation in methods.values():
            if example := given().get(operation["operationId"]):
                for content in _contents(operation, example["status"]):
                    content["examples"] = {NAME: {"value": example["answer"]}}
    return result


def _contents(operation: dict[str, Any], status: int) -> list[dict[str, Any]]:
    answer = operation["responses"].get(str(status), {})
    return [content for media, content in answer.get("content", {}).items() if "json" in media]
