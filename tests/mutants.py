"""Draws the sample of mutants in sessions of cosmic-ray, and reports what became of them.

docs/decisions/0017-mutation.md has the commands, the sample and what survived it.
"""

import argparse
import ast
import random
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome, WorkItem

SEED = 13
SAMPLE = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    sample = commands.add_parser("sample", help="leave only the sample in a new session")
    sample.add_argument("session")
    sample.add_argument("--part", default="1/1", help="of several that run at once, such as 2/2")
    sample.add_argument("--only", nargs="+", default=[], help="rooms or files to draw from")
    sample.add_argument("--seed", type=int, default=SEED)
    report = commands.add_parser("report", help="count the killed and show the survivors")
    report.add_argument("sessions", nargs="+")
    given = parser.parse_args()
    if given.command == "report":
        show(given.sessions)
    else:
        part, parts = map(int, given.part.split("/"))
        with use_db(given.session, WorkDB.Mode.open) as session:
            draw(session, part, parts, given.only, given.seed)


# --- the sample -----------------------------------------------------------------------------------


def draw(session: WorkDB, part: int, parts: int, only: Collection[str], seed: int) -> None:
    """Leave in a new session this part of the sample only, of these rooms and files or of all."""
    every = sorted(
        (
            item
            for item in session.work_items
            if not _is_a_type(item.mutations[0]) and _is_of(item.mutations[0], only)
        ),
        key=_place,
    )
    print(f"{len(every)} mutants")
    chosen = random.Random(seed).sample(every, SAMPLE)[part - 1 :: parts]  # noqa: S311  # no secret
    session.clear()
    session.add_work_items(chosen)


def _place(item: WorkItem) -> tuple[str, tuple[int, int], str, int]:
    mutation = item.mutations[0]
    return (
        str(mutation.module_path),
        mutation.start_pos,
        mutation.operator_name,
        mutation.occurrence,
    )


def _is_of(mutation: MutationSpec, only: Collection[str]) -> bool:
    path = mutation.module_path.as_posix()
    return not only or path.startswith(tuple(only))


def _is_a_type(mutation: MutationSpec) -> bool:
    """Return True for a mutant of a type: `int + None` fails on import, so it says nothing."""
    row, column = mutation.start_pos
    return any(
        (node.lineno, node.col_offset) <= (row, column) < (node.end_lineno, node.end_col_offset)
        for node in _types(mutation.module_path)
    )


def _types(module: Path) -> Iterator[ast.expr]:
    for node in ast.walk(ast.parse(module.read_bytes())):
        if isinstance(node, ast.FunctionDef) and node.returns:
            yield node.returns
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            yield node.annotation


# --- the report -----------------------------------------------------------------------------------


def show(sessions: list[str]) -> None:
    """Print the killed of each module and the survivors."""
    total: Counter[str] = Counter()
    killed: Counter[str] = Counter()
    for name in sessions:
        with use_db(name, WorkDB.Mode.open) as session:
            specs = {item.job_id: item.mutations[0] for item in session.work_items}
            for job, result in session.results:
                module = str(specs[job].module_path)
                total[module] += 1
                killed[module] += result.test_outcome == TestOutcome.KILLED
                if result.test_outcome != TestOutcome.KILLED:
                    print(specs[job].operator_name, result.diff, "", sep="\n")
    for module in sorted(total):
        print(f"{module}: {killed[module]} of {total[module]}")
    print(f"all: {killed.total()} of {total.total()}")


if __name__ == "__main__":
    main()
