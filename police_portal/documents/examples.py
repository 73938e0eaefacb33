"""An answer that was really given, beside each operation of the API's document.

examples.json names for each operation a test and what the service answered there. `make examples`
renews it.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("examples.json")
NAME = "given"


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
