"""How many answers a second, as ratios to contenders in the same minute."""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.different_searches import addresses, different_queries
from benchmarks.report import Row, at_least
from benchmarks.servers import SEARCH, Server, serving
from benchmarks.wrk import Rounds, Target, compare, figures, rounds_for

LIST = "/api/v1/procedures/"
PATHS = {"detail": "/api/v1/procedures/tthc-1-001456/", "list": LIST, "search": SEARCH}
DIFFERENT = 2000
# Headers that differ between any two answers.
_OWN = ("x-request-id", "date")


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about answers a second."""
    rounds = rounds_for(small=small)
    with (
        tempfile.TemporaryDirectory(prefix="police_portal_bench_") as folder,
        serving(database) as server,
    ):
        different = Path(folder, "different.txt")
        different.write_text(addresses(different_queries(DIFFERENT)), encoding="ascii")
        answers = Path(folder, "answers")
        etag = _keep_answers(server, answers)
        with _opponents(database, answers) as opponents:
            _same_answers(server, opponents)
            yield from _asked_before(server, opponents, rounds)
            yield from _conditional(server, opponents, etag, rounds)
            yield from _different(database, (server, opponents), different, rounds)
        yield from _counting(database, server, rounds)


@contextlib.contextmanager
def _opponents(database: str, answers: Path) -> Iterator[Server]:
    environment = {
        "DJANGO_SETTINGS_MODULE": "benchmarks.opponents.settings",
        "BENCH_ANSWERS": str(answers),
    }
    with serving(database, first="/health/live/", environment=environment) as server:
        yield server


def _keep_answers(server: Server, folder: Path) -> str:
    """Write the server's answers to `folder` for the bare view; return the last one's ETag."""
    folder.mkdir()
    for name, path in PATHS.items():
        answer = server.get(path)
        (folder / f"{name}.json").write_bytes(answer.body)
    return answer.headers["etag"]


def _bare(name: str) -> str:
    """Return the bare view's address, with the same query, which middleware looks at."""
    query = PATHS[name].partition("?")[2]
    return f"/api/v1/bare/{name}/" + (f"?{query}" if query else "")


def _same_answers(server: Server, opponents: Server) -> None:
    """Make sure that bare view and project send the same bytes under the same headers."""
    for name, path in PATHS.items():
        ours, theirs = server.get(path), opponents.get(_bare(name))
        heads = [
            {key: value for key, value in answer.headers.items() if key not in _OWN}
            for answer in (ours, theirs)
        ]
        assert heads[0] == heads[1], (name, heads)
        assert ours.body == theirs.body, name


def _asked_before(server: Server, opponents: Server, rounds: Rounds) -> Iterator[Row]:
    contenders = {name: Target(server, path) for name, path in PATHS.items()}
    contenders |= {f"bare {name}": Target(opponents, _bare(name)) for name in PATHS}
    contenders |= {
        f"DRF {name}": Target(opponents, f"/api/v1/ordinary/{name}/", slow=True)
        for name in ("nested", "cards")
    }
    runs = compare(contenders, rounds)
    for name in PATHS:
        yield at_least(f"{name} asked before ÷ bare view", runs.ratio(name, f"bare {name}"), 0.8)
        yield Row("– the same by computing time", runs.less_computing(name, f"bare {name}"))
    for name in PATHS:
        yield at_least(
            f"{name} asked before ÷ the list in ordinary DRF",
            runs.ratio(name, "DRF nested"),
            100,
            " ×",
        )
    yield Row(
        "list asked before ÷ the same cards in ordinary DRF", runs.ratio("list", "DRF cards"), " ×"
    )
    for name in contenders:
        yield figures(runs, name)


def _conditional(server: Server, opponents: Server, etag: str, rounds: Rounds) -> Iterator[Row]:
    contenders = {
        "304": Target(server, PATHS["search"], headers=(f"If-None-Match: {etag}",)),
        "200": Target(opponents, _bare("search")),
    }
    assert server.get(PATHS["search"], {"If-None-Match": etag}).status == 304
    runs = compare(contenders, rounds)
    yield at_least("304 ÷ bare view's 200", runs.ratio("304", "200"), 0.8)
    yield Row("304, with its head", runs.typical("304").bytes, " bytes")
    yield figures(runs, "304")


def _different(
    database: str, servers: tuple[Server, Server], different: Path, rounds: Rounds
) -> Iterator[Row]:
    server, opponents = servers
    with serving(database, "benchmarks.opponents.forgetful:application") as forgetful:
        contenders = {
            "each new": Target(forgetful, LIST, suffixes=different),
            "with memory": Target(server, LIST, suffixes=different),
            "bare view": Target(opponents, "/api/v1/bare/search/", suffixes=different),
        }
        runs = compare(contenders, rounds)
    yield at_least(
        f"{DIFFERENT:,} different searches, each worked out ÷ bare view",
        runs.ratio("each new", "bare view"),
        0.35,
    )
    yield Row("– the same by computing time", runs.less_computing("each new", "bare view"))
    yield Row(
        f"{DIFFERENT:,} different searches, memory as shipped ÷ bare view",
        runs.ratio("with memory", "bare view"),
    )
    for name in contenders:
        yield figures(runs, name, "different searches, ")


def _counting(database: str, server: Server, rounds: Rounds) -> Iterator[Row]:
    with serving(database, "benchmarks.opponents.uncounted:application") as uncounted:
        contenders = {
            "counted": Target(server, PATHS["search"]),
            "uncounted": Target(uncounted, PATHS["search"]),
        }
        runs = compare(contenders, rounds)
    yield at_least("search counted ÷ not counted", runs.ratio("counted", "uncounted"), 0.95)
    yield Row("– the same by computing time", runs.less_computing("counted", "uncounted"))
