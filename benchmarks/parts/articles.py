"""Articles on twenty accounts while workers are killed: none lost, none shown or sent twice.

Twenty-five announcements are on twenty accounts: 500 articles. Two workers carry them to the
simulated Zalo, which takes its time with each article and loses every tenth answer after it has
acted. Again and again one of the workers is killed with SIGKILL at a random moment and started
anew; meanwhile a fifth of the announcements are corrected, a fifth withdrawn, and each account
sends one broadcast. The simulator counts how often each article began to be shown.
"""

import contextlib
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import Any
from unittest import mock

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from announcements.articles import queueing
from announcements.models import (
    Announcement,
    AnnouncementEvent,
    AnnouncementVersion,
    Article,
    Broadcast,
)
from announcements.workflow import Move, State
from benchmarks.keys import new_keys
from benchmarks.measuring import say
from benchmarks.report import Row, at_most
from benchmarks.settings import production
from offices.models import Office
from official_accounts.models import OaToken, OfficialAccount
from tests.zalo_simulator import Simulator
from tests.zalo_simulator.articles import desk_of
from tests.zalo_simulator.faults import Fault
from tests.zalo_simulator.server import Server

WORKERS, ACCOUNTS = 2, 20
FIRST_ID = 4_000_000_000
PROCESSING = 0.3  # seconds of the simulated Zalo, for each article
LOST = 0.1  # share of answers that are lost after it has acted
LIMIT = 240.0
ADDRESS = "https://dichvu.congan.example.vn"


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about articles."""
    announcements, kills = (5, 2) if small else (25, 8)
    keys = new_keys()
    with Simulator() as zalo:
        _prepare(zalo)
        rows = [_announcement(number) for number in range(announcements)]
        environment = {**production(database), **keys, **_settings(zalo)}
        with _losing(LOST):
            killed = _carry(environment, rows, kills)
        yield from _results(zalo, len(rows) * ACCOUNTS, kills - killed)


def _settings(zalo: Simulator) -> dict[str, str]:
    to_zalo = {name: str(value) for name, value in zalo.settings().items()}
    own = {"PUBLIC_URL": ADDRESS, "LOG_LEVEL": "CRITICAL", "ZALO_TOTAL_SECONDS": "3"}
    return {**to_zalo, **own, "DJANGO_SETTINGS_MODULE": "benchmarks.opponents.simulated"}


@contextlib.contextmanager
def _losing(share: float) -> Iterator[None]:
    """Let the simulated Zalo lose this share of its answers about articles, having acted."""
    right = Server.fault_for

    def sometimes(server: Any, operation: str) -> Any:
        lost = operation.startswith(("article", "broadcast")) and random.random() < share
        return Fault.close() if lost else right(server, operation)

    with mock.patch.object(Server, "fault_for", sometimes):
        yield


# --- the world -----------------------------------------------------------------------------------


def _prepare(zalo: Simulator) -> None:
    settings.ZALO_OA_ID, settings.PUBLIC_URL = zalo.world.oa_id, ADDRESS
    desk_of(zalo.world).seconds = PROCESSING
    now = timezone.now()
    for number in range(ACCOUNTS):
        account = OfficialAccount.objects.create(oa_id=str(FIRST_ID + number))
        zalo.world.add_account(account.oa_id)
        access, refresh = zalo.world.oa_pair(account.oa_id)
        OaToken.objects.create(
            account=account, access_token=access, refresh_token=refresh,
            expires_at=now + timedelta(hours=20), refresh_expires_at=now + timedelta(days=80),
            refreshed_at=now,
        )  # fmt: skip


def _announcement(number: int) -> Announcement:
    """Publish one as the worker of announcements does, but for the two officers."""
    office = Office.objects.filter(parent=None).order_by("pk")[0]
    row: Announcement = Announcement.objects.create(
        kind="news", slug=f"bench-bai-{number}", office=office, title=f"Tin thử {number}",
        summary="Tóm tắt", state=State.PUBLISHED, published_at=timezone.now(),
    )  # fmt: skip
    _version(row, 1)
    _move(row, Move.PUBLISH, 1)
    return row


def _version(row: Announcement, number: int) -> None:
    office = {"id": row.office_id, "name": row.office.name}
    details = {
        "office": office, "areas": [], "audience": "everybody", "severity": "minor",
        "legal_document": "", "particulars": {},
    }  # fmt: skip
    AnnouncementVersion.objects.create(
        announcement=row, number=number, title=f"{row.title}, bản {number}", summary="Tóm tắt",
        html="<p>Nội dung</p>", details=details,
    )  # fmt: skip


def _move(row: Announcement, move: Move, version: int) -> None:
    event = AnnouncementEvent.objects.create(
        announcement=row, move=move, state=row.state, version=version
    )
    queueing.follow(row, event)


def _withdraw(row: Announcement) -> None:
    Announcement.objects.filter(pk=row.pk).update(state=State.WITHDRAWN, ended_at=timezone.now())
    _move(row, Move.WITHDRAW, 1)


def _correct(row: Announcement) -> None:
    _version(row, 2)
    _move(row, Move.CORRECT, 2)


def _each(change: Callable[[Announcement], None], rows: list[Announcement]) -> None:
    for row in rows:
        change(row)


def _broadcast(rows: list[Announcement]) -> None:
    """Ask for and confirm one broadcast for each account, of what is shown and stays."""
    asker, other = (User.objects.create_user(f"bench-gui-{name}") for name in ("a", "b"))
    kept = Article.objects.filter(announcement__in=rows, there="shown")
    for account in OfficialAccount.objects.filter(oa_id__gte=str(FIRST_ID)):
        article = kept.filter(account=account).order_by("pk").first()
        if article is not None:
            Broadcast.objects.create(
                article=article, version=article.version, asked_by=asker, confirmed_by=other,
                confirmed_at=timezone.now(), state="confirmed",
            )  # fmt: skip


# --- workers -------------------------------------------------------------------------------------


class _Workers:
    """The processes that send."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = dict(environment)
        self.running: list[subprocess.Popen[bytes]] = []
        self._started = 0

    def fill(self) -> None:
        """Start as many as are missing."""
        while len(self.running) < WORKERS:
            self._started += 1
            command = [sys.executable, "-m", "benchmarks.hurried_articles", f"w{self._started}"]
            self.running.append(subprocess.Popen(command, env=self._environment))

    def kill(self) -> None:
        """Kill one of them with SIGKILL."""
        process = self.running.pop(random.randrange(len(self.running)))
        process.kill()
        process.wait()

    def end(self) -> None:
        """Stop all of them properly."""
        for process in self.running:
            process.terminate()
        for process in self.running:
            process.wait(60)


def _carry(environment: Mapping[str, str], rows: list[Announcement], kills: int) -> int:
    """Let workers carry all articles, killing one of them now and then; return how many kills."""
    workers, killed = _Workers(environment), 0
    deadline = time.monotonic() + LIMIT
    fifth = len(rows) // 5
    changes = [
        partial(_each, _correct, rows[:fifth]),
        partial(_each, _withdraw, rows[fifth : 2 * fifth]),
        partial(_broadcast, rows[2 * fifth :]),
    ]
    try:
        while time.monotonic() < deadline:
            workers.fill()
            if killed < kills and _held():
                time.sleep(random.uniform(0.5, 2.0))
                workers.kill()
                killed += 1
                say(f"{killed} of {kills} kills, {_open()} articles are not yet as they should be")
            if changes and _shown() > len(rows) * ACCOUNTS // 4:
                changes.pop(0)()
            if killed >= kills and not changes and not _open() and not _waiting():
                break
            time.sleep(0.2)
    finally:
        workers.end()
    return killed


def _held() -> bool:
    return Article.objects.exclude(claimed_by="").exists()


def _open() -> int:
    unsettled = Article.objects.unsettled().count()
    return unsettled + Article.objects.filter(look_again_at__isnull=False).count()


def _waiting() -> bool:
    return Broadcast.objects.filter(state__in=["confirmed", "sending"]).exists()


def _shown() -> int:
    return Article.objects.filter(there="shown").count()


# --- what is measured ----------------------------------------------------------------------------


def _results(zalo: Simulator, number: int, missing: int) -> Iterator[Row]:
    desk = desk_of(zalo.world)
    ended = Q(announcement__state=State.WITHDRAWN)
    wanted = Article.objects.exclude(ended)
    gone = {one.code for one in Article.objects.filter(ended)}
    standing = Counter(_code(one) for one in desk.all if not one.removed)
    shown = Counter(_code(one) for one in desk.all if one.shown)
    titles = {_code(one): one.content["title"] for one in desk.all if one.shown}
    began = Counter(one.id for one in desk.shown)
    sent = Counter(one.article.id for one in desk.broadcasts)
    yield at_most(
        f"{number} articles to {ACCOUNTS} accounts, workers killed: kills that did not happen",
        missing, 0,
    )  # fmt: skip
    yield at_most("articles lost", sum(shown[one.code] == 0 for one in wanted), 0)
    yield at_most("… shown twice at once", sum(count > 1 for count in shown.values()), 0)
    yield at_most("… shown a second time", sum(count > 1 for count in began.values()), 0)
    yield at_most("… with two faces for one tracking link", _faces(desk), 0)
    yield at_most("… with an old version", sum(
        titles.get(one.code, "").endswith(f"bản {one.version}") is False for one in wanted
    ), 0)  # fmt: skip
    yield at_most("… withdrawn but standing", sum(standing[code] for code in gone), 0)
    yield at_most("… hidden doubles left", sum(count - 1 for count in standing.values()), 0)
    yield at_most("broadcasts sent twice", sum(count > 1 for count in sent.values()), 0)
    unknown = Broadcast.objects.filter(state="unknown").count()
    yield Row("… of which nobody knows, and which are not sent again", unknown)
    yield Row("articles that Zalo made in all, doubles included", len(desk.all))


def _faces(desk: Any) -> int:
    """Count the tracking links of which more than one article was ever shown."""
    ever = {(_code(one), one.id) for one in desk.shown}
    return sum(count > 1 for count in Counter(code for code, _id in ever).values())


def _code(article: Any) -> str:
    return str(article.tracking_link.rpartition("=")[2])
