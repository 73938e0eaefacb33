"""Starts the web server: `python -m police_portal.serving --port 8000 --workers 2`.

It takes any option of granian's. The number of threads comes from the setting WEB_THREADS only:
half of them may wait for Zalo, so server and `zalo.configuration.waiting_places` must agree.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from police_portal import environment

APPLICATION = "police_portal.wsgi:application"


def command(arguments: Sequence[str]) -> list[str]:
    """Return the command line of the server: granian of this environment, with `arguments`."""
    parser = argparse.ArgumentParser(
        prog="python -m police_portal.serving", add_help=False, allow_abbrev=False
    )
    parser.add_argument("--application", default=APPLICATION)
    known, options = parser.parse_known_args(arguments)
    threads = environment.read()["WEB_THREADS"]
    always = [
        "--interface",
        "wsgi",
        "--blocking-threads",
        str(threads),
        "--no-ws",
        "--log-level",
        "warning",
    ]
    return [str(Path(sys.executable).with_name("granian")), *always, *options, known.application]


def main() -> None:
    """Replace this process by the server."""
    line = command(sys.argv[1:])
    os.execv(line[0], line)  # noqa: S606  # no shell: the arguments are the operator's


if __name__ == "__main__":
    main()
