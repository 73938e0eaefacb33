"""The officers' search, and lists with tabs, over a million dossiers and 100,000 questions.

Asked over HTTP, signed in, from a server as production has it, as a leader of a commune and of the
province. Each search is asked again and again; 95 of 100 answers come within the figure.
"""

import math
from collections.abc import Iterator

from django.urls import reverse

from benchmarks.databases import connected_to, copy_of
from benchmarks.keys import new_keys, unlimited
from benchmarks.measuring import report_progress, say
from benchmarks.parts.officers_lists import OFFICES, fill, office_of
from benchmarks.report import Row, at_most
from benchmarks.signed_in_officers import WARM_UP, found_of, officer, page_of, serving_officers
from benchmarks.signed_in_officers import signed_in as cookie_of

DOSSIERS, QUESTIONS = 1_000_000, 100_000
SMALLER = 50
LIMIT = 200  # milliseconds, p95
TIMES, TIMES_SMALL = 40, 3
SEARCHES = (
    "nguyen",
    "Nguyễn Thị Bưởi",
    "thi buoi",
    "quynh",
    "vu an",
    "an",
    "zzyzx",
    "G01.123",
    "G01.123.909-261101-000123",
    "4321",
    "lam lai the can cuoc",
    "nguoi so 4321",
    "tam tru",
    "cong an phuong",
    "qua han",
    "",
)
LISTS = {
    "dossiers as they open": ("dossiers_dossier", ""),
    "late dossiers": ("dossiers_dossier", "due=late"),
    "dossiers by due time, backwards": ("dossiers_dossier", "o=-4"),
    "questions as they open": ("feedback_question", ""),
}


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield p95 of the searches and of the lists, by kind of officer."""
    keys, fewer = new_keys(), SMALLER if small else 1
    with copy_of(database, "desk_search") as url:
        with connected_to(url):
            say(f"making {DOSSIERS // fewer:,} dossiers and {QUESTIONS // fewer:,} questions")
            fill(DOSSIERS // fewer, QUESTIONS // fewer)
            cookies = {who: cookie_of(officer("Lãnh đạo", office_of(who))) for who in OFFICES}
        with serving_officers(url, {**keys, **unlimited("DESK_SEARCH")}) as server:
            numbers = range(-WARM_UP, TIMES_SMALL if small else TIMES)
            for who, cookie in cookies.items():
                asked = report_progress(f"searches of {who}", SEARCHES, len(SEARCHES))
                times = {
                    typed: [t for n in numbers if (t := found_of(server, cookie, typed)) and n >= 0]
                    for typed in asked
                }
                yield from _rows(f"search in {who}", times)
                pages = {
                    name: [
                        taken
                        for n in numbers
                        if (taken := page_of(server, cookie, _address(*where))) and n >= 0
                    ]
                    for name, where in LISTS.items()
                }
                yield from _rows(f"list with tabs in {who}", pages, target=False)


def _address(model: str, query: str) -> str:
    return f"{reverse(f'admin:{model}_changelist')}?{query}"


def _rows(what: str, times: dict[str, list[float]], *, target: bool = True) -> Iterator[Row]:
    """Yield p95 of all and of the slowest, from milliseconds."""
    every = [taken for one in times.values() for taken in one]
    slowest = max(times, key=lambda name: _p95(times[name]))
    if target:
        yield at_most(f"{what}, p95 of all", _p95(every), LIMIT, " ms")
    else:
        yield Row(f"{what}, p95 of all", _p95(every), " ms")
    yield Row(f"– the slowest: «{slowest}», p95", _p95(times[slowest]), " ms")


def _p95(times: list[float]) -> float:
    return sorted(times)[max(0, math.ceil(0.95 * len(times)) - 1)]
