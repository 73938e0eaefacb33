"""A simulated Zalo in its own process, which answers questions about people after SECONDS.

    python -m benchmarks.slow_zalo SECONDS

It prints the settings that lead to it as one line of JSON, and ends with its standard input.
"""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zalo_client.simulator import Fault, Simulator

PEOPLE = 500


def token_of(number: int) -> str:
    """Return the access token of the person with this number, below PEOPLE."""
    return f"bench-token-{number}"


@dataclass(frozen=True)
class Zalo:
    """A running simulator, and the settings that lead to it."""

    settings: Mapping[str, str]
    process: "subprocess.Popen[str]"

    def close(self) -> None:
        """Stop it, which ends all waiting for its answers."""
        self.process.kill()


@contextlib.contextmanager
def slow_zalo(seconds: float) -> Iterator[Zalo]:
    """Run a slow Zalo while the block runs."""
    command = [sys.executable, "-m", "benchmarks.slow_zalo", str(seconds)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield Zalo(json.loads(process.stdout.readline()), process)
        finally:
            process.kill()


def main(seconds: float) -> None:
    """Serve until standard input ends."""
    with Simulator() as simulator:
        for number in range(PEOPLE):
            simulator.world.token_for(
                simulator.world.add_user(name=f"Công dân {number}"), token=token_of(number)
            )
        simulator.plan("me", Fault.slow(seconds), times=None)
        print(json.dumps(simulator.environment()), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(float(sys.argv[1]))
