"""What reports cost among 10 thousand and among a million: their senders' pages, and the queue.

Two copies of the database are filled by SQL, each is served, and one client asks now the one, now
the other, so that noise meets both. Senders have twenty reports each and secrets of twenty more,
spread over the whole table; officers are leaders of a commune and of the province, signed in with
the second factor proved, and both see full pages in either.
"""

import contextlib
import http.client
import json
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.test import override_settings
from django.urls import reverse

from benchmarks.asking import Request
from benchmarks.databases import connected_to, copy_of
from benchmarks.keys import new_keys, unlimited
from benchmarks.measuring import report_progress, say
from benchmarks.report import Row, at_most
from benchmarks.report_rows import CRIMES, EACH, OFFICES, PEOPLE, Sender, fill_with_reports
from benchmarks.servers import Server
from benchmarks.settings import NEVER_REACHED
from benchmarks.signed_in_officers import officer, serving_officers, signed_in
from benchmarks.statements import count_statements
from foundation.desk.roles import Role
from offices.models import Office

FEW, MANY, MANY_SMALL = 10_000, 1_000_000, 20_000
SHARE = 1.3
REPEATS, REPEATS_SMALL = 100, 4
WARM_UP = 10
LIST, LOOKUP = "/api/v1/reports/", "/api/v1/reports/lookup/"
# This process renders pages too, to count their statements; it has not collected their files.
PLAIN_FILES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


@dataclass(frozen=True)
class Filled:
    """A database with reports: its address, how many, the senders and officers to ask as."""

    url: str
    total: int
    senders: Sequence[Sender]
    commune: str = field(repr=False)
    province: str = field(repr=False)

    def requests(self, number: int) -> Mapping[str, Request]:
        """Return the request of each kind that is sent as the `number`-th."""
        sender = self.senders[number % PEOPLE]
        which = number // PEOPLE % EACH
        bearer = {
            "Authorization": f"Bearer {sender.token}",
            "Content-Type": "application/json",
        }
        secret_number, secret = sender.secrets[which]
        looked_up = json.dumps({"number": secret_number, "secret_code": secret}).encode()
        queue = reverse("admin:reports_report_changelist")
        page = reverse("admin:reports_report_change", args=[self._key(number)])
        commune = {"Cookie": self.commune}
        return {
            "a citizen's own list": Request(LIST, bearer),
            "one report": Request(f"{LIST}{sender.own[which]}/", bearer),
            "look-up by number and code": Request(LOOKUP, bearer, looked_up),
            "the queue of a commune": Request(queue, commune),
            "the queue of the province": Request(queue, {"Cookie": self.province}),
            "an officer's page of one report": Request(page, commune),
        }

    def _key(self, number: int) -> int:
        """Return the key of a report that the commune's leader sees: one in as many is."""
        return OFFICES * (1 + CRIMES * (number * 97 % (self.total // OFFICES // CRIMES)))


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about size."""
    keys = {**new_keys(), **unlimited("LOOKUP", "REPORTER", "CITIZEN")}
    keys["LOOKUP_TRIES"] = str(NEVER_REACHED)
    many = MANY_SMALL if small else MANY
    with _filled(database, "few", FEW) as few, _filled(database, "many", many) as large:
        queries = _queries(few), _queries(large)
        with serving_officers(few.url, keys) as one, serving_officers(large.url, keys) as other:
            repeats = REPEATS_SMALL if small else REPEATS
            times = _alternately((one, few), (other, large), repeats)
        yield from _rows_about(many, queries, times)


@contextlib.contextmanager
def _filled(database: str, name: str, number: int) -> Iterator[Filled]:
    with copy_of(database, f"reports_{name}") as url:
        say(f"making {number:,} reports")
        with connected_to(url):
            senders = fill_with_reports(number)
            cookies = [_leader(kind) for kind in (Office.Kind.COMMUNE, Office.Kind.PROVINCE)]
        yield Filled(url, number, senders, *cookies)


def _leader(kind: Office.Kind) -> str:
    """Return the cookies of a leader of the first office of this kind."""
    office = Office.objects.filter(kind=kind).order_by("pk")[:1].get()
    return signed_in(officer(Role.LEADER, office))


def _rows_about(
    many: int,
    queries: tuple[Mapping[str, int], Mapping[str, int]],
    times: tuple[Mapping[str, list[float]], Mapping[str, list[float]]],
) -> Iterator[Row]:
    """Yield the rows of each kind of request from its queries and seconds, few and many."""
    for kind in times[0]:
        few, large = (statistics.median(taken[kind]) for taken in times)
        yield at_most(f"{kind}, {many:,} reports ÷ {FEW:,}, p50", large / few, SHARE)
        yield Row(f"– p50 with {many:,}", large * 1000, " ms")
        asked = f"– queries more than with {FEW:,}; {queries[1][kind]} there"
        yield at_most(asked, abs(queries[1][kind] - queries[0][kind]), 0)


# --- queries -------------------------------------------------------------------------------------


def _queries(filled: Filled) -> dict[str, int]:
    """Count the statements of each kind of request, sent for the second time."""
    with connected_to(filled.url), override_settings(STORAGES=PLAIN_FILES):
        for request in filled.requests(0).values():
            _statements(request)
        return {kind: _statements(request) for kind, request in filled.requests(0).items()}


def _statements(request: Request) -> int:
    return count_statements(request.method, request.path, request.body, request.headers)


# --- times ---------------------------------------------------------------------------------------


def _alternately(
    few: tuple[Server, Filled], large: tuple[Server, Filled], repeats: int
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Return the seconds of every answer of each kind, over few and over many.

    The first ones, for which pages are read and templates compiled, do not count.
    """
    taken: tuple[dict[str, list[float]], dict[str, list[float]]] = ({}, {})
    numbers = report_progress("requests of each kind", range(-WARM_UP, repeats), WARM_UP + repeats)
    for number in numbers:
        for (server, filled), times in zip((few, large), taken, strict=True):
            for kind, request in filled.requests(number % (PEOPLE * EACH)).items():
                took = _seconds(server, request)
                if number >= 0:
                    times.setdefault(kind, []).append(took)
    return taken


def _seconds(server: Server, request: Request) -> float:
    """Send a request on a connection of its own, which the kernel gives to either worker."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    with contextlib.closing(line):
        begun = time.perf_counter()
        line.request(request.method, request.path, request.body or None, dict(request.headers))
        answer = line.getresponse()
        content = answer.read()
        took = time.perf_counter() - begun
    assert answer.status == http.HTTPStatus.OK, (request.path, answer.status, content[:300])
    return took
