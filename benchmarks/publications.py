"""Publishes changes of a procedure, and waits until every worker of a server serves them."""

import itertools
import time

from benchmarks.servers import Server
from procedures import actions
from procedures.models import Procedure

PROCEDURE = "tthc-1-001456"
PATH = f"/api/v1/procedures/{PROCEDURE}/"
# New connections go to either worker: that this many in a row miss one of them happens
# once in 2^40 times.
IN_A_ROW = 40
LIMIT = 30
_numbers = itertools.count(1)


def publish_change(*, of_name: bool = True) -> int:
    """Change a procedure's name, or else a condition, and publish it; return the version's number.

    A name changes the search index, anything else that citizens read does not.
    """
    text = f"Làm hộ chiếu phổ thông, lần đo {next(_numbers)}"
    change = {"short_name": text} if of_name else {"conditions": [text]}
    Procedure.objects.filter(pk=PROCEDURE).update(**change)
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


def wake(server: Server) -> None:
    """Let every worker load its snapshot."""
    for _number in range(IN_A_ROW):
        server.get(PATH)
