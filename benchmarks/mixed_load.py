"""People who read and write through nginx, and a tally of every answer that was no good one.

Nothing is sent twice: whatever is not answered well counts as an error. Each request has a
connection of its own, as that of a phone that comes back.
"""

import http.client
import itertools
import json
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from benchmarks.keys import bearer_of
from citizens.models import Citizen
from feedback.models import QuestionMessage
from feedback.questions.actions import MAX_OPEN
from offices.models import Office

SEARCHES = ("ho chieu", "can cuoc", "tam tru", "bien so xe", "ly lich tu phap", "phao hoa")
READERS, WRITERS = 4, 3
PAUSE = 0.01  # of each between two requests
LIMIT = 30  # seconds for one answer
GOOD = {"200", "201"}

anybody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE


@dataclass
class Seen:
    """Answers by kind, the slowest of them in seconds, and the words of acknowledged writes.

    `wrong_at` has a moment of the monotonic clock for each answer that was no good one.
    """

    answers: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    kept: list[str] = field(default_factory=list)
    wrong_at: list[float] = field(default_factory=list)

    @property
    def total(self) -> int:
        """The number of requests."""
        return sum(self.answers.values())

    @property
    def wrong(self) -> dict[str, int]:
        """What was answered otherwise than well."""
        return {kind: count for kind, count in self.answers.items() if kind not in GOOD}


class Load:
    """Readers and writers at `port` of this machine, under the name `host`.

    The words of a load's writes begin with its `name`, and its citizens are its own.
    """

    def __init__(
        self, port: int, host: str, people: int, name: str = "Nâng cấp", pause: float = PAUSE
    ) -> None:
        self._port, self._host, self._name, self._pause = port, host, name, pause
        self._office = Office.objects.filter(kind=Office.Kind.COMMUNE).order_by("pk")[:1].get().pk
        self._bearers = [bearer_of(citizen) for citizen in _citizens(people, name)]
        self._numbers = itertools.count()
        self._stop = threading.Event()

    @contextmanager
    def going_on(self) -> Iterator[Seen]:
        """Let everybody go on while the block runs."""
        seen = Seen()
        self._stop.clear()
        work = [self._read] * READERS + [self._write] * WRITERS
        with ThreadPoolExecutor(len(work)) as threads:
            running = [threads.submit(self._repeat, one, seen) for one in work]
            try:
                yield seen
            finally:
                self._stop.set()
        _raise_first(running)

    def _repeat(self, work: Callable[[Seen, int], None], seen: Seen) -> None:
        while not self._stop.is_set():
            work(seen, next(self._numbers))
            time.sleep(self._pause)

    def _read(self, seen: Seen, number: int) -> None:
        """Ask for one's own data every other time, which no cache may answer."""
        if number % 2:
            self._ask(seen, "GET", "/api/v1/me/", {"Authorization": self._bearer(number)})
        else:
            words = SEARCHES[number // 2 % len(SEARCHES)].replace(" ", "+")
            self._ask(
                seen, "GET", f"/api/v1/procedures/?search={words}&page_size={number % 40 + 1}", {}
            )

    def _write(self, seen: Seen, number: int) -> None:
        """Ask an office something, in words that tell this request from all others."""
        words = f"{self._name}: câu hỏi số {number}"
        headers = {"Authorization": self._bearer(number), "Content-Type": "application/json"}
        body = json.dumps({"text": words, "office": self._office})
        if self._ask(seen, "POST", "/api/v1/questions/", headers, body) == "201":
            seen.kept.append(words)

    def _bearer(self, number: int) -> str:
        return self._bearers[number % len(self._bearers)]

    def _ask(
        self, seen: Seen, method: str, path: str, headers: dict[str, str], body: str | None = None
    ) -> str:
        line = http.client.HTTPSConnection("127.0.0.1", self._port, timeout=LIMIT, context=anybody)
        begun = time.monotonic()
        try:
            line.request(method, path, body, {"Host": self._host, **headers})
            answer = line.getresponse()
            answer.read()
            kind = str(answer.status)
        except (OSError, http.client.HTTPException) as error:
            kind = type(error).__name__
        finally:
            line.close()
        seen.answers[kind] += 1
        if kind not in GOOD:
            seen.wrong_at.append(time.monotonic())
        seen.slowest = max(seen.slowest, time.monotonic() - begun)
        return kind


def _citizens(count: int, name: str) -> list[Citizen]:
    people = [Citizen(app_id="bench", zalo_user_id=f"{name}-{i}", name="A") for i in range(count)]
    return Citizen.objects.bulk_create(people)


def _raise_first(running: Sequence["Future[None]"]) -> None:
    for one in running:
        one.result()


def lost_and_doubled(kept: Sequence[str]) -> tuple[int, int]:
    """Return how many acknowledged writes are not in the database, and how many are there twice."""
    # The words are encrypted: they cannot be looked for, only read.
    found = Counter(QuestionMessage.objects.values_list("text", flat=True))
    return len(set(kept) - set(found)), sum(found.values()) - len(found)


def people_for(writes: int) -> int:
    """Return how many citizens can send so many questions: each has a bound of open ones."""
    return -(-writes * (READERS + WRITERS) // (MAX_OPEN * WRITERS))
