"""The primary is lost while people read and a connector writes; its standby takes over.

Once its processes are killed, once they are stopped and say nothing more, as on a machine that is
cut off. Who promotes, and after which time, is Patroni's or the operator's; here it is at once.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from django.db import connection

from benchmarks.interrupted_load import People, answers_and_losses
from benchmarks.keys import new_keys, unlimited
from benchmarks.report import Row, at_most
from benchmarks.servers import serving
from police_portal.settings import database as described
from tests import private_postgres

# An operator may lose ten seconds; what this service itself adds to the promotion:
AFTERWARDS = 1.0  # where the lost primary refuses: nothing is waited for
# Where it says nothing: five seconds until a request throws its connection away, two for each
# attempt to connect to it.
AFTERWARDS_OF_SILENCE = 8.0
DURABLE = ("fsync=on", "synchronous_commit=on")


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about a primary that is killed, and about one that hangs."""
    seconds = 4.0 if small else 12.0
    yield from _failover(database, "killed", seconds, AFTERWARDS)
    yield from _failover(database, "hanging", seconds, AFTERWARDS_OF_SILENCE)


def _failover(database: str, how: str, seconds: float, allowed: float) -> Iterator[Row]:
    environment = {**new_keys(), **unlimited("CITIZEN", "CONNECTOR")}
    # Until the end: a primary that woke up would take writes that nobody else has.
    with _pair(database) as (primary, standby), ExitStack() as for_good:
        url = _address((primary, standby), database.rpartition("/")[2])
        with _turned_to(described(url)):
            people = People(f"failover-{how}")
            with serving(url, environment=environment) as server, people.going_on(server):
                connection.close()
                lost = time.monotonic()
                for_good.enter_context(_LOSSES[how](primary))
                private_postgres.promote(_bin_dir(), standby)
                promoted = time.monotonic()
                time.sleep(seconds)
            refused = [moment for moment in people.seen.refused if moment >= lost]
            yield Row(f"primary {how}: the standby took over after", promoted - lost, " s")
            yield Row("… 503 from the loss on, for", max(refused, default=lost) - lost, " s")
            yield at_most(
                "… requests still refused after it had taken over, at the longest",
                max(0.0, max(refused, default=promoted) - promoted),
                allowed,
                " s",
            )
            yield from answers_and_losses(people.seen, people.writers)


def _killed(folder: str) -> AbstractContextManager[None]:
    private_postgres.stop(_bin_dir(), folder)
    return nullcontext()


_LOSSES: Mapping[str, Callable[[str], AbstractContextManager[None]]] = {
    "killed": _killed,
    "hanging": private_postgres.stopped,
}


@contextmanager
def _pair(database: str) -> Iterator[tuple[str, str]]:
    """Give the folders of a primary with the contents of `database`, and of its standby.

    Commits wait until the standby has them on its disk.
    """
    original = unquote(urlsplit(database).netloc.rpartition("@")[2])
    with private_postgres.standby(_bin_dir(), original, *DURABLE) as primary:
        private_postgres.promote(_bin_dir(), primary)
        with private_postgres.standby(_bin_dir(), primary, *DURABLE) as standby:
            _wait_for_standby(primary)
            yield primary, standby


def _wait_for_standby(folder: str) -> None:
    with _turned_to(described(_address((folder,), "postgres"))), connection.cursor() as cursor:
        cursor.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
        cursor.execute("SELECT pg_reload_conf()")


@contextmanager
def _turned_to(description: Mapping[str, Any]) -> Iterator[None]:
    """Let this process ask another server while the block runs."""
    former = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(description)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(former)


def _address(folders: tuple[str, ...], name: str) -> str:
    places = ",".join(quote(folder, safe="") for folder in folders)
    return f"postgres://portal@{places}/{name}?target_session_attrs=read-write"


def _bin_dir() -> Path:
    found = private_postgres.binaries()
    if found is None:
        raise RuntimeError("PostgreSQL runs here, so there are binaries.")
    return found
