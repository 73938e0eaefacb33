"""People who read and a connector that writes while their database is taken from them.

What was refused with 503 is sent again under the same `Idempotency-Key`, as the app and the
connector do; afterwards what was acknowledged is held against what the database has.
"""

import http.client
import json
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from benchmarks.report import Row, at_most
from benchmarks.servers import Server
from benchmarks.whole_dossiers import (
    CODES,
    changes_not_told_once,
    first_commune,
    half_written,
    new_owner,
)
from citizens import sessions
from citizens.models import Citizen
from dossiers.connector import keys
from dossiers.models import Dossier
from procedures.models import Procedure

READERS, WRITERS, EACH = 4, 2, 5
WARM_UP, PAUSE = 2.0, 0.02
PROBLEM = "application/problem+json"


@dataclass
class Seen:
    """What clients saw: answers of each kind, when each 503 came, connections closed."""

    answers: Counter[str] = field(default_factory=Counter)
    refused: list[float] = field(default_factory=list)
    closed: int = 0

    def record(self, status: int, headers: http.client.HTTPMessage) -> None:
        """Record an answer."""
        if status == http.HTTPStatus.SERVICE_UNAVAILABLE:
            self.refused.append(time.monotonic())
            proper = (
                headers.get("Retry-After", "").isdecimal()
                and headers.get("Content-Type") == PROBLEM
            )
            self.answers["503" if proper else "503 without what belongs to it"] += 1
        else:
            self.answers["answered" if status < http.HTTPStatus.BAD_REQUEST else str(status)] += 1


class Writer:
    """A connector that moves its dossiers again and again.

    What was answered with 503 it sends once more under the same key, and so it does when the
    server closed the connection: it may, having answered before it had read the whole body.
    """

    def __init__(
        self, server: Server, seen: Seen, stop: threading.Event, key: str, owner: Citizen
    ) -> None:
        self._server, self._seen, self._stop = server, seen, stop
        self._key, self._owner = key, owner
        self.codes = [f"{CODES}9{owner.pk % 1000:03d}{number:02d}" for number in range(EACH)]
        self.status, self.moves = "", 0
        self._accepted = (timezone.localtime() - timedelta(hours=1)).isoformat()
        self._procedure = Procedure.objects.exclude(code="").order_by("pk")[0].code

    def write(self) -> None:
        """Write until told to stop, and finish what was begun."""
        line = _line(self._server)
        while not self._stop.is_set():
            following = "suspended" if self.status == "processing" else "processing"
            dossiers = [self._item(code, following) for code in self.codes]
            body, key = json.dumps({"dossiers": dossiers}), secrets.token_hex(16)
            while (answer := self._send(line, body, key)) is None:
                time.sleep(PAUSE)
            assert {one["result"] for one in answer["results"]} <= {"created", "updated"}, answer
            self.status, self.moves = following, self.moves + 1

    def _item(self, code: str, status: str) -> dict[str, str]:
        known = {
            "code": code,
            "procedure_code": self._procedure,
            "accepted_at": self._accepted,
            "applicant_phone": self._owner.phone,
        }
        if status == "suspended":
            return {**known, "status": "Tạm dừng xử lý", "reason": "Chờ xác minh"}
        return {**known, "status": "4"}

    def _send(self, line: http.client.HTTPConnection, body: str, key: str) -> Any:
        headers = {
            "Authorization": f"Bearer {self._key}",
            "Content-Type": "application/json",
            "Idempotency-Key": key,
        }
        try:
            line.request("POST", "/api/v1/integration/dossiers/", body, headers)
            answer = line.getresponse()
            content = answer.read()
        except ConnectionError:
            line.close()  # the next request opens it again
            self._seen.closed += 1
            return None
        self._seen.record(answer.status, answer.headers)
        if answer.status == http.HTTPStatus.SERVICE_UNAVAILABLE:
            return None
        assert answer.status == http.HTTPStatus.OK, (answer.status, content)
        return json.loads(content)

    def wrong(self) -> int:
        """Count its dossiers that differ from its last answer, or did not change once an answer."""
        # The first delivery makes two events: accepted, and processing.
        right = Dossier.objects.filter(
            code__in=self.codes, status=self.status, events_count=self.moves + 1
        )
        return len(self.codes) - right.count()


def reader(server: Server, seen: Seen, stop: threading.Event, bearer: str) -> Callable[[], None]:
    """Return what one citizen does: read the own list until told to stop."""
    headers = {"Authorization": f"Bearer {bearer}"}

    def read() -> None:
        line = _line(server)
        while not stop.is_set():
            line.request("GET", "/api/v1/dossiers/", headers=headers)
            answer = line.getresponse()
            answer.read()
            seen.record(answer.status, answer.headers)
            if answer.status == http.HTTPStatus.SERVICE_UNAVAILABLE:
                time.sleep(PAUSE)

    return read


def _line(server: Server) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)


class People:
    """Four citizens and two threads of a connector, known to the database that Django asks."""

    def __init__(self, name: str) -> None:
        self._owners = [new_owner(name, number) for number in range(1, WRITERS + 1)]
        self._bearers = [sessions.begin(owner)[0] for owner in self._owners]
        self._key = keys.create(name, [first_commune().pk], 1)[1]
        self.seen, self.writers = Seen(), list[Writer]()

    @contextmanager
    def going_on(self, server: Server) -> Iterator[None]:
        """Let everybody go on while the block runs, and finish what was begun."""
        stop = threading.Event()
        self.writers = [Writer(server, self.seen, stop, self._key, one) for one in self._owners]
        work: list[Callable[[], None]] = [writer.write for writer in self.writers]
        work += [
            reader(server, self.seen, stop, self._bearers[i % WRITERS]) for i in range(READERS)
        ]
        with ThreadPoolExecutor(len(work)) as threads:
            running = [threads.submit(one) for one in work]
            try:
                time.sleep(WARM_UP)
                yield
            finally:
                stop.set()  # else the threads would run on and hide the error
        for one in running:
            one.result()


def answers_and_losses(seen: Seen, writers: Sequence[Writer]) -> Iterator[Row]:
    """Yield how requests were answered, and what was lost or is half there."""
    wrong = {kind: count for kind, count in seen.answers.items() if kind not in {"answered", "503"}}
    yield Row("… requests answered", seen.answers["answered"])
    yield Row("… refused with 503, Retry-After and a problem document", seen.answers["503"])
    yield Row("… of the connector not answered, the connection being closed", seen.closed)
    yield at_most(
        f"… answers of any other kind{f' ({wrong})' if wrong else ''}", sum(wrong.values()), 0
    )
    yield at_most("… dossiers half written", half_written(), 0)
    yield at_most(
        "… dossiers that are not what the connector was answered",
        sum(writer.wrong() for writer in writers),
        0,
    )
    yield at_most(
        "… changes of which the owner was not told exactly once", changes_not_told_once(), 0
    )
