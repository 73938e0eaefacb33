"""Rows, and the table and baseline made of them."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).with_name("results")
PACKAGES = ("django", "djangorestframework", "granian", "psycopg", "orjson")


@dataclass(frozen=True)
class Row:
    """One line of the table. `target` None: a figure that helps to understand the others."""

    what: str
    reached: float
    unit: str = ""
    target: float | None = None
    at_least: bool = True

    @property
    def passed(self) -> bool:
        """Whether the target was reached."""
        return self.target is None or (self.reached >= self.target if self.at_least else self.reached <= self.target)

    def markdown(self) -> str:
        """Return the line of the table."""
        goal = "" if self.target is None else f"{'≥' if self.at_least else '≤'} {_number(self.target)}{self.unit}"
        mark = "" if self.target is None else "✓" if self.passed else "**✗**"
        return f"| {self.what} | {goal} | {_number(self.reached)}{self.unit} | {mark} |"


def at_least(what: str, reached: float, target: float, unit: str = "") -> Row:
    """Return a row that passes from `target` upwards."""
    return Row(what, reached, unit, target)


def at_most(what: str, reached: float, target: float, unit: str = "") -> Row:
    """Return a row that passes up to `target`."""
    return Row(what, reached, unit, target, at_least=False)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) or abs(value) >= 100 else f"{value:.2f}"


def machine(database: str, load: float, day: str) -> dict[str, str]:
    """Return what the figures depend on; no names of hosts or folders. `load` is the machine's load before measuring."""
    gibibytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return {
        "date": day,
        "machine": f"{os.cpu_count()} cores, {gibibytes:.0f} GiB, {platform.system()} {platform.machine()}",
        "load before": f"{load:.2f}",
        "versions": f"Python {platform.python_version()}, {packages}, {database}",
    }


def table(rows: Sequence[Row], facts: dict[str, str]) -> str:
    """Return the whole table as Markdown."""
    head = [f"{name}: {value}  " for name, value in facts.items()]
    return "\n".join([*head, "", "| what | must reach | reached | |", "|---|---:|---:|---|", *(row.markdown() for row in rows), ""])


def save(rows: Sequence[Row], facts: dict[str, str]) -> None:
    """Write the baseline, for people and for programs."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "baseline.md").write_text(table(rows, facts), encoding="utf-8")
    content = {"facts": facts, "rows": [{**asdict(row), "passed": row.passed} for row in rows]}
    (RESULTS / "baseline.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
