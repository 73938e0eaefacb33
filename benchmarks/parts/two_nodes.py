"""Two nodes, one database: what citizens see of each fault, and what is lost. Rerun it at will.

Real nginx, two web servers with files of their own, a worker of notices on each node, the simulated
Zalo; and every engine that the code has a setting for (`shared_engines`). On a machine that has not
the time for all, TWO_NODES_FAULTS="200 slow clients,SIGTERM of a node" makes these only.
"""

import os
import signal
import string
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from django.db import connection
from django.db.models import Sum

from benchmarks import database_faults, two_nodes
from benchmarks.keys import new_keys, unlimited
from benchmarks.measuring import say
from benchmarks.mixed_load import Load, Seen, lost_and_doubled, people_for
from benchmarks.parts.notice_delivery import (
    await_end,
    prepare,
    queue_notices,
    sent_but_not_recorded,
    settings_for,
    taken_by,
)
from benchmarks.report import Row, at_least, at_most
from benchmarks.shared_engines import engines
from benchmarks.two_nodes import Node
from citizens.models import Delivery
from citizens.models.delivery import OPEN
from procedures.models import SearchCount
from tests import private_postgres
from tests.deploy.running_nginx import HOST, Nginx
from tests.zalo_simulator import Simulator

WRITES, WRITES_SMALL, WRITES_OF_CLOCK = 24_000, 6_000, 3_000
WARM_UP, AFTERWARDS = 2.0, 5.0
DATABASE_AWAY, NODE_AWAY, SLOW_FOR, DISK_FULL = 8.0, 5.0, 10.0, 18.0
SLOW_CLIENTS, MANY_SLOW_CLIENTS, SLOW_ADDRESSES = 200, 1700, 100
NOTICES, PACE = 400, 40.0  # of one worker a second: a kill must meet it at work
TOKEN_SECONDS = 4 * 3600  # less than the five hours ahead of which it is renewed
# Late only: under a clock that libfaketime puts ahead, whoever waits until a moment waits as long.
WRONG_CLOCKS = {"10 min late": -600, "13 h late": -13 * 3600}
TIMERS = ("apply_retention --apply", "recompute_due_dates", "raise_rating_alarms")
TERMS = [f"khong biet {letter * 3}" for letter in string.ascii_lowercase] + ["khong biet gi"] * 34


@dataclass
class _Rehearsal:
    """What the faults are made with. `uncertain` counts messages that a kill met under way."""

    nodes: tuple[Node, Node]
    nginx: Nginx
    database: str
    disk: Path | None
    zalo: Simulator
    uncertain: int = 0
    notices: int = 0
    ready_texts: list[str] = field(default_factory=list)

    # Each function makes a fault and mends it; it returns since when citizens should see nothing.

    def web_process_killed(self) -> float:
        """Kill one of the two processes of a web server."""
        begun = time.monotonic()
        self.nodes[0].kill_a_web_process()
        return begun

    def node_killed(self) -> float:
        """Kill web server and worker of a node, and start them again some seconds later."""
        self._queue("nút")
        begun = time.monotonic()
        self.nodes[0].kill()
        self.uncertain += sent_but_not_recorded(self.zalo, self.nodes[0].past_workers[-1])
        time.sleep(NODE_AWAY)
        self.nodes[0].start()
        say(f"the node is ready again after {self.nodes[0].await_ready():.1f} s")
        return begun

    def worker_killed(self) -> float:
        """Kill the worker of notices of one node, while both send."""
        self._queue("tiến trình")
        begun = time.monotonic()
        self.uncertain += sent_but_not_recorded(self.zalo, self.nodes[1].kill_worker())
        self.nodes[1].start_worker()
        await_end(120)
        return begun

    def database_stopped(self) -> float:
        """Stop PostgreSQL in good order, and start it some seconds later."""
        return self._without_database(signal.SIGINT)

    def database_killed(self) -> float:
        """Kill every process of PostgreSQL, and start it some seconds later."""
        return self._without_database(signal.SIGKILL)

    def disk_full(self) -> float:
        """Let there be no room for PostgreSQL's tables."""
        assert self.disk is not None
        with database_faults.filled(self.disk):
            time.sleep(DISK_FULL)
        return time.monotonic()

    def connections_taken(self) -> float:
        """Take all connections of PostgreSQL from those that have them, again and again."""
        connection.close()
        held = database_faults.take_connections(self.database, DATABASE_AWAY)
        say(f"{held} connections were held")
        return time.monotonic()

    def clock_wrong(self, seconds: int) -> float:
        """Let the clock of one node be wrong by so much, until an operator puts it right."""
        node = self.nodes[1]
        node.stop_web()
        node.start_web(**two_nodes.clock_off_by(seconds))
        until = time.monotonic() + two_nodes.START_LIMIT
        while "clock" not in (parts := node.ready()[1]) and time.monotonic() < until:
            time.sleep(0.2)
        self.ready_texts.append(parts.get("clock", ""))
        time.sleep(AFTERWARDS)
        node.stop_web()
        mended = time.monotonic()
        node.start_web()
        node.await_ready()
        return mended

    def slow_clients(self, clients: int = SLOW_CLIENTS, addresses: int = 1) -> float:
        """Let so many clients of so many addresses each hold half a request."""
        begun = time.monotonic()
        with two_nodes.slow_clients(self.nginx.port, clients, addresses):
            time.sleep(SLOW_FOR)
        return begun

    def node_told_to_stop(self) -> float:
        """Tell a web server to stop right after searches that it counted, and start it again."""
        for term in TERMS:
            self.nodes[0].ask(f"/api/v1/procedures/?search={quote(term)}")
        begun = time.monotonic()
        self.nodes[0].stop_web()
        self.nodes[0].start_web()
        self.nodes[0].await_ready()
        return begun

    def _without_database(self, how: signal.Signals) -> float:
        connection.close()
        folder = unquote(urlsplit(self.database).netloc.rpartition("@")[2])
        private_postgres.halt(folder, how=how)
        time.sleep(DATABASE_AWAY)
        private_postgres.restart(folder)
        return time.monotonic()

    def _queue(self, name: str) -> None:
        queue_notices(NOTICES, name)
        self.notices += NOTICES
        time.sleep(WARM_UP)


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about each fault, then about notices, timers and the token."""
    keys = {**new_keys(), **unlimited("CITIZEN")}
    with (
        tempfile.TemporaryDirectory(prefix="police_portal_nodes_") as folder,
        Simulator() as zalo,
        database_faults.on_a_small_disk(database.rpartition("/")[2]) as disk,
        engines(database) as shared,
    ):
        Path(folder).chmod(0o755)  # nginx's worker is another user
        prepare(zalo, TOKEN_SECONDS)
        _keep_what_is_committed()
        say(f"engines that both nodes share: {', '.join(shared) or 'the database only'}")
        settings = {**keys, **settings_for(zalo, PACE), **shared, "LOG_LEVEL": "INFO"}
        with two_nodes.two_nodes(Path(folder), database, settings) as (first, second, nginx):
            rehearsal = _Rehearsal((first, second), nginx, database, disk, zalo)
            yield from _faults(rehearsal, small=small)
            yield from _timers(first, second)
            yield from _notices(rehearsal)
        connection.close()


def _faults(rehearsal: _Rehearsal, *, small: bool) -> Iterator[Row]:
    writes = WRITES_SMALL if small else WRITES
    load = Load(rehearsal.nginx.port, HOST, people_for(writes), "Hai nút")
    faults: list[tuple[str, Callable[[], float]]] = [
        ("no fault", time.monotonic),
        ("SIGKILL of a web process", rehearsal.web_process_killed),
        ("SIGKILL of a whole node", rehearsal.node_killed),
        ("SIGKILL of a worker of notices", rehearsal.worker_killed),
        ("PostgreSQL stopped 8 s", rehearsal.database_stopped),
        ("kill -9 of PostgreSQL, 8 s", rehearsal.database_killed),
        ("PostgreSQL's disk full 18 s", rehearsal.disk_full),
        ("all connections taken 8 s", rehearsal.connections_taken),
        ("200 slow clients", rehearsal.slow_clients),
        (
            "1,700 slow clients of 100 addresses",
            partial(rehearsal.slow_clients, MANY_SLOW_CLIENTS, SLOW_ADDRESSES),
        ),
        ("SIGTERM of a node", rehearsal.node_told_to_stop),
    ]
    if rehearsal.disk is None:
        say("only root can make a small disk: no full one was tried")
        faults = [one for one in faults if one[1] != rehearsal.disk_full]
    for name, happen in faults:
        if _is_wanted(name):
            yield from _fault(load, name, happen)
    if not _is_wanted(faults[-1][0]):
        return
    yield at_least("… of 60 search counts of that node kept", _counted(), len(TERMS))
    yield from _wrong_clock(rehearsal)


def _is_wanted(name: str) -> bool:
    chosen = os.environ.get("TWO_NODES_FAULTS", "")
    return not chosen or name in chosen.split(",")


def _fault(load: Load, name: str, happen: Callable[[], float]) -> Iterator[Row]:
    say(name)
    with load.going_on() as seen:
        time.sleep(WARM_UP)
        since = happen()
        time.sleep(AFTERWARDS)
    yield from _rows_about(name, seen, since)


def _rows_about(name: str, seen: Seen, since: float) -> Iterator[Row]:
    lost, doubled = lost_and_doubled(seen.kept)
    by_kind = ", ".join(f"{count} × {kind}" for kind, count in sorted(seen.wrong.items()))
    last = max(seen.wrong_at, default=since)
    yield Row(f"{name}: requests", seen.total)
    yield Row("… of them acknowledged writes", len(seen.kept))
    yield Row(f"… errors{f' ({by_kind})' if by_kind else ''}", sum(seen.wrong.values()))
    yield at_most("… acknowledged writes lost", lost, 0)
    yield at_most("… writes done twice", doubled, 0)
    yield Row("… last error after it was over", max(0.0, last - since), " s")


def _wrong_clock(rehearsal: _Rehearsal) -> Iterator[Row]:
    """Let citizens with sessions that are minutes old meet the node whose clock is late."""
    if not two_nodes.FAKE_TIME:
        say("libfaketime is not installed (Debian: apt install faketime): no wrong clock was tried")
        return
    for name, seconds in WRONG_CLOCKS.items():
        # Their sessions are of now.
        load = Load(rehearsal.nginx.port, HOST, people_for(WRITES_OF_CLOCK), f"Đồng hồ {seconds}")
        happen = partial(rehearsal.clock_wrong, seconds)
        yield from _fault(load, f"clock of a node {name}, web server", happen)
        told = "đồng hồ cơ sở dữ liệu" in rehearsal.ready_texts[-1]
        yield at_least("… readiness of that node names the clock (1: yes)", told, 1)


def _timers(first: Node, second: Node) -> Iterator[Row]:
    """Start each timer's command on both nodes at the same moment."""
    left, failed = 0, 0
    for words in TIMERS:
        say(f"{words}, on both nodes at once")
        both = [node.command(*words.split(), "--if-due") for node in (first, second)]
        said = [process.communicate()[0].decode() for process in both]
        left += sum("timer_left_to_another" in text for text in said)
        failed += sum(process.returncode != 0 for process in both)
    name = f"{len(TIMERS)} timers started on both nodes at once: left to the other"
    yield at_least(name, left, len(TIMERS))
    yield at_most("… more than that", left - len(TIMERS), 0)
    yield at_most("… ended with an error", failed, 0)


def _notices(rehearsal: _Rehearsal) -> Iterator[Row]:
    await_end(120)
    taken = taken_by(rehearsal.zalo)
    ours = set(Delivery.objects.values_list("tracking_id", flat=True))
    twice = sum(times - 1 for times in taken.values())
    yield Row("notices sent by both nodes' workers", len(taken))
    yield at_most("… lost", sum(one not in taken for one in ours), 0)
    yield at_most("… still open", Delivery.objects.filter(state__in=OPEN).count(), 0)
    yield Row("… sent twice", twice)
    under_way = max(0, twice - rehearsal.uncertain)
    yield at_most("… sent twice, but not under way at a kill", under_way, 0)
    renewed = sum("/oa/access_token" in one.path for one in rehearsal.zalo.received)
    yield at_most("renewals of the Official Account's one token by two workers", renewed, 1)


def _counted() -> int:
    rows = SearchCount.objects.filter(term__in=set(TERMS))
    return rows.aggregate(all=Sum("searches"))["all"] or 0


def _keep_what_is_committed() -> None:
    """Make commits wait for the disk, as in production: the private server does not otherwise."""
    with connection.cursor() as cursor:
        name = connection.settings_dict["NAME"]
        cursor.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = on')
