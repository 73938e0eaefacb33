"""The reports of the demo's weeks, as `data/reports.json` tells them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from demo.report_acts import ACTS, Act
from reports.models import Identity

DATA = Path(__file__).with_name("data") / "reports.json"
# Working hours since the step before, and the step.
Step = tuple[float, Act]


@dataclass(frozen=True)
class Story:
    """One report: `ago` working days before now, at the place of the commune with this number.

    `sender` is «lan», «hung» or the number of a citizen; who sends without a name is nobody. A
    later report may be merged into one with a `name`.
    """

    kind: str
    ago: int
    words: str
    steps: tuple[Step, ...]
    topic: str = ""
    place: str = ""
    commune: int = 0
    sender: str = "0"
    identity: str = Identity.CONFIDENTIAL
    plates: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    pictures: int = 1
    name: str = ""
    secret_known: bool = False


def stories() -> list[Story]:
    """Return all; those into which others are merged stand before these."""
    return [_read(row) for row in orjson.loads(DATA.read_bytes())]


def _read(row: Mapping[str, Any]) -> Story:
    told: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.items()
    }
    told["steps"] = tuple((hours, ACTS[act](*said)) for hours, act, *said in row["steps"])
    return Story(**told)
