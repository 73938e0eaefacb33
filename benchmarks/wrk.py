"""Drives servers with wrk and compares them in turn, A B C A B C …: noise meets all of them."""

import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from benchmarks.report import Row
from benchmarks.servers import Server

CONNECTIONS = 32
THREADS = 2
SETTLE = 0.5
# New connections go to either worker: so many meet both but once in 2^20 times.
WAKE = 20
PATIENCE = 5
EACH_LINE = Path(__file__).with_name("wrk_each_line.lua")
_MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True)
class Target:
    """What to ask: one address, or `path` with each line of the file `suffixes` behind it."""

    server: Server
    path: str
    headers: tuple[str, ...] = ()
    suffixes: Path | None = None


@dataclass(frozen=True)
class Load:
    """What one run of wrk saw.

    Answers a second, times in milliseconds, bytes of an answer with its head. `cpu` is how long
    the workers computed for one answer, in microseconds: neighbours hardly disturb it.
    """

    rate: float
    p50: float
    p99: float
    bytes: float
    cpu: float


class ErrorAnswers(Exception):
    """The server refused, failed or did not answer in time: its rate says nothing."""


def need_wrk() -> None:
    """Stop with a sentence when wrk is missing."""
    if shutil.which("wrk") is None:
        sys.exit("Measuring needs wrk: apt install wrk")


def drive(target: Target, seconds: float) -> Load:
    """Ask for `target` over 32 connections.

    Raises ErrorAnswers if any answer is an error, because errors are quick.
    """
    computed = target.server.computed()
    printed = _wrk(target, seconds)
    if "\n  0 requests in" in printed:  # the machine does so much else that a short run sees none
        printed = _wrk(target, seconds * PATIENCE)
    time.sleep(SETTLE)  # the server still works on what wrk did not wait for
    if "Non-2xx" in printed or "Socket errors" in printed:
        raise ErrorAnswers(f"{target.path} was answered with errors:\n{printed}")
    return _read(printed, target.server.computed() - computed)


def _wrk(target: Target, seconds: float) -> str:
    url = target.server.url(target.path)
    command = ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds:.0f}", "--latency"]
    command += ["--timeout", "20s"]
    command += [part for header in target.headers for part in ("-H", header)]
    command += ["-s", str(EACH_LINE), url, "--", str(target.suffixes)] if target.suffixes else [url]
    limit = seconds + 30
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=limit).stdout


def _read(printed: str, computed: float) -> Load:
    found = re.search(r"(\d+) requests in [\d.]+m?s, ([\d.]+[KMG]?B) read", printed)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", printed)
    times = [re.search(rf"{share}%\s+([\d.]+)(us|ms|s|m)\b", printed) for share in (50, 99)]
    if not (found and rate and int(found[1]) and all(times)):
        raise ErrorAnswers(f"No answer came in time:\n{printed}")
    answers = int(found[1])
    p50, p99 = (_milliseconds(time) for time in times if time)
    return Load(
        float(rate[1]), p50, p99, _bytes(found[2]) / answers, computed / answers * 1_000_000
    )


def _milliseconds(found: re.Match[str]) -> float:
    return float(found[1]) * _MILLISECONDS[found[2]]


def _bytes(size: str) -> float:
    number, unit = size[:-1].rstrip("KMG"), size[-2:-1]
    return float(number) * 1024.0 ** (" KMG".find(unit) if unit in "KMG" else 0)


@dataclass(frozen=True)
class Comparison:
    """The runs of every contender, round by round."""

    runs: Mapping[str, Sequence[Load]]

    def less_computing(self, contender: str, against: str) -> float:
        """Return how many times as many answers `contender` gives for the same computing."""
        return statistics.median(
            b.cpu / a.cpu for a, b in zip(self.runs[contender], self.runs[against], strict=True)
        )

    def ratio(self, contender: str, against: str) -> float:
        """Return how many times as many answers `contender` gave: the median over the rounds."""
        return statistics.median(
            a.rate / b.rate for a, b in zip(self.runs[contender], self.runs[against], strict=True)
        )

    def typical(self, contender: str) -> Load:
        """Return the medians of `contender`."""
        runs = self.runs[contender]
        return Load(
            *(statistics.median(getattr(run, field.name) for run in runs) for field in fields(Load))
        )


@dataclass(frozen=True)
class Rounds:
    """How often each contender is driven, and for how many seconds."""

    count: int
    seconds: float


def rounds_for(*, small: bool) -> Rounds:
    """Return how a part compares its contenders."""
    return Rounds(1, 1) if small else Rounds(7, 2)


def compare(contenders: Mapping[str, Target], rounds: Rounds) -> Comparison:
    """Drive every contender once a round. One short run each comes first and is not counted."""
    runs: dict[str, list[Load]] = {name: [] for name in contenders}
    for target in contenders.values():
        for _number in range(WAKE):  # each worker loads its snapshot for the first it is asked
            target.server.get(target.path, dict(line.split(": ", 1) for line in target.headers))
        drive(target, 1)
    for number in range(rounds.count):
        for name, target in contenders.items():
            runs[name].append(drive(target, rounds.seconds))
        rates = ", ".join(f"{name} {run[-1].rate:,.0f}/s" for name, run in runs.items())
        print(f"  round {number + 1} of {rounds.count}: {rates}", flush=True)
    return Comparison(runs)


def figures(runs: Comparison, name: str, prefix: str = "") -> Row:
    """Return the answers a second of a contender, with its times and its computing."""
    load = runs.typical(name)
    times = f"p50 {load.p50:.1f} ms, p99 {load.p99:.1f} ms, {load.cpu:,.0f} µs computing"
    return Row(f"{prefix}{name}: {times}", load.rate, "/s")
