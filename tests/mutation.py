"""Mutation testing of the modules in tests/mutation.toml, with cosmic-ray.

docs/decisions/0017-mutation.md has the commands, the sample and what survived it.
"""

import argparse
import ast
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome, WorkItem

SEED = 13
SAMPLE = 200
PYTEST = (sys.executable, "-m", "pytest", "-n", "0", "-x", "-q", "-p", "no:cacheprovider")
_DOSSIERS = "tests/dossiers"
_SATISFACTION = "tests/feedback/satisfaction"
_TREE = (f"{_DOSSIERS}/test_querysets.py", "tests/offices/test_tree.py")
_WORKFLOW = (
    f"{_DOSSIERS}/test_workflow.py",
    f"{_DOSSIERS}/test_clock.py",
    f"{_DOSSIERS}/test_actions.py {_DOSSIERS}/importing/test_rows.py {_DOSSIERS}/test_views.py",
)
# The tests of each module, in runs that follow each other: quick ones first, since most mutants
# die there.
TESTS = {
    "citizens/notices/outcomes.py": ("tests/citizens/notices/test_outcomes.py",),
    "dossiers/clock.py": (
        f"{_DOSSIERS}/test_clock.py {_DOSSIERS}/test_due_wording.py",
        f"{_DOSSIERS}/test_querysets.py {_DOSSIERS}/test_recomputing.py",
    ),
    "dossiers/importing/conflicts.py": (f"{_DOSSIERS}/importing/test_conflicts.py",),
    "dossiers/lookup.py": (f"{_DOSSIERS}/test_lookup.py",),
    "dossiers/workflow/refusals.py": _WORKFLOW,
    "dossiers/workflow/statuses.py": _WORKFLOW,
    "dossiers/workflow/transitions.py": _WORKFLOW,
    "feedback/satisfaction/protecting.py": (
        f"{_SATISFACTION}/test_choosing.py",
        f"{_SATISFACTION}/test_answers.py {_SATISFACTION}/test_publishing.py",
    ),
    "foundation/records/screening.py": (
        "tests/foundation/records/test_screening.py",
        "tests/feedback/ratings/test_readable_words.py",
    ),
    "offices/rights.py": ("tests/offices/test_rights.py",),
    "offices/tree.py": _TREE,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    sample = commands.add_parser("sample", help="leave only the sample in a new session")
    sample.add_argument("session")
    sample.add_argument("--part", default="1/1", help="of several that run at once, such as 2/2")
    commands.add_parser("test", help="run the tests of the module that differs from the commit")
    report = commands.add_parser("report", help="count the killed and show the survivors")
    report.add_argument("sessions", nargs="+")
    given = parser.parse_args()
    if given.command == "test":
        return test()
    if given.command == "report":
        return show(given.sessions)
    part, parts = map(int, given.part.split("/"))
    with use_db(given.session, WorkDB.Mode.open) as session:
        draw(session, part, parts)
    return 0


def test() -> int:
    """Run the tests of the mutated module, or of all if none is: then they have to pass."""
    changed = subprocess.check_output(
        ("git", "diff", "--name-only", "--", *TESTS),  # noqa: S607
        text=True,
    ).split()
    runs = dict.fromkeys(run for module in changed or TESTS for run in TESTS[module])
    return int(any(subprocess.run((*PYTEST, *run.split()), check=False).returncode for run in runs))


# --- the sample -----------------------------------------------------------------------------------


def draw(session: WorkDB, part: int, parts: int) -> None:
    """Leave in a new session this part of the sample only."""
    every = sorted(
        (item for item in session.work_items if not _is_a_type(item.mutations[0])), key=_place
    )
    print(f"{len(every)} mutants")
    chosen = random.Random(SEED).sample(every, SAMPLE)[part - 1 :: parts]  # noqa: S311  # no secret
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


def show(sessions: list[str]) -> int:
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
    return 0


if __name__ == "__main__":
    sys.exit(main())
