"""`make bench`: measure part by part, and keep the figures of each part as soon as it ends.

Each part runs in a process of its own, on its own copy of the shipped database. So no part sees
what another one left, and one that fails does not take the figures of the others with it.
"""

import argparse
import multiprocessing
import sys
import time
import traceback
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from benchmarks.databases import copy_of, load_shipped
from benchmarks.measuring import measure
from benchmarks.report import Part, changed_files, save, write_readme
from benchmarks.settings import database_url, use_production
from benchmarks.wrk import need_wrk

# Modules of benchmarks.parts, in the order of the tables.
PARTS = (
    "search_quality",
    "start_and_publication",
    "answers_per_second",
    "new_searches",
    "sessions_and_logins",
    "signed_in_reads",
    "notice_delivery",
    "dossier_scale",
    "dossier_import",
    "upgrade",
    "screening",
    "officers_lists",
    "officers_pages",
    "offices",
    "at_the_counter",
    "killed_counter",
    "killed_exchange",
    "fail_over",
    "thousand_procedures",
    "national_catalogue",
    "mini_app",
)
TRIAL = "TRIAL with small sizes: these figures say nothing and are not kept."


@dataclass(frozen=True)
class Outcome:
    """How a part ended: `missed` targets, or the `error` that it failed with."""

    name: str
    missed: int = 0
    error: str = ""


def main() -> int:
    """Measure the chosen parts; return 1 if one failed or, in earnest, missed a target."""
    options = _options()
    need_wrk()
    if not options.small and (changed := changed_files()):
        sys.exit(f"Figures are kept with their commit; these files are in none:\n{changed}")
    url = database_url()
    use_production(url)
    if options.small:
        print(TRIAL, flush=True)
    load_shipped()
    outcomes = [_run(url, name, small=options.small) for name in options.only or PARTS]
    failed = any(outcome.error for outcome in outcomes)
    _sum_up(outcomes, small=options.small)
    if not options.small:
        _show_in_readme(failed=failed)
    missed = any(outcome.missed for outcome in outcomes) and not options.small
    return int(missed or failed)


def _show_in_readme(*, failed: bool) -> None:
    """Write the table of README, unless a part did not run: then none of it may be trusted."""
    if failed:
        print("The table of README is not written: a part failed.")
    else:
        write_readme()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "--small", action="store_true", help="try every part with small sizes; nothing is kept"
    )
    parser.add_argument(
        "--only", nargs="+", choices=PARTS, metavar="PART", help=f"some of: {', '.join(PARTS)}"
    )
    return parser.parse_args()


def _run(url: str, name: str, *, small: bool) -> Outcome:
    """Measure a part and, unless it was `small`, keep its figures, or drop them if it fails."""
    print(f"\n{name} …{' (TRIAL)' if small else ''}", flush=True)
    begun = time.monotonic()
    try:
        part = _measure_alone(url, name, small=small)
    except Exception as error:  # noqa: BLE001  # if one part fails, the others still run
        traceback.print_exception(error)
        if not small:
            save(name, None, PARTS)
        return Outcome(name, error=f"{type(error).__name__}: {error}".strip().splitlines()[0])
    if not small:
        save(name, part, PARTS)
    kept = "not kept" if small else "kept"
    print(f"{name} took {time.monotonic() - begun:.0f} s; figures {kept}", flush=True)
    return Outcome(name, missed=sum(not row.passed for row in part.rows))


def _measure_alone(url: str, name: str, *, small: bool) -> Part:
    """Measure a part in a fresh process on a fresh copy of the database at `url`."""
    fresh = multiprocessing.get_context("spawn")
    with copy_of(url, f"part_{name}") as database, ProcessPoolExecutor(1, fresh) as process:
        return process.submit(measure, name, database, small=small).result()


def _sum_up(outcomes: list[Outcome], *, small: bool) -> None:
    """Print a line for each part."""
    print(f"\n{TRIAL if small else 'Kept in benchmarks/results.'}")
    for outcome in outcomes:
        print(f"{outcome.name}: {_ending(outcome, small=small)}")


def _ending(outcome: Outcome, *, small: bool) -> str:
    if outcome.error:
        return f"FAILED, {outcome.error}"
    if small:
        return "ran through"
    return f"missed {outcome.missed} targets" if outcome.missed else "reached all targets"


if __name__ == "__main__":
    sys.exit(main())
