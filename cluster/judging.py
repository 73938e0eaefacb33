"""What a fault did to citizens, read from what each of them was answered."""

import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cluster.load import CLIENTS, Answer

WINDOW = 5.0  # seconds over which answers are counted
READS = ("published", "own", "file")


@dataclass(frozen=True)
class Window:
    """Answers around a fault: all of them, and when it began and ended (monotonic seconds)."""

    answers: Sequence[Answer]
    begun: float
    ended: float

    def failed(self, *kinds: str) -> list[Answer]:
        """Return what was not answered well since the fault began."""
        return [one for one in self._of(kinds) if one.ended >= self.begun and not one.is_good]

    def outage(self, *kinds: str) -> float:
        """Return the seconds from the fault until the last bad answer; 0 if there is none."""
        return max((one.ended - self.begun for one in self.failed(*kinds)), default=0.0)

    def last_begun(self) -> float:
        """Return the seconds from the fault until the last request that failed was begun.

        What was under way when an address moved ends with the patience of whoever asked.
        """
        return max((one.begun - self.begun for one in self.failed()), default=0.0)

    def good_since_its_end(self, kind: str) -> int:
        """Count the good answers to what was asked since the fault was over."""
        asked = (one for one in self._of([kind]) if one.begun >= self.ended)
        return sum(one.is_good for one in asked)

    def pause(self, kind: str) -> float:
        """Return the longest time, in seconds since the fault, without one good answer."""
        good = sorted(one.ended for one in self._of([kind]) if one.is_good)
        moments = [self.begun, *(moment for moment in good if moment > self.begun)]
        return max((later - earlier for earlier, later in pairwise(moments)), default=0.0)

    def rate(self, kind: str) -> float:
        """Return good answers a second in the worst five seconds of the fault ÷ before it."""
        good = [one.ended for one in self._of([kind]) if one.is_good]
        first = min(one.begun for one in self.answers)
        before = sum(first <= moment < self.begun for moment in good) / (self.begun - first)
        steps = range(int((self.ended - self.begun) / WINDOW))
        windows = [self.begun + step * WINDOW for step in steps]
        counts = [sum(at <= moment < at + WINDOW for moment in good) for at in windows]
        return min(counts, default=0) / WINDOW / before

    def slower(self, *kinds: str) -> float:
        """Return half of the answers within … during the fault ÷ before it."""
        good = [one for one in self._of(kinds) if one.is_good]
        before = [one.ended - one.begun for one in good if one.ended < self.begun]
        during = [one.ended - one.begun for one in good if self.begun <= one.begun < self.ended]
        return statistics.median(during) / statistics.median(before)

    def _of(self, kinds: Sequence[str]) -> list[Answer]:
        return [one for one in self.answers if not kinds or one.kind in kinds]


@dataclass(frozen=True)
class Finding:
    """One sentence about a fault, and whether it is as it must be."""

    words: str
    holds: bool


Judge = Callable[[Window], list[Finding]]


def only_in_flight(window: Window) -> list[Finding]:
    """At most what was under way may have failed: one request of each client."""
    failed = window.failed()
    return [Finding(f"{_counted(failed)} failed, ≤ {CLIENTS} in flight", len(failed) <= CLIENTS)]


def nobody_notices(window: Window) -> list[Finding]:
    """Nothing may have failed."""
    failed = window.failed()
    return [Finding(f"{_counted(failed)} failed", not failed)]


def taken_over_within(seconds: float) -> Judge:
    """Return a judge: what is begun later than that after the fault may not fail."""

    def judge(window: Window) -> list[Finding]:
        failed = window.failed()
        last = window.last_begun()
        words = f"{_counted(failed)} failed, the last begun after {max(0.0, last):.1f} s"
        return [Finding(words, last <= seconds)]

    return judge


def back_within(seconds: float) -> Judge:
    """Return a judge: nothing may fail later than that after the fault."""

    def judge(window: Window) -> list[Finding]:
        outage = window.outage()
        words = f"last failure after {outage:.1f} s ({_counted(window.failed())})"
        return [Finding(words, outage <= seconds)]

    return judge


def primary_lost(window: Window) -> list[Finding]:
    """503 for at most half a minute, while what is published goes on."""
    share = window.rate("published")
    others = [one for one in window.failed() if one.outcome != "503"]
    return [
        *back_within(30)(window),
        Finding(f"of them other than 503: {_counted(others)}", len(others) <= CLIENTS),
        Finding(f"published {share:.2f} of normal in the worst 5 s", share >= 0.8),
    ]


def split(window: Window) -> list[Finding]:
    """Tell how long it lasted; what must hold, one primary and nothing lost, is found elsewhere."""
    share, last = window.rate("published"), window.last_begun()
    words = (
        f"published {share:.2f} of normal in the worst 5 s, last failure begun after {last:.1f} s"
    )
    return [Finding(f"{words} ({_counted(window.failed())})", holds=True)]


def writes_wait(window: Window) -> list[Finding]:
    """Let writes wait at most 15 s for a standby that is gone; reads go on."""
    pause, reads = window.pause("write"), window.failed(*READS)
    return [
        Finding(f"longest time without a write {pause:.1f} s", pause <= 15),
        Finding(f"{_counted(reads)} reads failed", not reads),
    ]


def without_cache(window: Window) -> list[Finding]:
    """No 500, and hardly slower."""
    slower = window.slower("own", "write")
    return [*nobody_notices(window), Finding(f"p50 {slower:.2f} ×", slower <= 1.3)]


def files_only(window: Window) -> list[Finding]:
    """Only files are refused, by 503, and they are there again when it is over."""
    others = window.failed("published", "own", "write")
    files = window.failed("file")
    strange = [one for one in files if one.outcome != "503"]
    again = window.good_since_its_end("file")
    return [
        Finding(f"{_counted(others)} other than files failed", not others),
        Finding(f"files: {_counted(files)}", not strange),
        Finding(f"{again} answered well since it was over", again > 0),
    ]


def _counted(answers: Sequence[Answer]) -> str:
    kinds = Counter(f"{one.kind} {one.outcome}" for one in answers)
    named = ", ".join(f"{count} × {kind}" for kind, count in kinds.most_common(4))
    return f"{len(answers)} ({named})" if answers else "0"
