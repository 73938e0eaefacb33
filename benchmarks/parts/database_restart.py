"""The database is restarted while people read and a connector writes: nothing may be lost."""

import http.client
import json
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db import connection
from django.utils import timezone

from benchmarks.keys import new_keys, unlimited
from benchmarks.report import Row, at_most
from benchmarks.servers import Server, serving
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
from tests import private_postgres

READERS, WRITERS, EACH = 4, 2, 5
WARM_UP, PAUSE = 2.0, 0.02
AFTERWARDS = 1.0  # within which everything has to be answered again once the database is there
HOW = ("fast", "immediate")  # told to stop, and killed
PROBLEM = "application/problem+json"


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about a restart."""
    environment = {**new_keys(), **unlimited("CITIZEN", "CONNECTOR")}
    owners = [new_owner("restart", number) for number in range(1, WRITERS + 1)]
    key = keys.create("bench", [first_commune().pk], 1)[1]
    folder = unquote(urlsplit(database).netloc.rpartition("@")[2])
    _keep_what_is_committed()
    with serving(database, environment=environment) as server:
        seen, stop = _Seen(), threading.Event()
        writers = [_Writer(server, seen, stop, key, owner) for owner in owners]
        work: list[Callable[[], None]] = [writer.write for writer in writers]
        work += [_reader(server, seen, stop, owners[i % WRITERS]) for i in range(READERS)]
        with ThreadPoolExecutor(len(work)) as threads:
            running = [threads.submit(one) for one in work]
            try:
                time.sleep(WARM_UP)
                outages = [_outage(folder, how, seen, 2.0 if small else 6.0) for how in HOW]
            finally:
                stop.set()  # else the threads would run on and hide the error
        for one in running:
            one.result()
    yield from _rows_about(outages, seen, writers)


@dataclass
class _Seen:
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
                and headers.get("Content-Type") == "application/problem+json"
            )
            self.answers["503" if proper else "503 without what belongs to it"] += 1
        else:
            self.answers["answered" if status < http.HTTPStatus.BAD_REQUEST else str(status)] += 1


def _keep_what_is_committed() -> None:
    """Make commits wait for the disk, as in production.

    The private server otherwise answers before it has written them, and it is killed here.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f'ALTER DATABASE "{connection.settings_dict["NAME"]}" SET synchronous_commit = on'
        )


def _outage(folder: str, how: str, seen: _Seen, seconds: float) -> tuple[float, float]:
    """Restart the database.

    Return the seconds for which it was away, and those after which a request was still refused.
    """
    connection.close()
    begun = time.monotonic()
    private_postgres.restart(folder, how=how)
    back = time.monotonic()
    time.sleep(seconds)
    last = max((moment for moment in seen.refused if moment >= begun), default=begun)
    return back - begun, max(0.0, last - back)


class _Writer:
    """A connector that moves its dossiers again and again.

    What was answered with 503 it sends once more under the same key, and so it does when the
    server closed the connection: it may, having answered before it had read the whole body.
    """

    def __init__(
        self, server: Server, seen: _Seen, stop: threading.Event, key: str, owner: Citizen
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


def _reader(
    server: Server, seen: _Seen, stop: threading.Event, owner: Citizen
) -> Callable[[], None]:
    headers = {"Authorization": f"Bearer {sessions.begin(owner)[0]}"}

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


def _rows_about(
    outages: Sequence[tuple[float, float]], seen: _Seen, writers: Sequence[_Writer]
) -> Iterator[Row]:
    for how, (took, _after) in zip(HOW, outages, strict=True):
        yield Row(f"database restarted under load ({how}): it was away for", took, " s")
    yield at_most(
        "… requests still refused after it was back, at the longest",
        max(after for _took, after in outages),
        AFTERWARDS,
        " s",
    )
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
