"""What stands at the address of a database: which server, which pooler, which bounds."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

import psycopg
from django.db import connections

from foundation.database.postgresql.base import BoundedConnection, DatabaseWrapper
from foundation.database.waiting import Gate

SECONDS = 3.0  # for each answer
ROUNDS = 8
_ABOUT = (
    "SELECT (SELECT system_identifier FROM pg_control_system()), current_database(), "
    "pg_is_in_recovery(), current_setting('synchronous_standby_names'), "
    "current_setting('synchronous_commit'), "
    "(SELECT setting::integer FROM pg_settings WHERE name = 'statement_timeout')"
)
# What PgBouncer answers to BEGIN when each statement may go to another server.
_STATEMENT_MODE = "statement pooling"


class Mode(Enum):
    """How connections to the server are shared."""

    TRANSACTION = auto()
    STATEMENT = auto()
    NOT_SHARED = auto()  # the session mode, or no pooler at all


@dataclass(frozen=True)
class Server:
    """The state of a server. The statement time-out is in milliseconds, 0 for none."""

    identity: tuple[int, str]  # of the cluster, which its standbys share, and the database
    is_standby: bool
    synchronous_names: str
    synchronous_commit: str
    statement_timeout: int

    @property
    def keeps_writes_twice(self) -> bool:
        """Whether a commit waits for a standby, so that no acknowledged write is lost."""
        return bool(self.synchronous_names) and self.synchronous_commit not in ("off", "local")


def server(description: Mapping[str, Any]) -> Server:
    """Ask the server that a database of Django's is described by. Raises psycopg.Error."""
    with _connected(description) as connection:
        (row,) = connection.execute(_ABOUT)
    return Server((row[0], row[1]), *row[2:])


def hosts(description: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the name of each host of a description, and the description of it alone."""
    names = description["HOST"].split(",")
    ports = str(description["PORT"]).split(",")
    options = {k: v for k, v in description["OPTIONS"].items() if k != "target_session_attrs"}
    for name, port in zip(names, ports, strict=True):
        yield f"{name}:{port}", {**description, "HOST": name, "PORT": port, "OPTIONS": options}


def mode(description: Mapping[str, Any]) -> Mode:
    """Find out how a pooler shares its connections. Raises psycopg.Error if it does not answer.

    Two connections begin transactions in turn and ask for the process that serves them. In the
    session mode, as without a pooler, each has one of its own for as long as it lives. In the
    transaction mode the idle one has none: both meet the same, or one meets several.
    """
    with _connected(description) as one, _connected(description) as other:
        try:
            met = _meet(one, other)
        except psycopg.Error as error:
            if _STATEMENT_MODE in str(error):
                return Mode.STATEMENT
            raise
    alone = all(len(processes) == 1 for processes in met) and met[0].isdisjoint(met[1])
    return Mode.NOT_SHARED if alone else Mode.TRANSACTION


def _meet(one: BoundedConnection, other: BoundedConnection) -> list[set[int]]:
    met: list[set[int]] = [set(), set()]
    for _round in range(ROUNDS):
        for line, processes in zip((one, other), met, strict=True):
            processes.add(_process(line))
    return met


def _process(line: BoundedConnection) -> int:
    """Return the process that serves the present transaction; the connection begins it."""
    with line.transaction():
        ((process,),) = line.execute("SELECT pg_backend_pid()")
    return int(process)


@contextmanager
def _connected(description: Mapping[str, Any]) -> Iterator[BoundedConnection]:
    """Connect as Django would, with a bound for each wait."""
    configured = connections.configure_settings({"default": dict(description)})["default"]
    wrapper = DatabaseWrapper({**configured, "GATE": Gate(1, SECONDS)}, "probe")
    connection = wrapper.get_new_connection(wrapper.get_connection_params())
    connection.autocommit = True
    try:
        yield connection
    finally:
        connection.close()
