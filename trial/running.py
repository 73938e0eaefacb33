"""The steps of the trial, one after the other, and its end."""

import argparse
import http.client
import json
import os
import socket
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

from foundation.records.steps import step
from offices.geography.provinces import UnknownProvince, find_province
from police_portal import ports
from trial.processes import LOOK_SECONDS, Ended, Process, Processes, Stopped

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
HOST = "127.0.0.1"
READY_SECONDS = 60.0  # then the addresses are shown all the same: readiness says what is missing
BUILD = ("sh", "miniapp/build.sh")
ON_IN_TRIAL = ("DEMO_ACCOUNTS", "DEVELOPMENT_LOGIN")


def main(arguments: Sequence[str]) -> int:
    """Run the trial and return the exit code."""
    options = _read(arguments)
    processes = Processes(ROOT, VAR / "log")
    processes.hear_signals()
    try:
        _held = refuse(options)
        Trial(options, processes, trial_variables(os.environ)).run()
    except Ended as reason:
        processes.end_all()
        sys.stderr.write(f"\n{reason}\n")
        return 1
    except Stopped as stopped:
        _write("\nĐang dừng …\n")
        processes.end_all()
        return 128 + int(stopped.args[0])
    return 0


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m trial")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--zalo-port", type=int, default=8900)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--province", default="")
    parser.add_argument("--venv", default=".venv", help="where the packages are, or will be")
    parser.add_argument("--python", default="", help="one that has all packages, instead")
    return parser.parse_args(arguments)


def refuse(options: argparse.Namespace) -> socket.socket | None:
    """Raise Ended for what cannot work, before anything is written.

    What is returned keeps a second trial from this port.
    """
    try:
        if options.province:
            find_province(options.province)
        return ports.claim(HOST, options.port, "trial")
    except UnknownProvince as error:
        raise Ended(str(error)) from error
    except ports.NotFree as reason:
        raise Ended(f"{reason} Cổng khác: make run PORT={options.port + 80}") from reason


def trial_variables(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the environment with what a trial has on, unless it says otherwise."""
    debug = variables.get("DEBUG") or "true"
    on = {name: variables.get(name) or debug for name in ON_IN_TRIAL}
    return {**variables, "DEBUG": debug, "PYTHONUNBUFFERED": "1", **on}


@dataclass
class Trial:
    """One run: its options, its processes, and the environment that they get."""

    options: argparse.Namespace
    processes: Processes
    variables: dict[str, str]
    residents: list[Process] = field(default_factory=list)

    def run(self) -> None:
        """Set up, serve, and stay. Raises Ended and Stopped."""
        self._install_packages()
        self._simulate_zalo()
        build = self._build_mini_app()
        banner = self._set_up()
        self._serve()
        self._stay("work", "manage.py", "work", "--with-parent")
        self._watch(banner, build)

    @property
    def _python(self) -> str:
        return self.options.python or str(ROOT / self.options.venv / "bin" / "python")

    def _install_packages(self) -> None:
        if self.options.python:
            return
        venv = self.options.venv
        own = [f"VENV={venv}", f"PYTHON={sys.executable}"]
        line = ["make", "--no-print-directory", f"{venv}/.installed", *own]
        outer = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")
        variables = {name: text for name, text in self.variables.items() if name not in outer}
        with step(_write, "Gói phần mềm"):
            self.processes.finish(self.processes.start("packages", line, variables))

    def _simulate_zalo(self) -> None:
        """Start the simulated Zalo if one is wanted, and learn the settings that lead to it."""
        zalo = self._start("zalo", "-m", "trial.zalo", "--port", str(self.options.zalo_port))
        self.processes.wait_for(lambda: zalo.code is not None or "\n" in zalo.log.read_text())
        if zalo.code:
            raise Ended(zalo.last_words())
        settings = json.loads(zalo.log.read_text())
        self.variables.update(settings)
        if "ZALO_SIMULATOR_URL" in settings:
            self.residents.append(zalo)

    def _build_mini_app(self) -> Process | None:
        if not self.variables.get("ZALO_MINI_APP_ID"):
            return None
        return self.processes.start("miniapp", BUILD, self.variables)

    def _set_up(self) -> str:
        """Prepare the database, whose steps show on the screen; return the addresses to print."""
        file = VAR / "banner.txt"
        words = ["--port", str(self.options.port), "--province", self.options.province]
        line = [self._python, "manage.py", "set_up", *words, "--banner", str(file)]
        self.processes.finish(self.processes.start("set_up", line, self.variables, on_screen=True))
        return file.read_text()

    def _serve(self) -> None:
        options = self.options
        address = ["--host", HOST, "--port", str(options.port)]
        # One that hangs is killed, on a busy machine also one that only waits for its turn.
        workers = ["--workers", str(options.workers), "--respawn-failed-workers"]
        with step(_write, "Máy chủ"):
            self._stay("server", "-m", "police_portal.serving", *address, *workers)
            deadline = time.monotonic() + READY_SECONDS
            self.processes.wait_for(lambda: self._is_ready() or time.monotonic() > deadline)

    def _is_ready(self) -> bool:
        """Return True once a true answer can be had: the first of a process reads the catalogue."""
        self.processes.refuse_ended(self.residents)
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection(HOST, self.options.port, timeout=5)
            connection.request("GET", "/health/ready/")
            return connection.getresponse().status < HTTPStatus.INTERNAL_SERVER_ERROR
        return False

    def _watch(self, banner: str, build: Process | None) -> None:
        """Show the addresses, again when the Mini App is built, until something ends."""
        shown = None
        while True:
            self.processes.refuse_ended(self.residents)
            if (note := _note_of(build)) != shown:
                _write(banner + note)
                shown = note
            self.processes.pause(LOOK_SECONDS)

    def _start(self, name: str, *words: str) -> Process:
        return self.processes.start(name, [self._python, *words], self.variables)

    def _stay(self, name: str, *words: str) -> None:
        self.residents.append(self._start(name, *words))


def _note_of(build: Process | None) -> str:
    """Return what is to be said of the Mini App below the addresses."""
    if build is None or build.code == 0:
        return ""
    if build.code is None:
        return "\n  Mini App đang được dựng; địa chỉ của nó mở được khi xong.\n"
    return f"\n  Không dựng được Mini App ({build.log}): {build.last_words()}\n"


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
