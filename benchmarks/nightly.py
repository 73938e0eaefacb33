"""The night's retention over large tables, and how long it lets those wait who write meanwhile."""

import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from typing import Any

from django.db import connection
from django.utils import timezone

from benchmarks.asking import Request, seconds
from benchmarks.bulk_rows import SETTINGS
from benchmarks.databases import connected_to
from benchmarks.measuring import say
from benchmarks.report import Row, at_most
from benchmarks.settings import production
from benchmarks.signed_in_officers import serving_officers
from citizens.models import AccessEntry, LookupTry
from citizens.models.lookup_try import DAYS
from foundation.records.retention import BATCH, classes

TRIES, TRIES_SMALL = 1_000_000, 20_000  # of a day
ENTRIES, ENTRIES_SMALL = 200_000, 2_000
CITIZENS, CITIZENS_SMALL = 300, 10
PLAIN_SECONDS, PLAIN_SECONDS_SMALL = 30, 2  # of writing while no retention runs
WRITERS = 2
LONGEST = 1000  # ms that a write may wait, by the issue of large tables
LONG_AGO = 181  # days: one more than tries are kept
DAY_OF_TRIES = """
INSERT INTO {table} (id, subject, caller, code_hash, given, hit, at)
SELECT %(first)s + n, 'dossier', md5((n %% 9973)::text) || md5('c' || n %% 9973),
    md5(n::text) || md5('h' || n), 'phone_last4', n %% 3 = 0,
    %(day)s::timestamptz + n * interval '1 day' / %(number)s
FROM generate_series(0, %(number)s - 1) AS n
"""
ENTRY = """
INSERT INTO citizens_accessentry (
    at, actor_kind, machine, action, allowed, subject_kind, subjects, count, "where", request_id)
SELECT now() - interval '800 days' + n * interval '10 seconds', 'system', '', 'read', true,
    'dossier', n::text, 1, 'admin', ''
FROM generate_series(1, %(number)s) AS n
"""
UNSEEN = """
INSERT INTO citizens_citizen (
    app_id, zalo_user_id, name, own_name, avatar_url, phone, generation, blocked_reason,
    created_at, last_seen_on)
SELECT 'scale', 'unseen' || n, 'Nguyễn Văn ' || n, false, '', '', 1, '',
    now() - interval '2000 days', current_date - 2000
FROM generate_series(1, %(number)s) AS n
"""
PLAIN = "CREATE TABLE bench_plain (LIKE citizens_lookuptry INCLUDING ALL)"

# Sends one request that writes; the argument is a number of its own.
Write = Callable[[int], float]


def retention_beside_writers(
    url: str,
    keys: Mapping[str, str],
    requests: Callable[[int], Mapping[str, Request]],
    *,
    small: bool,
) -> Iterator[Row]:
    """Yield the rows about the night in the database at `url`, which is served meanwhile."""
    number = TRIES_SMALL if small else TRIES
    with connected_to(url):
        yield from _drop_against_delete(number)
        due = _fill(number, small=small)
    with serving_officers(url, dict(keys)) as server:

        def write(which: int) -> float:
            return seconds(server, requests(which)["look-up"]) * 1000

        with _writing(write) as before:
            time.sleep(PLAIN_SECONDS_SMALL if small else PLAIN_SECONDS)
        with _writing(write) as meanwhile:
            took = _run_retention(url, keys)
    with connected_to(url):
        left = sum(one.rows(timezone.now()).count() for one in classes())
    yield Row(f"the night's retention of {due:,} rows", took, " s")
    yield at_most("– rows that are due and still there", left, 0)
    yield Row("– a look-up while it runs, p50", statistics.median(meanwhile), " ms")
    yield Row("– – and while nothing runs", statistics.median(before), " ms")
    yield at_most(f"– the longest of {len(meanwhile):,} look-ups", max(meanwhile), LONGEST, " ms")
    yield Row(f"– – of {len(before):,} while nothing runs", max(before), " ms")


def _drop_against_delete(number: int) -> Iterator[Row]:
    """Yield how long a day of tries takes to go, as a partition and as rows."""
    say(f"making a day of {number:,} tries, twice")
    day = DAYS.day_of(timezone.now() - timedelta(days=400))
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        DAYS.make_days(timezone.localdate(day))
        _fill_day(cursor, "citizens_lookuptry", day, number)
        cursor.execute(PLAIN)
        _fill_day(cursor, "bench_plain", day, number)
        cursor.execute("VACUUM (ANALYZE) bench_plain")
        begun = time.perf_counter()
        assert DAYS.drop_days(timezone.now() - timedelta(days=380)) == number
        dropped = time.perf_counter() - begun
        begun = time.perf_counter()
        cursor.execute(_DELETE)
        while cursor.rowcount:
            cursor.execute(_DELETE)
        deleted = time.perf_counter() - begun
        cursor.execute("DROP TABLE bench_plain")
    yield at_most(f"a day of {number:,} tries: dropped ÷ deleted", dropped / deleted, 0.1)
    yield Row("– dropped, counted before", dropped, " s")
    yield Row(f"– deleted, {BATCH} at a time", deleted, " s")


# As the retention deletes: the keys of a batch, then the batch.
_DELETE = f"""
DELETE FROM bench_plain WHERE id IN (
    SELECT id FROM bench_plain WHERE at < now() - interval '380 days' ORDER BY id LIMIT {BATCH})
"""  # noqa: S608  # a constant


def _fill_day(cursor: Any, table: str, day: Any, number: int) -> None:
    first = LookupTry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    values = {"first": first + 1, "day": day, "number": number}
    cursor.execute(DAY_OF_TRIES.format(table=table), values)


def _fill(number: int, *, small: bool) -> int:
    """Write what is due in the night, and return how many rows that are."""
    entries = ENTRIES_SMALL if small else ENTRIES
    citizens = CITIZENS_SMALL if small else CITIZENS
    day = DAYS.day_of(timezone.now() - timedelta(days=LONG_AGO))
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        DAYS.make_days(timezone.localdate(day))
        _fill_day(cursor, "citizens_lookuptry", day, number)
        # A night without the timer, too: its rows are in no partition of their own.
        _fill_day(cursor, "citizens_lookuptry", day - timedelta(days=1), number // 50)
        cursor.execute(ENTRY, {"number": entries})
        cursor.execute(UNSEEN, {"number": citizens})
        cursor.execute("ANALYZE citizens_lookuptry, citizens_accessentry, citizens_citizen")
    assert AccessEntry.objects.count() >= entries
    return number + number // 50 + entries + citizens


def _run_retention(url: str, keys: Mapping[str, str]) -> float:
    """Run the command of the nightly timer; return its seconds."""
    say("running the retention")
    begun = time.perf_counter()
    environment = {**production(url), **keys}
    command = [sys.executable, "manage.py", "apply_retention", "--apply"]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


@contextmanager
def _writing(write: Write) -> Iterator[list[float]]:
    """Let writers write one after the other while the block runs; give their milliseconds."""
    taken: list[float] = []
    over = threading.Event()

    def go_on(first: int) -> None:
        for which in count(first, WRITERS):
            if over.is_set():
                return
            taken.append(write(which))

    with ThreadPoolExecutor(WRITERS) as writers:
        running = [writers.submit(go_on, number) for number in range(WRITERS)]
        try:
            yield taken
        finally:
            over.set()
        for one in running:
            one.result()
