"""How many answers a second for what was asked before, as ratios to contenders."""

from collections.abc import Iterator

from benchmarks.bare_views import BareViews, bare_views
from benchmarks.report import Row, at_least
from benchmarks.servers import SEARCH, Server, serving
from benchmarks.wrk import Comparison, Rounds, Target, compare, figures, rounds_for

LIST = "/api/v1/procedures/"
PATHS = {"detail": "/api/v1/procedures/tthc-1-001456/", "list": LIST, "search": SEARCH}
# The project without heartbeats: an application of the benchmarks sends none either.
UNWATCHED = "police_portal.wsgi:handler"
# So many new connections meet both workers.
WARM_UP = 10


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about answers a second."""
    rounds = rounds_for(small=small)
    with serving(database) as server, bare_views(database, server, PATHS) as bare:
        yield from _asked_before(server, bare, rounds, 5 if small else 40)
        yield from _conditional(server, bare, rounds)
    yield from _counting(database, rounds)


def _asked_before(server: Server, bare: BareViews, rounds: Rounds, times: int) -> Iterator[Row]:
    contenders = {}
    for name, path in PATHS.items():
        contenders[name] = Target(server, path)
        contenders[f"bare {name}"] = Target(bare.fixed, bare.path(name, path))
        contenders[f"{name} without layers"] = Target(bare.without, bare.path(name, path))
    runs = compare(contenders, rounds)
    for opponent, words, target in (
        ("bare {}", "bare view", 0.8),
        ("{} without layers", "Django view without middleware", 0.65),
    ):
        for name in PATHS:
            yield from _compared(runs, name, opponent.format(name), words, target)
    for name in contenders:
        yield figures(runs, name)
    yield from _ordinary(runs.typical("list").cpu, bare.fixed, times)


def _compared(
    runs: Comparison, name: str, against: str, words: str, target: float
) -> Iterator[Row]:
    what = f"{name} asked before ÷ {words}"
    yield at_least(f"{what}, by computing time", runs.less_computing(name, against), target)
    yield Row("– by answers a second", runs.ratio(name, against))


def _conditional(server: Server, bare: BareViews, rounds: Rounds) -> Iterator[Row]:
    etag = server.get(SEARCH).headers["etag"]
    assert server.get(SEARCH, {"If-None-Match": etag}).status == 304
    contenders = {
        "304": Target(server, SEARCH, headers=(f"If-None-Match: {etag}",)),
        "200": Target(bare.fixed, bare.path("search", SEARCH)),
    }
    runs = compare(contenders, rounds)
    what = "304 ÷ bare view's 200, by computing time"
    yield at_least(what, runs.less_computing("304", "200"), 0.8)
    yield Row("304, with its head", runs.typical("304").bytes, " bytes")


def _ordinary(ours: float, server: Server, times: int) -> Iterator[Row]:
    """Yield how much more ordinary lists compute than `ours`, in microseconds for one answer."""
    for name, what, target in (
        ("nested", "the list in ordinary DRF", 100),
        ("cards", "the same cards in ordinary DRF", None),
    ):
        path = f"/api/v1/ordinary/{name}/"
        for _time in range(WARM_UP):
            assert server.get(path).status == 200, path
        before = server.computed()
        for _time in range(times):
            server.get(path)
        theirs = (server.computed() - before) / times * 1_000_000
        yield Row(f"list asked before ÷ {what}, by computing time", theirs / ours, " ×", target)


def _counting(database: str, rounds: Rounds) -> Iterator[Row]:
    with (
        serving(database, UNWATCHED) as counted,
        serving(database, "benchmarks.opponents.uncounted:application") as uncounted,
    ):
        contenders = {
            "counted": Target(counted, SEARCH),
            "uncounted": Target(uncounted, SEARCH),
        }
        runs = compare(contenders, rounds)
    what = "search counted ÷ not counted, by computing time"
    yield at_least(what, runs.less_computing("counted", "uncounted"), 0.95)
