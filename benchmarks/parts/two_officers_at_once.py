"""Two officers move one dossier at once: one must win, and the other must be told."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from benchmarks.keys import new_keys
from benchmarks.measuring import report_progress
from benchmarks.report import Row, at_least, at_most
from benchmarks.whole_dossiers import (
    CODES,
    changes_not_told_once,
    first_commune,
    half_written,
    new_owner,
)
from citizens.models import Citizen
from dossiers import actions
from dossiers.actions import DossierChanged
from dossiers.effects import Registration
from dossiers.models import Dossier
from dossiers.workflow import Facts, Limit, Status
from offices.models import Officer
from procedures.models import Procedure

TIMES, TIMES_SMALL = 1_000, 50
TARGETS = (Status.PROCESSING, Status.SUSPENDED)


def measure(_database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about two officers."""
    new_keys()
    times = TIMES_SMALL if small else TIMES
    right = _race(times).count(["told", "won"])
    yield at_least(
        f"two officers at once, {times:,} times: one wins and the other is told", right, times
    )
    yield at_most("… dossiers half written", half_written(events=2), 0)
    yield at_most(
        "… changes of which the owner was not told exactly once", changes_not_told_once(), 0
    )


def _race(times: int) -> list[list[str]]:
    """Let two officers move a new dossier each time; return how it ended for both."""
    owner, by = new_owner("race", 0), [actions.author_of(_officer(number)) for number in range(2)]
    ended = []
    with ThreadPoolExecutor(2, initializer=connection.ensure_connection) as threads:
        for number in report_progress("races", range(times), times):
            dossier, start = _registered(f"{CODES}{number:06d}", owner, by[0]), threading.Barrier(2)
            moves = [threads.submit(_move, dossier, start, TARGETS[i], by[i]) for i in range(2)]
            ended.append(sorted(move.result() for move in moves))
        list(threads.map(lambda _thread: connection.close(), range(2)))
    return ended


def _move(dossier: Dossier, start: threading.Barrier, target: Status, by: Any) -> str:
    start.wait()
    facts = Facts(timezone.now(), reason="Chờ xác minh")
    try:
        actions.transition(dossier.pk, target, by, facts, seen=dossier.events_count)
    except DossierChanged:
        return "told"
    return "won"


def _officer(number: int) -> User:
    user = User.objects.create_user(f"bench-race-{number}", is_staff=True)
    Officer.objects.create(office=first_commune(), user=user, public_name="Cán bộ")
    return user


def _registered(code: str, owner: Citizen, by: Any) -> Dossier:
    now, procedure = timezone.now(), Procedure.objects.order_by("pk")[0]
    limit = Limit(7, "working_day")
    office, name, phone = first_commune().pk, "Nguyễn Văn A", owner.phone
    given = Registration(code, procedure.pk, office, now, "direct", name, phone, "", now, limit)
    return actions.register(given, by)
