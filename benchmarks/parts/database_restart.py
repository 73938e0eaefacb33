"""The database is restarted while people read and a connector writes: nothing may be lost."""

import time
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

from django.db import connection

from benchmarks.interrupted_load import People, Seen, Writer, answers_and_losses
from benchmarks.keys import new_keys, unlimited
from benchmarks.report import Row, at_most
from benchmarks.servers import serving
from tests import private_postgres

AFTERWARDS = 1.0  # within which everything has to be answered again once the database is there
HOW = ("fast", "immediate")  # told to stop, and killed


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about a restart."""
    environment = {**new_keys(), **unlimited("CITIZEN", "CONNECTOR")}
    folder = unquote(urlsplit(database).netloc.rpartition("@")[2])
    _keep_what_is_committed()
    people = People("restart")
    with serving(database, environment=environment) as server, people.going_on(server):
        seconds = 2.0 if small else 6.0
        outages = [_outage(folder, how, people.seen, seconds) for how in HOW]
    yield from _rows_about(outages, people.seen, people.writers)


def _keep_what_is_committed() -> None:
    """Make commits wait for the disk, as in production.

    The private server otherwise answers before it has written them, and it is killed here.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f'ALTER DATABASE "{connection.settings_dict["NAME"]}" SET synchronous_commit = on'
        )


def _outage(folder: str, how: str, seen: Seen, seconds: float) -> tuple[float, float]:
    """Restart the database.

    Return the seconds for which it was away, and those after which a request was still refused.
    """
    connection.close()
    begun = time.monotonic()
    private_postgres.restart(folder, how=how)
    back = time.monotonic()
    time.sleep(seconds)
    last = max((moment for moment in seen.refused if moment >= begun), default=begun)
    return back - begun, max(0.0, last - back)


def _rows_about(
    outages: Sequence[tuple[float, float]], seen: Seen, writers: Sequence[Writer]
) -> Iterator[Row]:
    for how, (took, _after) in zip(HOW, outages, strict=True):
        yield Row(f"database restarted under load ({how}): it was away for", took, " s")
    yield at_most(
        "… requests still refused after it was back, at the longest",
        max(after for _took, after in outages),
        AFTERWARDS,
        " s",
    )
    yield from answers_and_losses(seen, writers)
