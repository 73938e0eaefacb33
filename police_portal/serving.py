"""Start the web server: `python -m police_portal.serving --port 8000 --workers 2`.

It accepts any option of granian. The number of threads comes from the setting WEB_THREADS only:
half of them may wait for Zalo, so server and `zalo.configuration.waiting_places` must agree.
"""

import argparse
import contextlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Sequence

from granian.cli import entrypoint

from police_portal import environment, heartbeats, ports

APPLICATION = "police_portal.wsgi:application"
ENDING = (signal.SIGINT, signal.SIGTERM)


def read(arguments: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """Return our own arguments, and granian's other options."""
    parser = argparse.ArgumentParser(
        prog="python -m police_portal.serving", add_help=False, allow_abbrev=False
    )
    parser.add_argument("--application", default=APPLICATION)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    return parser.parse_known_args(arguments)


def command(arguments: Sequence[str]) -> list[str]:
    """Return the command line of granian, with `arguments`."""
    known, options = read(arguments)
    threads = environment.read()["WEB_THREADS"]
    always = ["--interface", "wsgi", "--blocking-threads", str(threads), "--no-ws"]
    address = ["--host", known.host, "--port", str(known.port)]
    return ["granian", *always, "--log-level", "warning", *address, *options, known.application]


def end_workers_that_start() -> None:
    """Let SIGTERM end a worker that still loads the application.

    A forked worker has the handlers of the main process until it serves: a signal in these seconds
    would be lost, and the main process would wait for that worker forever. Signals are blocked
    around the fork.
    """

    def begin_anew() -> None:
        for number in ENDING:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)

    os.register_at_fork(
        before=lambda: signal.pthread_sigmask(signal.SIG_BLOCK, ENDING),
        after_in_parent=lambda: signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING),
        after_in_child=begin_anew,
    )


def main() -> None:
    """Take the port and serve."""
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork")  # inherits our preparations
    known, _options = read(sys.argv[1:])
    try:
        held = ports.claim(known.host, known.port)
    except ports.NotFree as reason:
        sys.exit(str(reason))
    end_workers_that_start()
    if known.application == APPLICATION:  # others send no heartbeats
        heartbeats.keep_guard()
    sys.argv = command(sys.argv[1:])
    with contextlib.ExitStack() as stack:
        if held:
            stack.enter_context(held)
        entrypoint()  # type: ignore[no-untyped-call]  # it has no types


if __name__ == "__main__":
    main()
