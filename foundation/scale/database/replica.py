"""Reads that may be some seconds old go to a replica, where one is set; all others never do.

Nothing leaves the primary by itself. A function that only reads opts in, by `may_be_old` or `read`,
and is asked again at the primary when the replica is away, hangs, is late, or is none of ours. So
it must be safe to call twice, and return rows, not a query that is carried out afterwards.

Without DATABASE_REPLICA_URL there is no router, and `read` does nothing but call.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, ParamSpec, TypeVar

import structlog
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections, models, transaction

from foundation.database import REPLICA
from foundation.database.waiting import Gate
from foundation.metrics import meters
from foundation.scale.database.following import Standing, follower

log = structlog.get_logger("police_portal.replica")
T = TypeVar("T")
P = ParamSpec("P")

# A browser that has just written is answered from the primary for as long as a replica that we
# read from may be late: the bound, what passes between looks, and a moment for the way back.
LEEWAY = 6


# A read that takes longer is asked again at the primary: officers' slowest list takes 143 ms. It is
# ended there half a second earlier.
WAIT_SECONDS = 1.5
PLACES = 2  # threads of a process that may wait so long at once; the others go on
STATEMENT_SECONDS = 1.0
CONNECT_SECONDS = 2  # the least that libpq knows


@dataclass
class _Reading:
    """A read under way, and where; what it calls is read there, too.

    After a write the rest of it belongs to the primary.
    """

    at_replica: bool
    has_written: bool = False


_reading: ContextVar[_Reading | None] = ContextVar("reading", default=None)
_has_just_written: ContextVar[bool] = ContextVar("has_just_written", default=False)


def described(database: dict[str, Any]) -> dict[str, Any]:
    """Return Django's description of `database` as a replica: bounded everywhere, and read only."""
    options = database.get("OPTIONS", {})
    wanted = f"-c default_transaction_read_only=on -c statement_timeout={STATEMENT_SECONDS:.0f}s"
    return {
        **database,
        "OPTIONS": {
            **options,
            "connect_timeout": CONNECT_SECONDS,
            "options": f"{options.get('options', '')} {wanted}".strip(),
        },
        "GATE": Gate(PLACES, WAIT_SECONDS),
        # Tests see through it what they wrote to the database itself.
        "TEST": {"MIRROR": DEFAULT_DB_ALIAS},
    }


def is_set() -> bool:
    """Return True if there is a replica."""
    return REPLICA in connections.settings


def may_be_old(function: Callable[P, T]) -> Callable[P, T]:
    """Let `function`, which only reads, be answered by the replica."""

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        return read(partial(function, *args, **kwargs)) if is_set() else function(*args, **kwargs)

    return asked


def read(work: Callable[[], T], holds: Callable[[], bool] | None = None) -> T:
    """Return what `work` returns, at the replica if that may be, else at the primary.

    What is to be kept longer than some seconds says by `holds` whether the replica has what it is
    made of: it is asked there first, over the same connection. `work` must not write.
    """
    if not is_set() or (holds is None and _reading.get() is not None):
        return work()
    outcome = _refusal()
    if outcome is None:
        reading = _Reading(at_replica=True)
        try:
            with _at(reading):
                is_answered, answer = _ask_replica(work, holds)
        except Error as error:
            _give_up(error, reading)
            outcome = "failed"
        else:
            if is_answered:
                meters.read_late(REPLICA)
                return answer  # type: ignore[return-value]  # it is what `work` returned
            outcome = "behind"
    meters.read_late(outcome)
    with _at(_Reading(at_replica=False)):
        return work()


def _refusal() -> str | None:
    """Return why the replica is not asked; None if it is."""
    if connections[DEFAULT_DB_ALIAS].in_atomic_block:
        return "transaction"
    if _has_just_written.get():
        return "own_write"
    follower.watch()
    standing = follower.seen().standing
    return None if standing is Standing.FOLLOWS else standing.value


def _ask_replica(work: Callable[[], T], holds: Callable[[], bool] | None) -> tuple[bool, T | None]:
    if holds is None:
        return True, work()
    # In one transaction, for a pooler may give every one another server.
    with transaction.atomic(using=REPLICA):
        return (True, work()) if holds() else (False, None)


def _give_up(error: Error, reading: _Reading) -> None:
    """Let nobody try again until the next look; raise `error` if something was written."""
    follower.failed()
    log.warning("replica_failed", error=type(error).__name__)
    connections[REPLICA].close()
    if reading.has_written:
        raise error


@contextmanager
def _at(reading: _Reading) -> Iterator[None]:
    token = _reading.set(reading)
    try:
        yield
    finally:
        _reading.reset(token)


def remember_own_write(*, has_just_written: bool) -> None:
    """Remember whether the current client has just written something."""
    _has_just_written.set(has_just_written)


def own_write_seconds() -> int:
    """Return for how many seconds a write of one's own keeps one at the primary."""
    return int(settings.DATABASE_REPLICA_LATE_SECONDS) + LEEWAY


class Router:
    """Sends the reads of `read` to the replica; whatever else there is belongs to the primary.

    Models of `settings.PRIMARY_ONLY`, by app or by name, are never read at the replica.
    """

    def db_for_read(self, model: type[models.Model], **_hints: Any) -> str:
        """Return the replica inside of `read`, also for rows that came from elsewhere."""
        reading = _reading.get()
        if reading is None or not reading.at_replica or reading.has_written or _is_kept(model):
            return DEFAULT_DB_ALIAS
        return REPLICA

    def db_for_write(self, _model: type[models.Model], **_hints: Any) -> str:
        """Return the primary, also for rows that were read at the replica."""
        if (reading := _reading.get()) is not None:
            reading.has_written = True
        return DEFAULT_DB_ALIAS

    def allow_relation(self, *_rows: models.Model, **_hints: Any) -> bool:
        """Both are the same database."""
        return True

    def allow_migrate(self, db: str, *_names: str, **_hints: Any) -> bool:
        """Only the primary is migrated."""
        return db != REPLICA


def _is_kept(model: type[models.Model]) -> bool:
    meta = model._meta  # Django's documented way to a model's names
    return not {meta.app_label, meta.label}.isdisjoint(settings.PRIMARY_ONLY)
