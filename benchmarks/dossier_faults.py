"""Two officers who move one dossier at once.

And a database that is restarted while people read and a connector writes.

Afterwards nothing may be half written: a dossier's status is its last event's, its events are
counted and without a gap, and its owner was told of each change exactly once.
"""

import http.client
import json
import secrets
import threading
import time
from collections import Counter as Tally
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Count, F, Max
from django.utils import timezone

from benchmarks.report import Row, at_least, at_most
from benchmarks.servers import Server, serving
from benchmarks.settings import NEVER_REACHED
from citizens import sessions
from citizens.models import Citizen, Notice
from citizens.phones import phone_hash
from dossiers import actions
from dossiers.actions import DossierChanged
from dossiers.connector import keys
from dossiers.effects import Registration
from dossiers.models import Dossier, DossierEvent
from dossiers.workflow import Facts, Limit, Status
from offices.models import Office, Officer
from procedures.models import Procedure
from tests import private_postgres

PREFIX = "T01.899.909-260916-"
READERS, WRITERS, EACH = 4, 2, 5
WARM_UP, PAUSE = 2.0, 0.02
AFTERWARDS = 1.0  # within which everything has to be answered again once the database is there
HOW = ("fast", "immediate")  # told to stop, and killed


def measure(database: str, *, quick: bool) -> Iterator[Row]:
    """Yield the rows about faults."""
    settings.DATA_KEYS, settings.HASH_KEY = [secrets.token_urlsafe(64)], secrets.token_urlsafe(64)
    yield from _two_officers(100 if quick else 1_000)
    yield from _restarted(database, 2.0 if quick else 6.0)


# --- two officers --------------------------------------------------------------------------------


def _two_officers(rounds: int) -> Iterator[Row]:
    owner, people = _owner("race", 0), [_officer(number) for number in range(2)]
    by = [actions.author_of(user) for user in people]
    targets, results = (Status.PROCESSING, Status.SUSPENDED), []
    with ThreadPoolExecutor(2, initializer=connection.ensure_connection) as threads:
        for number in range(rounds):
            row, start = _registered(f"{PREFIX}{number:06d}", owner, by[0]), threading.Barrier(2)

            def move(i: int, row: Dossier = row, start: threading.Barrier = start) -> str:
                start.wait()
                try:
                    actions.transition(
                        row.pk,
                        targets[i],
                        by[i],
                        Facts(timezone.now(), reason="Chờ xác minh"),
                        seen=row.events_count,
                    )
                except DossierChanged:
                    return "told"
                return "won"

            results.append(sorted(threads.map(move, range(2))))
        list(threads.map(lambda _i: connection.close(), range(2)))
    yield at_least(
        f"two officers at once, {rounds:,} times: one wins and the other is told",
        results.count(["told", "won"]),
        rounds,
    )
    yield at_most("… dossiers half written", _half_written(2), 0)
    yield at_most("… changes of which the owner was not told exactly once", _not_told_once(), 0)


def _owner(name: str, number: int) -> Citizen:
    phone = f"+84914{number:06d}"
    verified = {
        "phone": phone,
        "phone_hash": phone_hash(phone),
        "phone_verified_at": timezone.now(),
    }
    owner: Citizen = Citizen.objects.create(
        app_id=f"bench-{name}", zalo_user_id=f"{name}-{number}", **verified
    )
    return owner


def _office() -> Office:
    return Office.objects.filter(kind=Office.Kind.COMMUNE).order_by("pk")[0]


def _officer(number: int) -> User:
    user = User.objects.create_user(f"bench-faults-{number}", is_staff=True)
    Officer.objects.create(office=_office(), user=user, public_name="Cán bộ")
    return user


def _registered(code: str, owner: Citizen, by: Any) -> Dossier:
    now, procedure = timezone.now(), Procedure.objects.order_by("pk")[0]
    given = Registration(
        code,
        procedure.pk,
        _office().pk,
        now,
        "direct",
        "Nguyễn Văn A",
        owner.phone,
        "",
        now,
        Limit(7, "working_day"),
    )
    return actions.register(given, by)


# --- what must hold ------------------------------------------------------------------------------


def _half_written(events: int | None = None) -> int:
    """Count dossiers whose row and history do not say the same.

    Or (`events`) that were not changed that often.
    """
    ours = Dossier.objects.filter(code__startswith=PREFIX)
    last = DossierEvent.objects.filter(
        dossier__in=ours, number=F("dossier__events_count"), status_to=F("dossier__status")
    )
    whole = ours.annotate(written=Count("events"), highest=Max("events__number")).filter(
        written=F("events_count"), highest=F("events_count")
    )
    if events is not None:
        whole = whole.filter(events_count=events)
    return 2 * ours.count() - last.count() - whole.count()


def _not_told_once() -> int:
    """Count changes without a notice, and notices that are too many or of no change.

    Of the steps that one delivery makes the last is told: a new dossier that is being processed was
    accepted, too.
    """
    events = DossierEvent.objects.filter(dossier__code__startswith=PREFIX).exclude(
        number=1, source="machine"
    )
    changes = {f"dossier-event-{key}" for key in events.values_list("pk", flat=True)}
    told = Tally(
        Notice.objects.filter(event__startswith="dossier_", link__contains=PREFIX).values_list(
            "change", flat=True
        )
    )
    return len(changes - set(told)) + sum(told.values()) - len(set(told) & changes)


# --- a restart -----------------------------------------------------------------------------------


@dataclass
class _Seen:
    """What clients saw: how many answers of each kind, and when each 503 came."""

    answers: Tally[str] = field(default_factory=Tally)
    refused: list[float] = field(default_factory=list)

    def note(self, status: int, headers: http.client.HTTPMessage) -> None:
        """Note an answer."""
        if status == http.HTTPStatus.SERVICE_UNAVAILABLE:
            self.refused.append(time.monotonic())
            proper = (
                headers.get("Retry-After", "").isdecimal()
                and headers.get("Content-Type") == "application/problem+json"
            )
            self.answers["503" if proper else "503 without what belongs to it"] += 1
        else:
            self.answers["answered" if status < http.HTTPStatus.BAD_REQUEST else str(status)] += 1


def _restarted(database: str, seconds: float) -> Iterator[Row]:
    owners = [_owner("restart", number) for number in range(1, WRITERS + 1)]
    key = keys.create("bench", [_office().pk], 1)[1]
    folder = unquote(urlsplit(database).netloc.rpartition("@")[2])
    _keep_what_is_committed()
    with serving(database, **_environment()) as server:
        seen, stop = _Seen(), threading.Event()
        writers = [_Writer(server, seen, stop, key, owner) for owner in owners]
        work: list[Callable[[], None]] = [writer.go_on for writer in writers]
        work += [_reader(server, seen, stop, owners[i % WRITERS]) for i in range(READERS)]
        with ThreadPoolExecutor(len(work)) as threads:
            running = [threads.submit(one) for one in work]
            time.sleep(WARM_UP)
            outages = [_outage(folder, how, seen, seconds) for how in HOW]
            stop.set()
        for one in running:
            one.result()
    yield from _said(outages, seen, writers)


def _keep_what_is_committed() -> None:
    """Let commits be commits, as in production.

    The private server otherwise answers before it has written them, and is killed here.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f'ALTER DATABASE "{connection.settings_dict["NAME"]}" SET synchronous_commit = on'
        )


def _environment() -> dict[str, str]:
    bounds = ("THROTTLE_CITIZEN_PER_MINUTE", "THROTTLE_CONNECTOR_PER_MINUTE")
    keys = {
        "SECRET_KEY": settings.SECRET_KEY,
        "DATA_KEYS": settings.DATA_KEYS[0],
        "HASH_KEY": settings.HASH_KEY,
    }
    return {**keys, **{name: str(NEVER_REACHED) for name in bounds}}


def _outage(folder: str, how: str, seen: _Seen, seconds: float) -> tuple[float, float]:
    """Restart the database.

    Return how long that took, and how long after it was there somebody was still refused.
    """
    connection.close()
    begun = time.monotonic()
    private_postgres.restart(folder, how=how)
    back = time.monotonic()
    time.sleep(seconds)
    last = max((moment for moment in seen.refused if moment >= begun), default=begun)
    return back - begun, max(0.0, last - back)


class _Writer:
    """A connector that moves its dossiers on and on.

    And sends again under the same key what was answered with 503.
    """

    def __init__(
        self, server: Server, seen: _Seen, stop: threading.Event, key: str, owner: Citizen
    ) -> None:
        self._server, self._seen, self._stop, self._key, self._owner = (
            server,
            seen,
            stop,
            key,
            owner,
        )
        self.codes = [f"{PREFIX}9{owner.pk % 1000:03d}{number:02d}" for number in range(EACH)]
        self.status, self.moves = "", 0
        self._accepted = (timezone.localtime() - timedelta(hours=1)).isoformat()
        self._procedure = Procedure.objects.exclude(code="").order_by("pk")[0].code

    def go_on(self) -> None:
        """Write until told to stop; what was begun is finished."""
        line = _line(self._server)
        while not self._stop.is_set():
            following = "suspended" if self.status == "processing" else "processing"
            body, key = (
                json.dumps({"dossiers": [self._item(code, following) for code in self.codes]}),
                secrets.token_hex(16),
            )
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
        return {
            **known,
            **(
                {"status": "Tạm dừng xử lý", "reason": "Chờ xác minh"}
                if status == "suspended"
                else {"status": "4"}
            ),
        }

    def _send(self, line: http.client.HTTPConnection, body: str, key: str) -> Any:
        headers = {
            "Authorization": f"Bearer {self._key}",
            "Content-Type": "application/json",
            "Idempotency-Key": key,
        }
        line.request("POST", "/api/v1/integration/dossiers/", body, headers)
        answer = line.getresponse()
        content = answer.read()
        self._seen.note(answer.status, answer.headers)
        if answer.status == http.HTTPStatus.SERVICE_UNAVAILABLE:
            return None
        assert answer.status == http.HTTPStatus.OK, (answer.status, content)
        return json.loads(content)

    def wrong(self) -> int:
        """Count its dossiers that are not what it was last answered.

        Or were not changed once for each answer.
        """
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
            seen.note(answer.status, answer.headers)
            if answer.status == http.HTTPStatus.SERVICE_UNAVAILABLE:
                time.sleep(PAUSE)

    return read


def _line(server: Server) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)


def _said(
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
    yield at_most(
        f"… answers of any other kind{f' ({wrong})' if wrong else ''}", sum(wrong.values()), 0
    )
    yield at_most("… dossiers half written", _half_written(), 0)
    yield at_most(
        "… dossiers that are not what the connector was answered",
        sum(writer.wrong() for writer in writers),
        0,
    )
    yield at_most("… changes of which the owner was not told exactly once", _not_told_once(), 0)
