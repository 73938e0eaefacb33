"""Runs the tests of the module that cosmic-ray has just changed: those that concern it.

docs/decisions/0017-mutation.md has the commands. tests/mutants.py draws the sample and reports.
"""

import subprocess
import sys

PYTEST = (sys.executable, "-m", "pytest", "-n", "0", "-x", "-q", "-p", "no:schemathesis")
_ACCOUNTS = "tests/official_accounts"
_ARTICLES = "tests/announcements/articles"
_DOSSIERS = "tests/dossiers"
_NEWS = "tests/announcements"
_QUESTIONS = "tests/feedback/questions"
_REPORTS = "tests/reports"
_SATISFACTION = "tests/feedback/satisfaction"
_TREE = (f"{_DOSSIERS}/test_querysets.py", "tests/offices/test_tree.py")
_WORKFLOW = (
    f"{_DOSSIERS}/workflow",
    f"{_DOSSIERS}/due/test_clock.py",
    f"{_DOSSIERS}/actions {_DOSSIERS}/importing/test_rows.py {_DOSSIERS}/api/test_views.py",
)
# The tests of each module, in runs that follow each other: quick ones first, since most mutants
# die there.
TESTS = {
    "announcements/articles/choosing.py": (f"{_ARTICLES}/test_choosing.py",),
    "announcements/articles/outbox.py": (f"{_ARTICLES}/test_outbox.py",),
    "announcements/articles/outcomes.py": (f"{_ARTICLES}/test_outcomes.py",),
    "announcements/articles/steps.py": (f"{_ARTICLES}/test_steps.py",),
    "announcements/rights.py": (f"{_NEWS}/test_rights.py",),
    "announcements/rules.py": (f"{_NEWS}/test_rules.py",),
    "announcements/publishing/selecting.py": (
        f"{_NEWS}/publishing/test_selecting.py",
        f"{_NEWS}/api/test_views.py",
    ),
    "announcements/texts/defanging.py": (f"{_NEWS}/texts/test_defanging.py",),
    "announcements/texts/links.py": (f"{_NEWS}/texts/test_links.py",),
    "announcements/workflow.py": (f"{_NEWS}/test_workflow.py", f"{_NEWS}/test_rules.py"),
    "citizens/guessing.py": (
        "tests/citizens/test_guessing.py",
        f"{_DOSSIERS}/owners/test_lookup.py",
    ),
    "citizens/notices/outcomes.py": ("tests/citizens/notices/test_outcomes.py",),
    "citizens/requests/workflow.py": (
        "tests/citizens/requests/test_workflow.py",
        "tests/citizens/requests/test_actions.py",
    ),
    "dossiers/due/clock.py": (
        f"{_DOSSIERS}/due/test_clock.py {_DOSSIERS}/due/test_wording.py",
        f"{_DOSSIERS}/test_querysets.py {_DOSSIERS}/due/test_recomputing.py",
    ),
    "dossiers/importing/conflicts.py": (f"{_DOSSIERS}/importing/test_conflicts.py",),
    "dossiers/owners/lookup.py": (f"{_DOSSIERS}/owners/test_lookup.py",),
    "dossiers/workflow/refusals.py": _WORKFLOW,
    "dossiers/workflow/statuses.py": _WORKFLOW,
    "dossiers/workflow/transitions.py": _WORKFLOW,
    "feedback/questions/workflow.py": (
        f"{_QUESTIONS}/test_workflow.py",
        f"{_QUESTIONS}/test_actions.py",
    ),
    "feedback/ratings/workflow.py": (
        "tests/feedback/ratings/test_workflow.py",
        "tests/feedback/ratings/test_follow_ups.py",
    ),
    "feedback/satisfaction/protecting.py": (
        f"{_SATISFACTION}/test_choosing.py",
        f"{_SATISFACTION}/test_answers.py {_SATISFACTION}/test_publishing.py",
    ),
    "foundation/desk/moves.py": ("tests/foundation/desk/test_moves.py",),
    "foundation/media/custody.py": ("tests/foundation/media/test_custody.py",),
    "foundation/moves/engine.py": ("tests/foundation/moves/test_engine.py",),
    "foundation/moves/table.py": ("tests/foundation/moves/test_table.py",),
    "foundation/records/screening.py": (
        "tests/foundation/records/test_screening.py",
        "tests/feedback/ratings/test_readable_words.py",
    ),
    "foundation/work/claims.py": ("tests/foundation/work/test_claims.py",),
    "offices/rights.py": ("tests/offices/test_rights.py",),
    "offices/tree.py": _TREE,
    "official_accounts/accounts.py": (f"{_ACCOUNTS}/test_accounts.py",),
    "official_accounts/calling.py": (f"{_ACCOUNTS}/test_calling.py",),
    "official_accounts/health.py": (f"{_ACCOUNTS}/test_health.py",),
    "official_accounts/refreshing.py": (
        f"{_ACCOUNTS}/test_token_moments.py",
        f"{_ACCOUNTS}/test_refreshing.py",
    ),
    "official_accounts/tokens.py": (
        f"{_ACCOUNTS}/test_token_moments.py",
        f"{_ACCOUNTS}/test_tokens.py",
    ),
    "reports/actions/acting.py": (f"{_REPORTS}/actions/test_daily_limits.py",),
    "reports/deadlines/clock.py": (f"{_REPORTS}/deadlines/test_clock.py",),
    "reports/checking/completeness.py": (f"{_REPORTS}/checking/test_completeness.py",),
    "reports/checking/discrepancies.py": (f"{_REPORTS}/checking/test_discrepancies.py",),
    "reports/evidence/custody.py": (f"{_REPORTS}/evidence/test_custody.py",),
    "reports/evidence/verifying.py": (f"{_REPORTS}/evidence/test_custody.py",),
    "reports/checking/plates.py": (f"{_REPORTS}/checking/test_plates.py",),
    "reports/public_figures/months.py": (f"{_REPORTS}/public_figures/test_months.py",),
    "reports/reporter/options.py": (f"{_REPORTS}/reporter/test_options.py",),
    "reports/rights.py": (f"{_REPORTS}/test_rights.py",),
    "reports/routing.py": (
        f"{_REPORTS}/checking/test_places.py {_REPORTS}/checking/test_completeness.py",
        f"{_REPORTS}/test_routing.py",
    ),
    "reports/workflow.py": (f"{_REPORTS}/test_workflow.py", f"{_REPORTS}/deadlines/test_clock.py"),
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
