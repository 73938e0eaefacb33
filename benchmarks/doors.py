"""How often a search offers the right door, over HTTP on a database with the shipped data.

    python -m benchmarks.doors                # prints the figures
    python -m benchmarks.doors - < FILE       # of each line: doors as origin:id, first procedure

The sentences are in benchmarks/sentences. A procedure is wrong there, except for complaints about
the police. Queries for procedures should have no door beside them.
"""

import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.test import Client

from benchmarks.search_data import load_queries, query_files

SENTENCES = Path(__file__).with_name("sentences")


def _prepare() -> Any:
    """Fill the database of DATABASE_URL, or one in memory; return a client of the service."""
    os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")
    os.environ |= {"DEBUG": "1", "DJANGO_SETTINGS_MODULE": "police_portal.settings"}
    django.setup()
    logging.disable()
    for command in ("migrate", "load_initial_data", "create_report_kinds"):
        with redirect_stdout(StringIO()):
            call_command(command, verbosity=0)
    return Client(headers={"Accept": "application/json", "Host": "localhost"})


def ask(client: Any, text: str) -> tuple[list[str], str]:
    """Return the doors as «origin:id», and the id of the first procedure, "-" for none."""
    found = client.get("/api/v1/procedures/", {"search": text}).json()
    first = found["results"][0]["id"] if found["results"] else "-"
    return [f"{door['origin']}:{door['id']}" for door in found["doors"]], first


def sentences(name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the sentences of a file with the doors that are right: «origin» or «origin:id»."""
    for line in (SENTENCES / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            text, doors = line.split("\t")
            yield text, doors.split("|")


def is_right(offered: Sequence[str], right: Sequence[str]) -> bool:
    """Return True if one of the doors `offered` is one of those that are `right`."""
    return any(
        door == one or (":" not in one and door.startswith(f"{one}:"))
        for door in offered
        for one in right
    )


def main(arguments: Sequence[str]) -> None:
    """Print the doors of the sentences on standard input, or the figures."""
    client = _prepare()
    if arguments:
        for line in sys.stdin:
            offered, first = ask(client, line.strip())
            print(" ".join(offered) or "-", first, sep="\t", flush=True)
        return
    for name in ("seen", "heldout"):
        rows = [(*ask(client, text), right) for text, right in sentences(name)]
        good = sum(is_right(offered, right) for offered, _, right in rows)
        others = (first for _, first, right in rows if right != ["accused:police_officer"])
        wrong = sum(first != "-" for first in others)
        print(f"{name}: right door {good} of {len(rows)}, a procedure first {wrong}")
    asked = [query.text for name in query_files() for query in load_queries(name)]
    beside = sum(bool(ask(client, text)[0]) for text in asked)
    print(f"queries for procedures: {beside} of {len(asked)} with a door beside")


if __name__ == "__main__":
    main(sys.argv[1:])
