"""Rows, and the table and baseline made of them."""

import json
import os
import platform
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).with_name("results")
BASELINE = RESULTS / "baseline.json"
README = Path(__file__).parents[1] / "README.md"
MARKS = r"<!-- bench -->(.*)<!-- /bench -->"
_AIDS = re.compile(r"queries (dev|extra|real), ")  # sets that we looked at while working
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
        return self.target is None or (
            self.reached >= self.target if self.at_least else self.reached <= self.target
        )

    def markdown(self) -> str:
        """Return the line of the table."""
        goal = (
            ""
            if self.target is None
            else f"{'≥' if self.at_least else '≤'} {_number(self.target)}{self.unit}"
        )
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
    """Return what the figures depend on; no names of hosts or folders.

    `load` is the machine's load before measuring.
    """
    gibibytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return {
        "date": day,
        "machine": f"{os.cpu_count()} cores, {gibibytes:.0f} GiB, {platform.system()} "
        f"{platform.machine()}",
        "load before": f"{load:.2f}",
        "versions": f"Python {platform.python_version()}, {packages}, {database}",
    }


HEAD = "| what | must reach | reached | |\n|---|---:|---:|---|\n"


def table(rows: Sequence[Row], facts: dict[str, str]) -> str:
    """Return the rows of one part as Markdown, under what they depend on."""
    return _facts(facts) + "\n\n" + HEAD + "\n".join(row.markdown() for row in rows) + "\n"


def _facts(facts: dict[str, str]) -> str:
    return "  \n".join(f"{name}: {value}" for name, value in facts.items())


@dataclass(frozen=True)
class Part:
    """What one part gave, and the machine, day and load that it was measured under."""

    facts: dict[str, str]
    rows: list[Row]


def kept() -> dict[str, Part]:
    """Return the baseline by part."""
    if not BASELINE.exists():
        return {}
    content = json.loads(BASELINE.read_text(encoding="utf-8"))
    return {
        name: Part(part["facts"], [Row(**row) for row in part["rows"]])
        for name, part in content.items()
    }


def save(measured: Mapping[str, Part], order: Sequence[str]) -> None:
    """Put what was measured in the place of the same parts of the baseline.

    For programs, for people, and in README.
    """
    parts = kept() | dict(measured)
    parts = {name: parts[name] for name in order if name in parts}
    content = {name: asdict(part) for name, part in parts.items()}
    RESULTS.mkdir(exist_ok=True)
    BASELINE.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sections = [f"## {name}\n\n{table(part.rows, part.facts)}" for name, part in parts.items()]
    BASELINE.with_suffix(".md").write_text(
        "# What `make bench` gave\n\n" + "\n".join(sections), encoding="utf-8"
    )
    head, _old, tail = re.split(MARKS, README.read_text(encoding="utf-8"), flags=re.DOTALL)
    README.write_text(
        f"{head}<!-- bench -->\n{_summary(parts)}<!-- /bench -->{tail}", encoding="utf-8"
    )


def _summary(parts: Mapping[str, Part]) -> str:
    """Return the table of README.

    Every row that has a target, of the query sets those that nobody tuned to.
    """
    rows = [
        row
        for part in parts.values()
        for row in part.rows
        if row.target is not None and not _AIDS.search(row.what)
    ]
    return HEAD + "\n".join(row.markdown() for row in rows) + "\n"
