"""What a search costs that nobody asked before, as a ratio to a view that only returns bytes."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bare_views import bare_views
from benchmarks.different_searches import addresses, different_queries
from benchmarks.report import Row, at_most
from benchmarks.servers import SEARCH, serving
from benchmarks.wrk import Comparison, Target, compare, figures, rounds_for

LIST = "/api/v1/procedures/"
DIFFERENT = 2000


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about new searches."""
    with (
        tempfile.NamedTemporaryFile("w", prefix="police_portal_bench_") as different,
        serving(database) as server,
        serving(database, "benchmarks.opponents.forgetful:application") as forgetful,
        bare_views(database, server, {"search": SEARCH}) as bare,
    ):
        different.write(addresses(different_queries(DIFFERENT)))
        different.flush()
        suffixes = Path(different.name)
        contenders = {
            "each new": Target(forgetful, LIST, suffixes=suffixes),
            "with memory": Target(server, LIST, suffixes=suffixes),
            "bare view": Target(bare.fixed, "/api/v1/bare/search/", suffixes=suffixes),
        }
        runs = compare(contenders, rounds_for(small=small))
    yield from _rows(runs)
    for name in contenders:
        yield figures(runs, name, "different searches, ")


def _rows(runs: Comparison) -> Iterator[Row]:
    what = f"{DIFFERENT:,} different searches"
    computed = 1 / runs.less_computing("each new", "bare view")
    yield at_most(
        f"{what}, each new: processor time beyond the bare view's ÷ that", computed - 1, 1.8, " ×"
    )
    yield Row("– all of it ÷ the bare view's", computed, " ×")
    yield Row("– answers a second ÷ bare view", runs.ratio("each new", "bare view"))
    remembered = runs.less_computing("with memory", "bare view")
    yield Row(f"{what}, memory as shipped ÷ bare view, by computing time", remembered)
