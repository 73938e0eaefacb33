"""What an answer about a citizen's dossiers costs among 10 thousand and among 5 million.

Two copies of the database are filled by SQL, each is served, and one client asks now the one,
now the other, so that noise meets both. The citizens asked for have twenty dossiers each, spread
over the whole table.
"""

import contextlib
import http.client
import json
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.databases import connected_to, copy_of
from benchmarks.dossier_rows import EACH, EVENTS, PEOPLE, Owner, fill_with_dossiers
from benchmarks.keys import new_keys
from benchmarks.measuring import report_progress, say
from benchmarks.report import Row, at_least, at_most
from benchmarks.servers import Server, serving
from benchmarks.statements import count_statements
from benchmarks.wrk import Rounds, Target, compare, figures, rounds_for
from citizens.login import sessions

FEW, MANY, MANY_SMALL = 10_000, 5_000_000, 20_000
SHARE = 1.3
REPEATS, REPEATS_SMALL = 400, 3
LIST, LOOKUP = "/api/v1/dossiers/", "/api/v1/dossiers/lookup/"


@dataclass(frozen=True)
class Request:
    """What one client sends with a citizen's token."""

    method: str
    path: str
    token: str
    body: bytes = b""


@dataclass(frozen=True)
class Filled:
    """A database with dossiers: its address, and the citizens to ask about."""

    url: str
    owners: Sequence[Owner]

    def requests(self, number: int) -> Mapping[str, Request]:
        """Return the request of each kind that is sent as the `number`-th."""
        owner = self.owners[number % PEOPLE]
        code = list(owner.codes.values())[number // PEOPLE % EACH]
        body = json.dumps({"code": code, "phone_last4": owner.phone[-4:]}).encode()
        return {
            "look-up": Request("POST", LOOKUP, owner.token, body),
            "detail": Request("GET", f"{LIST}{code}/", owner.token),
            "my list": Request("GET", LIST, owner.token),
        }


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about size."""
    environment = new_keys()
    many = MANY_SMALL if small else MANY
    with _filled(database, "few", FEW) as few, _filled(database, "many", many) as large:
        queries = _queries(few), _queries(large)
        with (
            serving(few.url, environment=environment) as one,
            serving(large.url, environment=environment) as other,
        ):
            repeats = REPEATS_SMALL if small else REPEATS
            times = _alternately((one, few), (other, large), repeats)
        yield from _rows_about(many, queries, times)
        yield from _against_bare(large, environment, queries[1]["my list"], rounds_for(small=small))


@contextlib.contextmanager
def _filled(database: str, name: str, number: int) -> Iterator[Filled]:
    with copy_of(database, name) as url:
        say(f"making {number:,} dossiers with {number * EVENTS:,} events")
        with connected_to(url):
            owners = fill_with_dossiers(number)
        yield Filled(url, owners)


def _rows_about(
    many: int,
    queries: tuple[Mapping[str, int], Mapping[str, int]],
    times: tuple[Mapping[str, list[float]], Mapping[str, list[float]]],
) -> Iterator[Row]:
    """Yield the rows of each kind of request from its queries and seconds, few and many."""
    size = f"{many:,} dossiers, {many * EVENTS:,} events"
    for kind in times[0]:
        few, large = (statistics.median(taken[kind]) for taken in times)
        yield at_most(f"{kind}, {size} ÷ {FEW:,} dossiers, p50", large / few, SHARE)
        yield Row(f"– p50 with {many:,}", large * 1000, " ms")
        asked = f"– queries more than with {FEW:,}; {queries[1][kind]} there"
        yield at_most(asked, abs(queries[1][kind] - queries[0][kind]), 0)


def _queries(filled: Filled) -> dict[str, int]:
    """Count the statements of each kind of request, sent for the second time."""
    with connected_to(filled.url):
        for request in filled.requests(0).values():
            _statements(request)
        return {kind: _statements(request) for kind, request in filled.requests(0).items()}


def _statements(request: Request) -> int:
    session = {"authorization": f"Bearer {request.token}"}
    return count_statements(request.method, request.path, request.body, session)


def _alternately(
    few: tuple[Server, Filled], large: tuple[Server, Filled], repeats: int
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Return the seconds of every answer of each kind, over few and over many.

    A first round, in which pages are read and proofs written, does not count.
    """
    taken: tuple[dict[str, list[float]], dict[str, list[float]]] = ({}, {})
    with contextlib.ExitStack() as stack:
        lines = [stack.enter_context(_line(server)) for server, _filled in (few, large)]
        numbers = range(-min(PEOPLE, repeats), repeats)
        for number in report_progress("requests of each kind", numbers, len(numbers)):
            for line, (_server, filled), times in zip(lines, (few, large), taken, strict=True):
                for kind, request in filled.requests(number % (PEOPLE * EACH)).items():
                    took = _seconds(line, request)
                    if number >= 0:
                        times.setdefault(kind, []).append(took)
    return taken


def _line(server: Server) -> "contextlib.closing[http.client.HTTPConnection]":
    return contextlib.closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=20))


def _seconds(line: http.client.HTTPConnection, request: Request) -> float:
    headers = {"Authorization": f"Bearer {request.token}", "Content-Type": "application/json"}
    begun = time.perf_counter()
    line.request(request.method, request.path, request.body or None, headers)
    answer = line.getresponse()
    content = answer.read()
    took = time.perf_counter() - begun
    assert answer.status == http.HTTPStatus.OK, (request.path, answer.status, content)
    return took


def _against_bare(
    filled: Filled, environment: dict[str, str], queries: int, rounds: Rounds
) -> Iterator[Row]:
    """Yield the rows of the list against a view that asks the database as often."""
    token = filled.owners[0].token
    with (
        serving(filled.url, environment=environment) as server,
        _bare(filled.url, environment, token, queries) as opponents,
    ):
        answer = server.get(LIST, {"Authorization": f"Bearer {token}"})
        assert len(json.loads(answer.body)["results"]) == EACH
        contenders = {
            "my list": Target(server, LIST, headers=(f"Authorization: Bearer {token}",)),
            "bare": Target(opponents, "/api/v1/bare/look-ups/"),
        }
        runs = compare(contenders, rounds)
    what = f"my list of {EACH} ÷ bare view with {queries} primary-key queries"
    yield at_least(what, runs.ratio("my list", "bare"), 0.3)
    yield Row("– the same by computing time", runs.less_computing("my list", "bare"))
    for name in contenders:
        yield figures(runs, name)


@contextlib.contextmanager
def _bare(url: str, environment: dict[str, str], token: str, queries: int) -> Iterator[Server]:
    session = sessions.read(token)
    assert session is not None
    bare = {
        "DJANGO_SETTINGS_MODULE": "benchmarks.opponents.settings",
        "BENCH_CITIZEN": str(session.citizen_id),
        "BENCH_QUERIES": str(queries),
        "BENCH_ANSWERS": "/nowhere",
    }
    with serving(url, first="/health/live/", environment={**environment, **bare}) as server:
        yield server
