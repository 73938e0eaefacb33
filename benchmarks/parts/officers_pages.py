"""Every page of every role over the trial data: none may take much longer than the usual one.

A role's pages are its first page, those of its sidebar, and of each list the form and the first
row that opens. They are asked for over HTTP in turn, from servers as production has them.
"""

import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from itertools import product

from django.contrib.auth.models import User
from django.urls import reverse

from benchmarks.keys import new_keys
from benchmarks.measuring import report_progress
from benchmarks.report import Row, at_most
from benchmarks.servers import Server
from benchmarks.settings import production
from benchmarks.signed_in_officers import page_of, serving_officers, signed_in
from foundation.desk import navigation
from officers.demo_accounts import role_accounts

# How often each page is asked for; the first two rounds do not count.
ROUNDS, ROUNDS_SMALL = range(-2, 5), range(1)
FEW = 12  # pages of a trial with small sizes
LIMIT = 1.5  # of the median of all pages
NAMED = 8  # the slowest pages
Page = tuple[str, str]  # whose, and its address


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the usual page, the slowest ones, and how many take more than the limit."""
    with tempfile.TemporaryDirectory(prefix="police_portal_bench_") as folder:
        settings = {**new_keys(), "DATA_DIR": folder}
        _fill(database, settings)
        names = [name for name, _role in role_accounts()]
        cookies = {name: signed_in(User.objects.get(username=name)) for name in names}
        with serving_officers(database, settings) as server:
            pages = [(who, page) for who in cookies for page in pages_of(server, cookies[who])]
            times = _times(server, cookies, pages[:FEW] if small else pages, small=small)
    yield from _rows_about(times)


def _fill(database: str, settings: Mapping[str, str]) -> None:
    """Set up as `make run` does, with the trial data, which only a trial may write."""
    trial = {**production(database), **settings, "DEBUG": "true", "DEMO_ACCOUNTS": "true"}
    command = [sys.executable, "manage.py", "set_up"]
    subprocess.run(command, env=trial, check=True, stdout=subprocess.DEVNULL)


def pages_of(server: Server, cookies: str) -> list[str]:
    """Return the addresses of an officer's pages."""
    first = reverse("admin:index")
    links = {page.link for _group, page in navigation.entries()}
    shown = _hrefs(server, cookies, first)
    found = [first, *(link for link in dict.fromkeys(shown) if link in links)]
    for link in found[1:]:
        hrefs = _hrefs(server, cookies, link)
        rows = re.compile(rf"{re.escape(link)}[^/?]+/change/")
        found += [row for row in [next(filter(rows.fullmatch, hrefs), None)] if row]
        found += [f"{link}add/"] if f"{link}add/" in hrefs else []
    return list(dict.fromkeys(found))


def _hrefs(server: Server, cookies: str, path: str) -> list[str]:
    """Return the addresses, without what follows «?», that a page leads to."""
    answer = server.get(path, {"Cookie": cookies})
    return re.findall(r'href="([^"?]+)', answer.body.decode())


def _times(
    server: Server, cookies: Mapping[str, str], pages: list[Page], *, small: bool
) -> dict[Page, float]:
    """Return the least milliseconds of each page; every round asks for all of them.

    The least holds less of what else the machine does than the median.
    """
    taken: dict[Page, list[float]] = {page: [] for page in pages}
    rounds = ROUNDS_SMALL if small else ROUNDS
    asked = product(rounds, pages)
    for number, page in report_progress("pages", asked, len(rounds) * len(pages)):
        took = page_of(server, cookies[page[0]], page[1])
        if number >= 0:
            taken[page].append(took)
    return {page: min(times) for page, times in taken.items()}


def _rows_about(times: Mapping[Page, float]) -> Iterator[Row]:
    usual = statistics.median(times.values())
    slowest = sorted(times, key=lambda page: -times[page])[:NAMED]
    yield Row(f"the usual one of {len(times)} pages of officers: median", usual, " ms")
    for place, (who, path) in enumerate(slowest):
        ratio = times[who, path] / usual
        what = f"{path} ({who.rpartition('.')[2]})"
        slow = at_most(f"the slowest page of officers ÷ the median: {what}", ratio, LIMIT, " ×")
        yield Row(f"– then {what}", ratio, " ×") if place else slow
    over = sum(took > LIMIT * usual for took in times.values())
    yield Row(f"– pages beyond {LIMIT} × the median", over)
