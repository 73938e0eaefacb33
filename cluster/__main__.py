"""Stands the cluster up: `python -m cluster`; `python -m cluster --test` runs the faults."""

import argparse
import os
import signal
import sys
import time

from cluster.environment import environment
from cluster.plan import read

LIMIT_SECONDS = 3600  # of the whole run: it ends by itself


def main(arguments: list[str]) -> int:
    """Stand the cluster up; serve, or run the table; return 1 if a row does not hold."""
    parser = argparse.ArgumentParser(prog="python -m cluster", description=__doc__)
    parser.add_argument("--test", action="store_true", help="run the table of faults")
    parser.add_argument("--only", nargs="*", default=[], help="words of the rows to run")
    options = parser.parse_args(arguments)
    if os.geteuid() != 0:
        sys.exit("Networks of their own are made by root only.")
    plan = read()
    values = environment(plan)
    # This process reads and writes as one more machine of the portal.
    os.environ.update({**values, "CATALOGUE_REFRESH_SECONDS": "0", "LOG_LEVEL": "ERROR"})
    signal.signal(signal.SIGALRM, lambda *_: sys.exit("The time is over."))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.alarm(LIMIT_SECONDS)
    import django  # it reads the environment that was just set

    django.setup()
    from cluster.standing import laid_out

    with laid_out(plan) as cluster:
        cluster.portal = values
        return _serve_or_test(cluster, options)


def _serve_or_test(cluster, options) -> int:  # type: ignore[no-untyped-def]  # after django.setup()
    from cluster.load import Load
    from cluster.setting_up import stand_up
    from cluster.table import ROWS, run

    begun = time.monotonic()
    stand_up(cluster)
    print(f"The cluster stands after {time.monotonic() - begun:.0f} s.", flush=True)
    if not options.test:
        print(f"https://{cluster.plan.shared_address}/ for {LIMIT_SECONDS} s; Ctrl-C ends it.")
        signal.pause()
        return 0
    rows = tuple(
        row for row in ROWS if not options.only or any(word in row.name for word in options.only)
    )
    failed = 0
    for row, findings in run(cluster, Load(cluster.plan.shared_address), rows):
        holds = all(one.holds for one in findings)
        failed += not holds
        print(f"{'ok  ' if holds else 'MISS'} {row.name}: ", end="")
        print("; ".join(one.words + ("" if one.holds else " (!)") for one in findings), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
