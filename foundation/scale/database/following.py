"""How the replica follows the primary, looked at by a thread of its own: no request waits for it.

A replica has what the primary had at some moment, and is late by what has passed since. Three
bounds of that are known without anybody's clock but the primary's, and the smallest counts: it has
all that was written when we looked; it has all that was written at a former look; or the last
transaction that it carried out was committed so long ago.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import structlog
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

from foundation.database import REPLICA
from foundation.processes import forks

log = structlog.get_logger("police_portal.replica")

EVERY = 1.0  # seconds from one look to the next
# A look that is older says nothing: the next one hangs.
TRUSTED = 3.0
# The same for both servers. Positions in the log are bytes since its beginning.
_STATE = """
SELECT (SELECT system_identifier FROM pg_control_system()),
    (SELECT oid::bigint FROM pg_database WHERE datname = current_database()),
    pg_is_in_recovery(),
    CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
        ELSE pg_current_wal_insert_lsn() END - '0/0'::pg_lsn,
    extract(epoch FROM clock_timestamp())::float8,
    extract(epoch FROM pg_last_xact_replay_timestamp())::float8
"""


class Standing(StrEnum):
    """What the replica is to us; it is read from only while it FOLLOWS."""

    FOLLOWS = "follows"
    LATE = "late"
    AWAY = "away"
    UNKNOWN = "unknown"  # nobody has looked, or the look does not end
    NO_REPLICA = "no_replica"  # a second primary: what it has may never have been here
    FOREIGN = "foreign"  # of another cluster, another database, or another course of events


@dataclass(frozen=True)
class State:
    """The state of a server; `now` and `replayed` are seconds since 1970."""

    system: int
    database: int
    in_recovery: bool
    position: int
    now: float
    replayed: float | None


@dataclass(frozen=True)
class Seen:
    """How the replica stood, how many seconds late at most, and when, by the monotonic clock."""

    standing: Standing
    late: float | None
    at: float


def ask(alias: str) -> State:
    """Return what the server behind `alias` says; raises a database error."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_STATE)
        system, database, in_recovery, position, now, replayed = cursor.fetchone()
    return State(int(system), database, in_recovery, int(position), now, replayed)


class Follower:
    """Knows how the replica follows; `ask` returns the state of a server by its alias."""

    def __init__(self, ask: Callable[[str], State] = ask) -> None:
        self._ask = ask
        forks.begin(self.forget)

    def forget(self) -> None:
        """Know nothing; for tests and forked processes, which have neither thread nor answer."""
        # Where the primary was at former looks: of a tenth of a minute more than may matter.
        self._positions: deque[tuple[float, int]] = deque(maxlen=120)
        self._seen = Seen(Standing.UNKNOWN, None, 0.0)
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def seen(self) -> Seen:
        """Return how the replica stands, without waiting for anything."""
        if time.monotonic() - self._seen.at > TRUSTED:
            return Seen(Standing.UNKNOWN, None, self._seen.at)
        return self._seen

    def failed(self) -> None:
        """Take note that a read failed: nobody else tries until the next look."""
        self._seen = Seen(Standing.AWAY, None, time.monotonic())

    def watch(self) -> None:
        """Start the thread that looks every second, once in each process."""
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._watch, name="replica", daemon=True)
                self._thread.start()

    def _watch(self) -> None:
        while REPLICA in connections.settings:
            self.look()
            time.sleep(EVERY)

    def look(self) -> Seen:
        """Look at both servers, and return and keep how the replica stands. Never raises."""
        begun = time.monotonic()
        standing, late = self._look(begun)
        if standing != self._seen.standing:
            log.warning("replica_stands", standing=standing.value, late=late and round(late, 1))
        self._seen = Seen(standing, late, time.monotonic())
        return self._seen

    def _look(self, begun: float) -> tuple[Standing, float | None]:
        primary = self._answer(DEFAULT_DB_ALIAS)
        replica = self._answer(REPLICA)
        if replica is None:
            return Standing.AWAY, None
        if primary is None:
            return Standing.UNKNOWN, None
        if not replica.in_recovery:
            return Standing.NO_REPLICA, None
        if (replica.system, replica.database) != (primary.system, primary.database):
            return Standing.FOREIGN, None
        if replica.position > primary.position and self._is_ahead(replica):
            return Standing.FOREIGN, None
        late = self._late(primary, replica, begun)
        bound: float = settings.DATABASE_REPLICA_LATE_SECONDS
        follows = late is not None and late <= bound
        return Standing.FOLLOWS if follows else Standing.LATE, late

    def _answer(self, alias: str) -> State | None:
        try:
            return self._ask(alias)
        except Exception as error:  # noqa: BLE001  # the thread must outlive every outage
            log.info("server_not_seen", alias=alias, error=type(error).__name__)
            connections[alias].close()
            return None

    def _is_ahead(self, replica: State) -> bool:
        """Return True if it has what the primary never wrote, as after a restore of the primary."""
        primary = self._answer(DEFAULT_DB_ALIAS)
        return primary is not None and replica.position > primary.position

    def _late(self, primary: State, replica: State, begun: float) -> float | None:
        """Return how many seconds late it is at most; None if nothing is known."""
        if replica.position >= primary.position:
            self._positions.clear()  # what was before this says less
            self._positions.append((begun, primary.position))
            return 0.0
        bounds = [begun - at for at, position in self._positions if position <= replica.position]
        if replica.replayed is not None:
            bounds.append(primary.now - replica.replayed)
        self._positions.append((begun, primary.position))
        return max(0.0, min(bounds)) if bounds else None


follower = Follower()
