"""The service beside a simulated Zalo, so that a front-end developer can log in without a phone.

    python -m tests.with_zalo COMMAND …

runs COMMAND with settings that lead to a simulator with three demo citizens, which ends with it.
Only where DEBUG and DEVELOPMENT_LOGIN are on and no real Zalo app is set; otherwise COMMAND runs as
it is.
"""

import contextlib
import os
import signal
import subprocess
import sys

from police_portal import environment

PORT = 8900


def wanted() -> bool:
    """Return True if this installation should have a simulated Zalo."""
    values = environment.read()
    return bool(values["DEBUG"] and values["DEVELOPMENT_LOGIN"] and not values["ZALO_APP_ID"])


def run(command: list[str], **variables: str) -> int:
    """Run `command` to its end, whatever signal comes, and return its exit code."""
    with subprocess.Popen(
        command, env={**os.environ, **variables}
    ) as process:  # the caller's command
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal also sends it to the command
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        return process.wait()


@contextlib.contextmanager
def simulator():
    """Run a simulator on the usual port, or on any where that is taken."""
    from tests.zalo_simulator.__main__ import demo

    with contextlib.ExitStack() as stack:
        try:
            zalo = stack.enter_context(demo(PORT))
        except OSError:
            zalo = stack.enter_context(demo(0))
        yield zalo


def main(command: list[str]) -> int:
    """Run `command` and return its exit code."""
    if not wanted():
        return run(command, DEVELOPMENT_LOGIN="false")
    with simulator() as zalo:
        tokens = dict(
            zip(("OA_ACCESS_TOKEN", "OA_REFRESH_TOKEN"), zalo.world.oa_pair(), strict=True)
        )  # read by set_oa_token
        return run(
            command, **{name: str(value) for name, value in zalo.settings().items()}, **tokens
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
