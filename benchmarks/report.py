"""Rows of figures, and the tables and files made of them."""

import json
import os
import platform
import re
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).with_name("results")
BASELINE = RESULTS / "baseline.json"
README = Path(__file__).parents[1] / "README.md"
MARKS = re.compile(r"<!-- bench -->.*<!-- /bench -->", re.DOTALL)
# What README shows: of these parts the row that has these words.
HEADLINES = (
    ("search_quality", "queries heldout, as typed: the right procedure first"),
    ("answers_per_second", "search asked before ÷ bare view"),
    ("answers_per_second", "search asked before ÷ Django view without middleware"),
    ("new_searches", "each new: processor time beyond"),
    ("thousand_procedures", "among 1,000, as meant: p50"),
    ("notice_delivery", "notices lost"),
    ("dossier_scale", "my list, 5,000,000 dossiers"),
    ("dossier_import", "import of 100,000 dossiers"),
    ("officers_lists", "slowest list in the province"),
    ("mini_app", "first screen usable, first visit"),
    ("mini_app", "first screen usable, second visit"),
)
PACKAGES = ("django", "djangorestframework", "granian", "psycopg", "orjson")
HEAD = "| what | must reach | reached | |\n|---|---:|---:|---|\n"
HEADLINE_HEAD = "| what | must reach | reached | | measured |\n|---|---:|---:|---|---|\n"


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
        if self.target is None:
            return True
        above, below = self.reached >= self.target, self.reached <= self.target
        return above if self.at_least else below

    @property
    def goal(self) -> str:
        """The target in words, empty if there is none."""
        sign = "≥" if self.at_least else "≤"
        return "" if self.target is None else f"{sign} {_number(self.target)}{self.unit}"

    def markdown(self) -> str:
        """Return the line of the table."""
        mark = "" if self.target is None else "✓" if self.passed else "**✗**"
        return f"| {self.what} | {self.goal} | {_number(self.reached)}{self.unit} | {mark} |"

    def line(self) -> str:
        """Return the row as it is shown while a part goes on."""
        missed = "" if self.passed else f" – MISSED, must be {self.goal}"
        return f"{self.what}: {_number(self.reached)}{self.unit}{missed}"


@dataclass(frozen=True)
class Part:
    """What one part gave, and the machine, day and load that it was measured under."""

    facts: dict[str, str]
    rows: list[Row]


def at_least(what: str, reached: float, target: float, unit: str = "") -> Row:
    """Return a row that passes from `target` upwards."""
    return Row(what, reached, unit, target)


def at_most(what: str, reached: float, target: float, unit: str = "") -> Row:
    """Return a row that passes up to `target`."""
    return Row(what, reached, unit, target, at_least=False)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) or abs(value) >= 100 else f"{value:.2f}"


def changed_files() -> str:
    """Return the names of files that are in no commit; what is measured of them is of nobody."""
    beside = (":!README.md", f":!{RESULTS.relative_to(README.parent)}")
    return _git("status", "--porcelain", "--", ".", *beside)


def _git(*arguments: str) -> str:
    command = ["git", "-C", str(README.parent), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def machine(database: str, load: float) -> dict[str, str]:
    """Return what the figures depend on, without names of hosts or folders.

    `load` is the load of the machine before measuring.
    """
    gibibytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    system = f"{platform.system()} {platform.machine()}"
    return {
        "date": time.strftime("%Y-%m-%d"),
        "commit": _git("rev-parse", "--short=8", "HEAD"),
        "machine": f"{os.cpu_count()} cores, {gibibytes:.0f} GiB, {system}",
        "load before": f"{load:.2f}",
        "versions": f"Python {platform.python_version()}, {packages}, {database}",
    }


def table(rows: Sequence[Row], facts: dict[str, str]) -> str:
    """Return the rows of one part as Markdown, under what they depend on."""
    depends = "  \n".join(f"{name}: {value}" for name, value in facts.items())
    return f"{depends}\n\n{HEAD}" + "\n".join(row.markdown() for row in rows) + "\n"


def save(name: str, part: Part | None, order: Sequence[str]) -> None:
    """Put one part in the place of what the baseline held of it; the other parts stay.

    None: it failed, so what it gave before is shown no longer, for it cannot be measured again.
    """
    known = kept()
    known.pop(name, None)
    known |= {name: part} if part else {}
    parts = {name: known[name] for name in order if name in known}
    RESULTS.mkdir(exist_ok=True)
    content = {name: asdict(part) for name, part in parts.items()}
    _replace(BASELINE, json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    sections = [f"## {name}\n\n{table(part.rows, part.facts)}" for name, part in parts.items()]
    _replace(BASELINE.with_suffix(".md"), "# What `make bench` gave\n\n" + "\n".join(sections))


def write_readme() -> None:
    """Put the headlines of what is kept into README."""
    text = README.read_text(encoding="utf-8")
    shown = f"<!-- bench -->\n{summary(kept())}<!-- /bench -->"
    README.write_text(MARKS.sub(lambda _old: shown, text), encoding="utf-8")


def kept() -> dict[str, Part]:
    """Return what the baseline holds, by the names of parts."""
    if not BASELINE.exists():
        return {}
    content = json.loads(BASELINE.read_text(encoding="utf-8"))
    return {
        name: Part(part["facts"], [Row(**row) for row in part["rows"]])
        for name, part in content.items()
    }


def _replace(file: Path, text: str) -> None:
    """Write `file` whole or not at all, so that an interruption never costs kept figures."""
    beside = file.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


def summary(parts: Mapping[str, Part]) -> str:
    """Return the headlines that have been measured, each with its day and commit."""
    lines = [
        f"{row.markdown()} {part.facts['date']}, {part.facts['commit']} |"
        for name, words in HEADLINES
        if (part := parts.get(name))
        and (row := next((row for row in part.rows if words in row.what), None))
    ]
    return HEADLINE_HEAD + "\n".join(lines) + "\n"
