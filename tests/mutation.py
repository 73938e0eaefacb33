"""Runs the tests of the module that cosmic-ray has just changed: those that concern it.

docs/decisions/0017-mutation.md has the commands. tests/mutants.py draws the sample and reports.
"""

import subprocess
import sys

PYTEST = (sys.executable, "-m", "pytest", "-n", "0", "-x", "-q", "-p", "no:schemathesis")
_DOSSIERS = "tests/dossiers"
_SATISFACTION = "tests/feedback/satisfaction"
_TREE = (f"{_DOSSIERS}/test_querysets.py", "tests/offices/test_tree.py")
_WORKFLOW = (
    f"{_DOSSIERS}/workflow",
    f"{_DOSSIERS}/test_clock.py",
    f"{_DOSSIERS}/actions {_DOSSIERS}/importing/test_rows.py {_DOSSIERS}/test_views.py",
)
# The tests of each module, in runs that follow each other: quick ones first, since most mutants
# die there.
TESTS = {
    "citizens/guessing.py": ("tests/citizens/test_guessing.py", f"{_DOSSIERS}/test_lookup.py"),
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
    """Run the tests of the mutated module, or of all if none is: then they have to pass."""
    changed = subprocess.check_output(
        ("git", "diff", "--name-only", "--", *TESTS),  # noqa: S607  # whichever git there is
        text=True,
    ).split()
    runs = dict.fromkeys(run for module in changed or TESTS for run in TESTS[module])
    return int(any(subprocess.run((*PYTEST, *run.split()), check=False).returncode for run in runs))


if __name__ == "__main__":
    sys.exit(main())
