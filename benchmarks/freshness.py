"""How soon a new server answers, and how soon every process serves what was published."""

import itertools
import time
from collections.abc import Iterator

from benchmarks.report import Row, at_most
from benchmarks.servers import Server, serving
from procedures import actions
from procedures.models import Procedure

PROCEDURE = "tthc-1-001456"
PATH = f"/api/v1/procedures/{PROCEDURE}/"
# New connections go to either worker: that this many in a row miss one of them happens once in
# 2^40.
IN_A_ROW = 40
LIMIT = 30
_numbers = itertools.count(1)


def publish_change(*, of_name: bool = True) -> int:
    """Change a procedure's name, or else one of its conditions, and publish it.

    Return the number of the new version.

    A name changes the search index, anything else that citizens read does not.
    """
    text = f"Làm hộ chiếu phổ thông, lần đo {next(_numbers)}"
    Procedure.objects.filter(pk=PROCEDURE).update(
        **({"short_name": text} if of_name else {"conditions": [text]})
    )
    version = actions.publish(PROCEDURE, None, "Đo")
    assert version is not None
    return version.number


def seconds_until_served(server: Server, number: int) -> float:
    """Return the seconds from now until every worker serves version `number`."""
    begun = time.perf_counter()
    since = begun
    in_a_row = 0
    mark = f'"version":{{"number":{number},'.encode()
    while in_a_row < IN_A_ROW and time.perf_counter() - begun < LIMIT:
        asked = time.perf_counter()
        fresh = mark in server.get(PATH).body
        in_a_row = in_a_row + 1 if fresh else 0
        since = asked if in_a_row == 1 else since
        time.sleep(0.005)
    return since - begun if in_a_row == IN_A_ROW else float(LIMIT)


def measure(database: str, times: int) -> Iterator[Row]:
    """Yield the rows about start and publication; of several tries the slowest counts."""
    started: list[float] = []
    served: list[float] = []
    for _ in range(times):
        with serving(database) as server:
            started.append(server.started)
            server.get(PATH)
            _wake(server)
            served.append(seconds_until_served(server, publish_change()))
    yield at_most("start of the server to its first search", max(started), 5, " s")
    yield at_most("publication until every worker serves it", max(served), 5, " s")


def _wake(server: Server) -> None:
    """Let every worker load its snapshot."""
    for _ in range(IN_A_ROW):
        server.get(PATH)
