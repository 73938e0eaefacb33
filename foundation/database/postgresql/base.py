"""Connections that do not wait for ever, and migrations that do not make others wait long."""

import select
import time
from contextlib import nullcontext
from math import inf
from types import SimpleNamespace
from typing import Any, Self, TypeVar

import psycopg
from django.db import OperationalError
from django.db.backends.postgresql import base, schema
from psycopg.abc import PQGen
from psycopg.errors import ConnectionTimeout, _WaitTimeout

from foundation.database.addresses import WRITES
from foundation.database.waiting import Gate, Silence
from foundation.metrics import meters

T = TypeVar("T")
FRESH = 1.0  # seconds for which a connection that answered is not asked whether it still does
INTERVAL = 0.1  # how often psycopg looks for Ctrl-C while it waits; its own default

# A statement that waits for a lock makes everybody behind it wait too. Web requests give up after
# 4.5 s, and no write is to wait longer than a second: then a migration gives up, and is run again.
MIGRATION_LOCK_SECONDS = 1


class BoundedConnection(psycopg.Connection[Any]):
    """A connection that is thrown away when the database does not answer in time.

    Without a `gate` it waits as long as it takes: commands may.
    """

    gate: Gate | None = None
    was_silent = False
    answered_at = -inf  # by time.monotonic()

    def wait(self, gen: PQGen[T], interval: float = INTERVAL, timeout: float | None = None) -> T:
        """Return what the exchange `gen` gives; raise Silence if that takes too long."""
        gate = self.gate
        if gate is None or timeout is not None:
            return super().wait(gen, interval, timeout)
        started = time.monotonic()
        try:
            if gate.is_closed:
                with gate.place_or_glance(started) as seconds:
                    result = super().wait(gen, interval, seconds)
            else:
                result = self._wait_open(gate, gen, interval, started)
        except (Silence, _WaitTimeout) as error:
            meters.waited_in_vain()
            self._throw_away(gate, started)
            raise Silence("The database does not answer.") from error
        except psycopg.Error:
            if not self.was_silent:  # otherwise the error only reports the discard
                gate.answered()
            raise
        gate.answered()
        self.answered_at = time.monotonic()
        meters.waited_for_database(self.answered_at - started)
        return result

    @property
    def is_quiet(self) -> bool:
        """Whether the server answered a moment ago, and has said nothing since.

        A server that ends, or ends this connection, says so: the socket can be read then.
        """
        if time.monotonic() - self.answered_at > FRESH or self.closed:
            return False
        waiting = select.poll()
        waiting.register(self.pgconn.socket, select.POLLIN)
        return not waiting.poll(0)

    def set_autocommit(self, value: bool) -> None:  # noqa: FBT001  # psycopg's signature
        """Do not query the server."""
        gate, self.gate = self.gate, None
        try:
            super().set_autocommit(value)
        finally:
            self.gate = gate

    def _wait_open(self, gate: Gate, gen: PQGen[T], interval: float, started: float) -> T:
        try:
            return super().wait(gen, interval, gate.patience)
        except _WaitTimeout:
            with gate.place(started):
                return super().wait(gen, interval, gate.seconds - gate.patience)

    def _throw_away(self, gate: Gate, started: float) -> None:
        """Close the socket, for an answer that comes late would be taken for the next one's."""
        gate.waited_in_vain(started)
        self.was_silent = True
        self.pgconn.finish()


class SchemaEditor(schema.DatabaseSchemaEditor):
    """Changes tables without keeping everybody else waiting for a lock."""

    def __enter__(self) -> Self:
        """Bound how long this migration waits for a lock, unless it goes without a transaction.

        Such a one builds indexes concurrently: it keeps nobody waiting, and would leave an invalid
        index behind if it gave up.
        """
        super().__enter__()
        if self.atomic_migration and not self.collect_sql:
            self.execute(f"SET LOCAL lock_timeout = '{MIGRATION_LOCK_SECONDS}s'")
        return self


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL, waiting no longer than the gate under `GATE` of its settings lets it, if any."""

    SchemaEditorClass = SchemaEditor
    # Django asks this for connections, and takes the types of errors from it.
    Database = SimpleNamespace(  # type: ignore[assignment]  # in place of the module
        **{**vars(psycopg), "connect": BoundedConnection.connect}
    )

    def get_new_connection(self, conn_params: dict[str, Any]) -> BoundedConnection:
        """Connect in a place of the gate: psycopg itself bounds the time, by connect_timeout."""
        gate: Gate | None = self.settings_dict.get("GATE")
        started = time.monotonic()
        try:
            with gate.place(started, gate.patience) if gate else nullcontext():
                connection: BoundedConnection = super().get_new_connection(conn_params)
        except ConnectionTimeout:
            if gate:
                gate.waited_in_vain(started)
            raise
        # No answer yet: a pooler greets though the database behind it says nothing.
        connection.gate = gate
        return connection

    def close_if_health_check_failed(self) -> None:
        """Do not connect anew when the old connection is silent: that would be a second wait.

        Ask nothing of one that answered a moment ago: on a busy machine that is each request.
        """
        checked: BoundedConnection | None = self.connection
        if checked is not None and checked.is_quiet and not self._must_write:
            self.health_check_done = True
        super().close_if_health_check_failed()
        if self.connection is None and checked is not None and checked.was_silent:
            raise OperationalError("The database does not answer.")

    def set_autocommit(self, autocommit: bool, *more: Any, **options: Any) -> None:  # noqa: FBT001  # Django's signature
        """Do not connect anew only to leave a transaction that went with its connection.

        Whoever waited for the silent one in vain would wait for another.
        """
        if self.connection is not None or not autocommit:
            super().set_autocommit(autocommit, *more, **options)

    @property
    def _must_write(self) -> bool:
        return bool(self.settings_dict["OPTIONS"].get("target_session_attrs") == WRITES)

    def is_usable(self) -> bool:
        """Return False for a connection that only reads, where one that writes is asked for.

        A primary may have become a standby, or refuse writes, while the connection stood. Thrown
        away, it is replaced by one to the host that takes writes. Costs what Django's question
        costs: it is asked once at the beginning of a request, and after an error.
        """
        if not self._must_write:
            return super().is_usable()
        if self.connection is None:
            return False
        try:
            with self.connection.cursor() as cursor:
                answer = cursor.execute("SHOW transaction_read_only").fetchone()
        except psycopg.Error:
            return False
        return bool(answer == ("off",))
