"""Run a program of ours with limited memory and time.

For libraries that read strangers' input: a hostile file of 5 KB makes one ask for 512 GB and abort,
or compute for minutes. Here that ends only this process. It gets no environment of the service, so
no key, and imports nothing of ours: this file starts it, and it is a file itself.
"""

import os
import resource
import runpy
import sys


def command(
    program: str | None, *arguments: str, cpu_seconds: int, memory_bytes: int, nice: int = 0
) -> list[str]:
    """Return the command that runs the file `program`; start it with an empty environment.

    `nice` is its lower priority, 0 to 19.
    """
    bounds = (str(cpu_seconds), str(memory_bytes), str(nice))
    return [sys.executable, "-I", __file__, *bounds, str(program), *arguments]


def main(arguments: list[str]) -> None:
    """Set the limits, then run the program."""
    cpu_seconds, memory_bytes, nice = map(int, arguments[:3])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    os.nice(nice)
    sys.argv = arguments[3:]
    runpy.run_path(sys.argv[0], run_name="__main__")


if __name__ == "__main__":
    main(sys.argv[1:])
