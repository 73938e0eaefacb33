"""How soon a new server answers, and how soon every process serves what was published."""

from collections.abc import Iterator

from benchmarks.publications import publish_change, seconds_until_served, wake
from benchmarks.report import Row, at_most
from benchmarks.servers import serving


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about start and publication; of several tries the slowest counts."""
    started: list[float] = []
    served: list[float] = []
    for _time in range(1 if small else 3):
        with serving(database) as server:
            started.append(server.started)
            wake(server)
            served.append(seconds_until_served(server, publish_change()))
    yield at_most("start of the server to its first search", max(started), 5, " s")
    yield at_most("publication until every worker serves it", max(served), 5, " s")
