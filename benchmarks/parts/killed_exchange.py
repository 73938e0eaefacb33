"""A «một cửa» system and the service exchange changes while the processes of both are killed."""

import json
import os
import time
import uuid
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import urlencode

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from benchmarks.counter_kills import Client, behind_nginx, being_killed
from benchmarks.exchange import OneStop, compared, other_system
from benchmarks.keys import bearer_of, new_keys
from benchmarks.parts.at_the_counter import people_of
from benchmarks.report import Row, at_least, at_most
from benchmarks.signed_in_officers import officer, signed_in
from citizens.models import Citizen
from dossiers.models import Dossier
from feedback.satisfaction import publishing, rating_totals
from foundation.desk.roles import Role
from foundation.events.models import Event
from offices.models import Office
from tests.announcements import factories as announcements
from tests.feedback import factories as feedback
from tests.reports import factories as reports

PATIENCE = 60.0
CHANGES = 10_000
OFFICERS = 3
PAUSES = (15.0, 40.0)  # seconds for which everything runs between two kills
CSRF = "k" * 32
COOKIES = f"; __Host-csrftoken={CSRF}; csrftoken={CSRF}"
FORM = {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield what was lost, doubled or out of order: nothing may be."""
    keys = new_keys()
    os.environ.update(keys)
    changes, others = (300, 20) if small else (CHANGES, CHANGES // 50)
    theirs = changes // 20
    office = Office.objects.filter(kind=Office.Kind.COMMUNE).order_by("pk")[0]
    cookies = signed_in(officer(Role.LEADER, office)) + COOKIES
    reports.kind()
    people = Citizen.objects.filter(pk__in=people_of(others)).order_by("pk")
    bearers = [bearer_of(one) for one in people]
    with (
        other_system((changes - 3 * theirs) // 2, theirs) as connect,
        behind_nginx(database, keys) as (service, port),
    ):
        system, begun = connect(port), time.monotonic()
        with system.exchanging(kills=True) as await_sender:
            with being_killed(service, PAUSES) as kills, ThreadPoolExecutor(2 + OFFICERS) as pool:
                busy = [
                    *(pool.submit(_complete, port, cookies, theirs, n) for n in range(OFFICERS)),
                    pool.submit(_write, port, bearers, office),
                    pool.submit(_announce, office, others // 10),
                ]
                for one in busy:
                    one.result()
                await_sender()
            seconds = time.monotonic() - begun
            _rate(office)
            _await_numbers()
        yield from _figures(system, changes, seconds, len(kills))
        yield at_least("killed: announcements read", system.events("announcement"), others // 10)
        yield from _compared(system)


def _figures(system: OneStop, changes: int, seconds: float, kills: int) -> Iterator[Row]:
    yield Row("changes of dossiers, both ways, through nginx", changes)
    yield Row("– seconds for them", seconds, " s")
    yield Row("– web and worker killed with SIGKILL, times", kills)
    yield Row("– the other system's processes killed, times", len(system.killed))
    for kind in ("dossier", "question", "report", "ratings"):
        yield Row(f"– events read: {kind}", system.events(kind))


def _compared(system: OneStop) -> Iterator[Row]:
    rows = Dossier.objects.values_list("code", "status", "events_count")
    there = {code: (status, version) for code, status, version in rows}
    yield from compared(system, there, "killed")
    kinds = list(Event.objects.values_list("kind", flat=True))
    missed = sum(abs(kinds.count(kind) - system.events(kind)) for kind in set(kinds))
    yield at_most("killed: events missed or read twice", missed, 0)
    yield at_most("killed: times the reader had to reconcile", len(system.told()), 0)
    done = Event.objects.filter(kind="dossier", data__source="manual").count()
    completed = Dossier.objects.filter(status="returned").count()
    yield at_most("killed: officers' completions lost or doubled", abs(done - completed), 0)


def _complete(port: int, cookies: str, number: int, turn: int) -> None:
    """Complete one officer's part of so many dossiers, as soon as the other system sent them."""
    mine = [_code(n) for n in range(turn, number, OFFICERS)]
    client = Client(port, {"Cookie": cookies, "Referer": "https://dichvu.congan.example.vn/"})
    done = set[int]()
    while len(done) < len(mine):
        rows = Dossier.objects.filter(status="processing", code__in=mine)
        waiting = dict(rows.exclude(pk__in=done).values_list("pk", "events_count")[:100])
        for key, version in waiting.items():
            path = reverse("admin:dossiers_dossier_to_completed", args=[key])
            form = {"csrfmiddlewaretoken": CSRF, "_form_submitted": "on", "seen": version}
            status, refusal = client.ask("POST", path, urlencode(form), **FORM)
            # Refused as done is what was done without an answer.
            if status != 200 or (refusal and not _is_completed(key)):
                raise RuntimeError(f"{status} {refusal[:2000]!r}")
            done.add(key)
        time.sleep(0.2)


def _code(number: int) -> str:
    return f"G01.899.909-260916-{number:06d}"


def _is_completed(key: int) -> bool:
    return Dossier.objects.filter(pk=key, status__in=["completed", "returned"]).exists()


def _write(port: int, bearers: list[str], office: Office) -> None:
    """Ask a question and send a report as each of these citizens."""
    happened = timezone.now() - timedelta(hours=2)
    report = {
        "kind": "traffic_violation", "words": "Xe vượt đèn đỏ.", "identity": "confidential",
        "occurred_from": happened.isoformat(), "place": {"words": "Ngã tư Hùng Vương"},
    }  # fmt: skip
    question = {"text": feedback.TEXT, "office": office.pk}
    for bearer in bearers:
        client = Client(port, {"Authorization": bearer, "Content-Type": "application/json"})
        _post(client, "/api/v1/questions/", question)
        _post(client, "/api/v1/reports/", report)


def _post(client: Client, path: str, body: Mapping[str, object]) -> None:
    key = {"Idempotency-Key": str(uuid.uuid4())}
    status, answer = client.ask("POST", path, json.dumps(body), **key)
    if status != 201:
        raise RuntimeError(f"{path}: {status} {answer[:2000]!r}")


def _announce(office: Office, number: int) -> None:
    """Approve announcements, and wait a while until the worker has published them."""
    for _number in range(number):
        announcements.approved(office=office)
        time.sleep(1)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and Event.objects.filter(kind="announcement").count() < number:
        time.sleep(1)


def _rate(office: Office) -> None:
    """Let a month of ratings be published, as happens once a month."""
    day = (timezone.localdate() - timedelta(days=70)).replace(day=1)
    for one in Citizen.objects.order_by("pk")[:6]:
        rating_totals.count_rating(feedback.rating(one, office=office, rated_on=day))
    publishing.publish_due_months(timezone.localdate())


def _await_numbers() -> None:
    """Let the hour of questions and reports be over, and wait until the worker has told them."""
    waiting = Event.objects.filter(position=None)
    while waiting.exists():
        waiting.filter(at__gt=timezone.now()).update(at=timezone.now())
        time.sleep(0.5)
    connection.close()
