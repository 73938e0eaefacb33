"""Measures one part of `make bench`, in a process of its own."""

import importlib
import os
import time
from collections.abc import Iterable, Iterator
from itertools import count
from typing import TypeVar

from benchmarks.report import Part, Row, machine
from benchmarks.settings import use_production

STEPS = 10
Item = TypeVar("Item")


def measure(name: str, database: str, *, small: bool) -> Part:
    """Measure the part `name` on the database at this address, and print each row at once."""
    use_production(database)
    facts = machine(_server_version(), os.getloadavg()[0])
    rows: list[Row] = []
    module = importlib.import_module(f"benchmarks.parts.{name}")
    for row in module.measure(database, small=small):
        print(f"  {row.line()}", flush=True)
        rows.append(row)
    return Part(facts, rows)


def _server_version() -> str:
    from django.db import connection  # the settings were not there before

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"


def say(text: str) -> None:
    """Print how far a long part is."""
    print(f"  {time.strftime('%H:%M:%S')} {text}", flush=True)


def report_progress(what: str, items: Iterable[Item], total: int) -> Iterator[Item]:
    """Yield `items`, and print ten times how many of the `total` are done."""
    for number, item in zip(count(1), items, strict=False):
        yield item
        if number * STEPS // total > (number - 1) * STEPS // total:
            say(f"{what}: {number:,} of {total:,}")
