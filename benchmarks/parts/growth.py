"""What years of dossiers add to an answer, and what the night's retention lets others wait.

Databases with 10 thousand, a million and 10 million dossiers, each with five events, are filled by
SQL and served, and one client asks one after the other, so that noise meets all. Citizens have
twenty dossiers each, spread over all the years; leaders of a commune and of the province are signed
in with the second factor proved. What a commune has to do is the same in all.
"""

import contextlib
import json
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from benchmarks.asking import Request, seconds
from benchmarks.databases import connected_to, copy_of
from benchmarks.dossier_rows import EACH, PEOPLE, Owner
from benchmarks.growth_rows import EVENTS, fill_with_years
from benchmarks.keys import new_keys, unlimited
from benchmarks.measuring import report_progress, say
from benchmarks.nightly import retention_beside_writers
from benchmarks.report import Row, at_most
from benchmarks.servers import Server
from benchmarks.settings import NEVER_REACHED
from benchmarks.signed_in_officers import officer, serving_officers, signed_in
from dossiers.models import Dossier
from foundation.desk.roles import Role
from offices.models import Office

SIZES, SIZES_SMALL = (10_000, 1_000_000, 10_000_000), (10_000, 20_000, 40_000)
SHARE = 1.3
REPEATS, REPEATS_SMALL = 200, 4
WARM_UP = 20
LIST, LOOKUP = "/api/v1/dossiers/", "/api/v1/dossiers/lookup/"
# What officers ask for, by the query of the list.
LISTS = {
    "as it opens": "",
    "all": "part=all",
    "ended": "part=over",
    "late": "due=late",
    "one state": "status__exact=processing",
    "a code": "q={code}",
}


@dataclass(frozen=True)
class Filled:
    """A database with dossiers: its address, the citizens and officers to ask as."""

    url: str
    total: int
    owners: Sequence[Owner]
    cookies: Mapping[str, str] = field(repr=False)
    keys: Sequence[int]  # of dossiers that the commune's leader sees

    def requests(self, number: int) -> Mapping[str, Request]:
        """Return the request of each kind that is sent as the `number`-th."""
        owner = self.owners[number % PEOPLE]
        code = list(owner.codes.values())[number // PEOPLE % EACH]
        bearer = {"Authorization": f"Bearer {owner.token}", "Content-Type": "application/json"}
        looked_up = json.dumps({"code": code, "phone_last4": owner.phone[-4:]}).encode()
        page = reverse("admin:dossiers_dossier_change", args=[self.keys[number % len(self.keys)]])
        return {
            "look-up": Request(LOOKUP, bearer, looked_up),
            "detail": Request(f"{LIST}{code}/", bearer),
            "a citizen's list": Request(LIST, bearer),
            "an officer's page of one dossier": Request(page, {"Cookie": self.cookies["commune"]}),
            **dict(self._lists(code)),
        }

    def _lists(self, code: str) -> Iterator[tuple[str, Request]]:
        address = reverse("admin:dossiers_dossier_changelist")
        for who, cookies in self.cookies.items():
            for name, query in LISTS.items():
                path = f"{address}?{query.format(code=code)}"
                yield f"list of the {who}, {name}", Request(path, {"Cookie": cookies})


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about size and about the night."""
    keys = {**new_keys(), **unlimited("LOOKUP", "CITIZEN")}
    keys["LOOKUP_TRIES"] = str(NEVER_REACHED)
    with contextlib.ExitStack() as stack:
        sizes = SIZES_SMALL if small else SIZES
        filled = [stack.enter_context(_filled(database, number)) for number in sizes]
        yield from _rows_about_size(filled, keys, REPEATS_SMALL if small else REPEATS)
        largest = filled[-1]
        yield from retention_beside_writers(largest.url, keys, largest.requests, small=small)


@contextlib.contextmanager
def _filled(database: str, number: int) -> Iterator[Filled]:
    with copy_of(database, f"growth_{number}") as url:
        say(f"making {number:,} dossiers with {number * EVENTS:,} events")
        with connected_to(url):
            yield known(url, number, fill_with_years(number))


def known(url: str, number: int, owners: Sequence[Owner]) -> Filled:
    """Return whom to ask as in the database at `url`, to which this process is connected."""
    leaders = {kind.value: _leader(kind) for kind in (Office.Kind.COMMUNE, Office.Kind.PROVINCE)}
    seen = Dossier.objects.filter(office=_first(Office.Kind.COMMUNE)).order_by("-pk")
    keys = list(seen.values_list("pk", flat=True)[:1000])[::10]
    return Filled(url, number, owners, leaders, keys)


def _first(kind: Office.Kind) -> Office:
    office: Office = Office.objects.filter(kind=kind).order_by("pk")[:1].get()
    return office


def _leader(kind: Office.Kind) -> str:
    """Return the cookies of a leader of the first office of this kind."""
    return signed_in(officer(Role.LEADER, _first(kind)))


def _rows_about_size(
    filled: Sequence[Filled], keys: Mapping[str, str], repeats: int
) -> Iterator[Row]:
    """Yield, for each kind of request, what the larger databases take of the smallest one."""
    with contextlib.ExitStack() as stack:
        served = [
            (stack.enter_context(serving_officers(one.url, dict(keys))), one) for one in filled
        ]
        taken = _alternately(served, repeats)
    for kind in taken[0]:
        few, *larger = (statistics.median(times[kind]) for times in taken)
        for one, took in zip(filled[1:], larger, strict=True):
            what = f"{kind}: {one.total:,} dossiers ÷ {filled[0].total:,}, p50"
            yield at_most(what, took / few, SHARE)
        yield Row(f"– p50 with {filled[-1].total:,}", larger[-1] * 1000, " ms")


def _alternately(
    served: Sequence[tuple[Server, Filled]], repeats: int
) -> list[dict[str, list[float]]]:
    """Return the seconds of every answer of each kind, of each server.

    The first ones, for which pages are read and templates compiled, do not count.
    """
    taken: list[dict[str, list[float]]] = [{} for _one in served]
    numbers = range(-WARM_UP, repeats)
    for number in report_progress("requests of each kind", numbers, len(numbers)):
        for (server, filled), times in zip(served, taken, strict=True):
            for kind, request in filled.requests(number % (PEOPLE * EACH)).items():
                took = seconds(server, request)
                if number >= 0:
                    times.setdefault(kind, []).append(took)
    return taken
