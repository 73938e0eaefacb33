"""Stands the cluster up until Ctrl-C: `python -m cluster`; with `--test` runs the faults."""

import argparse
import os
import signal
import sys

from cluster.environment import environment
from cluster.plan import read

LIMIT_SECONDS = 3600  # of the whole run: it ends by itself


def main(arguments: list[str]) -> int:
    """Stand the cluster up; serve, or run the table; return 1 if a row does not hold."""
    parser = argparse.ArgumentParser(prog="python -m cluster", description=__doc__)
    parser.add_argument("--test", action="store_true", help="run the table of faults")
    parser.add_argument("--throughput", action="store_true", help="one web node against two")
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
    from cluster.running import run  # it needs Django's models

    return run(plan, values, options)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
