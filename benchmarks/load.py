"""Drives a server with wrk and compares contenders side by side: A B C A B C …, so that noise meets all of them."""

import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 32
THREADS = 2
_SCRIPT = Path(__file__).with_name("different.lua")
_MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True)
class Target:
    """What to ask: one address, or `url` with each line of the file `suffixes` behind it."""

    url: str
    headers: tuple[str, ...] = ()
    suffixes: Path | None = None


@dataclass(frozen=True)
class Load:
    """What one run of wrk saw: answers a second, times in milliseconds, bytes of an answer with its head."""

    rate: float
    p50: float
    p99: float
    bytes: float


class ErrorAnswers(Exception):
    """The server refused, failed or did not answer in time: its rate says nothing."""


def need_wrk() -> None:
    """Stop with a sentence when wrk is missing."""
    if shutil.which("wrk") is None:
        sys.exit("Measuring needs wrk: apt install wrk")


def drive(target: Target, seconds: float) -> Load:
    """Ask for `target` over 32 connections; stop when any answer is an error, because errors are quick."""
    command = ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds:.0f}", "--latency", "--timeout", "20s"]
    command += [part for header in target.headers for part in ("-H", header)]
    script = ["-s", str(_SCRIPT), target.url, "--", str(target.suffixes)] if target.suffixes else [target.url]
    printed = subprocess.run([*command, *script], capture_output=True, text=True, check=True, timeout=seconds + 30).stdout
    if "Non-2xx" in printed or "Socket errors" in printed:
        raise ErrorAnswers(f"{target.url} answered with errors:\n{printed}")
    return _read(printed)


def _read(printed: str) -> Load:
    answers, size = re.search(r"(\d+) requests in [\d.]+m?s, ([\d.]+[KMG]?B) read", printed).groups()
    rate = re.search(r"Requests/sec:\s+([\d.]+)", printed).group(1)
    p50, p99 = (_milliseconds(re.search(rf"{share}%\s+([\d.]+)(us|ms|s|m)\b", printed).groups()) for share in (50, 99))
    return Load(float(rate), p50, p99, _bytes(size) / max(1, int(answers)))


def _milliseconds(found: tuple[str, str]) -> float:
    return float(found[0]) * _MILLISECONDS[found[1]]


def _bytes(size: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)([KMG]?)B", size).groups()
    return float(number) * 1024 ** "_KMG".index(unit or "_")


@dataclass(frozen=True)
class Comparison:
    """The runs of every contender, round by round."""

    runs: Mapping[str, Sequence[Load]]

    def ratio(self, contender: str, against: str) -> float:
        """Return how many times as many answers `contender` gave: the median over the rounds."""
        return statistics.median(a.rate / b.rate for a, b in zip(self.runs[contender], self.runs[against], strict=True))

    def typical(self, contender: str) -> Load:
        """Return the medians of `contender`."""
        runs = self.runs[contender]
        return Load(*(statistics.median(getattr(run, name) for run in runs) for name in ("rate", "p50", "p99", "bytes")))


@dataclass(frozen=True)
class Rounds:
    """How often each contender is driven, and for how many seconds."""

    count: int
    seconds: float


def compare(contenders: Mapping[str, Target], rounds: Rounds) -> Comparison:
    """Drive every contender once a round. One short run each comes first and is not counted."""
    runs: dict[str, list[Load]] = {name: [] for name in contenders}
    for name in contenders:
        drive(contenders[name], 1)
    for number in range(rounds.count):
        for name, target in contenders.items():
            runs[name].append(drive(target, rounds.seconds))
        rates = ", ".join(f"{name} {run[-1].rate:,.0f}/s" for name, run in runs.items())
        print(f"  round {number + 1} of {rounds.count}: {rates}", flush=True)
    return Comparison(runs)
