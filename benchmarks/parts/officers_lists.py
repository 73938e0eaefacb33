"""Officers' lists over a million dossiers and 50,000 questions: every filter and kind of search.

The same pages are asked for over a 500th of the rows in turn, so that what the rows cost can
be told from what a page costs anyway. Asked over HTTP, signed in, from servers as production has
them, as a leader of a commune and of the province.
"""

import contextlib
import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import connection
from django.urls import reverse

from benchmarks.databases import connected_to, copy_of
from benchmarks.first_messages import write_first_messages
from benchmarks.keys import new_keys
from benchmarks.measuring import report_progress, say
from benchmarks.report import Row, at_most
from benchmarks.servers import Server
from benchmarks.signed_in_officers import WARM_UP, officer, page_of, serving_officers, signed_in
from benchmarks.statements import Values
from foundation.records.vietnamese import fold
from offices.models import Office
from procedures.models import Procedure

DOSSIERS, QUESTIONS, FEWER = 999_999, 50_000, 500
FEWER_SMALL = 50
# The number of each time that a page is asked for; those below 0 do not count.
TIMES, TIMES_SMALL = range(-WARM_UP, 7), range(1)
LIMIT = 300  # milliseconds of one page
FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương"]
MIDDLE = ["Văn", "Thị", "Đức", "Minh", "Thu", "Ngọc", "Hữu", "Quang", "Thanh", "Xuân"]
GIVEN = [
    *("An", "Bình", "Bưởi", "Chi", "Dũng", "Giang", "Hà", "Hạnh", "Hùng", "Khánh", "Lan", "Linh"),
    *("Mai", "Nam", "Phúc", "Quỳnh", "Tú", "Yến"),
]
# A year of work: the last one in 25 is open, one in ten of these late; the rest has ended.
DOSSIER = """
INSERT INTO dossiers_dossier (
    code, channel, applicant_name, applicant_folded, applicant_phone, applicant_phone_hash,
    phone_last4_hash, id_last4, id_last4_hash, slip_hash, status, status_since, reason,
    submitted_at, accepted_at, completed_at, returned_at,
    limit_value, limit_unit, same_day_cutoff, due_at, paused_at,
    apology, papers, supplements, source, events_count, created_at, changed_at,
    office_id, procedure_id)
SELECT
    'G01.' || lpad((n %% 900)::text, 3, '0') || '.909-' || to_char(at, 'YYMMDD')
        || '-' || lpad(n::text, 6, '0'),
    'direct', names.shown, names.folded, '', '', '', '', '', '', status, at, '', at,
    CASE WHEN status <> 'submitted' THEN at END,
    CASE WHEN status IN ('completed', 'returned') THEN at + interval '3 days' END,
    CASE WHEN status = 'returned' THEN at + interval '4 days' END,
    7, 'working_day', false,
    CASE WHEN status = 'submitted' THEN NULL
         WHEN n %% 10 = 0 THEN now() - interval '1 day' * (1 + n %% 5)
         ELSE now() + interval '1 hour' * (n %% 240) END,
    CASE WHEN status IN ('supplement_required', 'payment_required', 'suspended')
         THEN at + interval '1 day' END,
    '', '[]', 0, 'import', 1, at, at + interval '1 hour',
    (%(offices)s::text[])[1 + n / 7 %% %(offices_count)s],
    (%(procedures)s::text[])[1 + n %% %(procedures_count)s]
FROM (
    SELECT n, now() - n * interval '1 year' / %(dossiers)s AS at,
        CASE WHEN n > %(dossiers)s / 25
             THEN (ARRAY['returned', 'returned', 'returned', 'returned', 'completed', 'withdrawn',
                         'declined'])[1 + n %% 7]
             ELSE (ARRAY['submitted', 'accepted', 'processing', 'processing',
                         'supplement_required', 'payment_required', 'suspended'])[1 + n %% 7]
        END AS status
    FROM generate_series(1, %(dossiers)s) AS n
) AS rows
JOIN LATERAL (
    SELECT shown, folded
    FROM unnest(%(names)s::text[], %(folded)s::text[])
        WITH ORDINALITY AS all_names(shown, folded, place)
    WHERE place = 1 + n %% %(names_count)s
) AS names ON true
"""
EVENT = """
INSERT INTO dossiers_dossierevent (
    dossier_id, number, kind, status_from, status_to, at, recorded_at,
    public_note, internal_note, details, source)
SELECT id, 1, 'transition', '', status, created_at, created_at, '', '', '{}', 'import'
FROM dossiers_dossier
"""
QUESTION = """
INSERT INTO feedback_question (
    channel, office_id, rule, procedure_id, words, status, asked_at, due_at, ended_at, changed_at)
SELECT
    'app', (%(offices)s::text[])[1 + n / 7 %% %(offices_count)s], 'place',
    (%(procedures)s::text[])[1 + n %% %(procedures_count)s],
    'lam lai the can cuoc cho nguoi so ' || n,
    CASE WHEN open THEN 'waiting' ELSE 'answered' END, at,
    CASE WHEN open THEN at + interval '2 days' END,
    CASE WHEN open THEN NULL ELSE at + interval '1 day' END, at
FROM (
    SELECT n, n < %(questions)s / 50 AS open,
        now() - n * interval '1 year' / %(questions)s AS at
    FROM generate_series(1, %(questions)s) AS n
) AS rows
"""
# What an officer asks for: the list, its filters, its search. {office} is the officer's own.
DOSSIER_LISTS = {
    "all": "",
    "second page": "p=1",
    "state": "status__exact=supplement_required",
    "rare state": "status__exact=suspended",
    "returned": "status__exact=returned",
    "late": "due=late",
    "due today": "due=today",
    "nearly due": "due=nearly",
    "office": "office={office}",
    "office and state": "office={office}&status__exact=submitted",
    "procedure": "procedure__id__exact={procedure}",
    "procedure and state": "procedure__id__exact={procedure}&status__exact=accepted",
    "mine": "handler=me",
    "nobody's": "handler=nobody",
    "name": "q=nguyen+thi+buoi",
    "name with marks": "q=Qu%E1%BB%B3nh",
    "short name": "q=an",
    "no such name": "q=zzyzx",
    "code": "q=G01.123.909-26",
    "whole code": "q=G01.123.909-261101-000123",
    "name and state": "q=buoi&status__exact=processing",
}
QUESTION_LISTS = {
    "queue": "",
    "late": "state=late",
    "mine": "state=mine",
    "the citizen's turn": "state=citizen",
    "over": "state=over",
    "all": "state=all",
    "words": "q=lam+lai+the+can+cuoc",
    "rare words": "q=nguoi+so+4321",
    "number": "q=4321",
    "by app": "state=all&channel__exact=app",
}
LISTS = {
    "dossiers": ("dossiers_dossier", DOSSIER_LISTS),
    "questions": ("feedback_question", QUESTION_LISTS),
}
OFFICES = {"a commune": Office.Kind.COMMUNE, "the province": Office.Kind.PROVINCE}


@dataclass(frozen=True)
class Filled:
    """A server over filled tables, and the cookies of officers who may see every list."""

    server: Server
    cookies: Mapping[str, str]


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the slowest page of each kind of officer, and what the rows add to pages."""
    keys, numbers = new_keys(), TIMES_SMALL if small else TIMES
    with (
        _filled(database, keys, "lists_few", FEWER) as few,
        _filled(database, keys, "lists_many", FEWER_SMALL if small else 1) as large,
    ):
        for who in OFFICES:
            pages = dict(_pages(who))
            asked = report_progress(f"lists of {who}", pages.items(), len(pages))
            times = {page: _alternately(few, large, who, path, numbers) for page, path in asked}
            yield from _rows_about(who, times)


def _rows_about(who: str, times: Mapping[str, tuple[float, float]]) -> Iterator[Row]:
    """Yield the rows from each page's milliseconds over few rows and over many."""
    slowest = max(times, key=lambda page: times[page][1])
    yield at_most(f"slowest list in {who}: {slowest}, p50", times[slowest][1], LIMIT, " ms")
    shares = {page: large / small for page, (small, large) in times.items()}
    typical = f"– the {len(times)} lists ÷ the same over a 500th of the rows: typical"
    yield Row(typical, statistics.median(shares.values()), " ×")
    worst = max(shares, key=lambda page: shares[page])
    few, many = times[worst]
    most = f"– and the most that rows add: {worst}, {few:.0f} → {many:.0f} ms"
    yield Row(most, shares[worst], " ×")


@contextlib.contextmanager
def _filled(database: str, keys: dict[str, str], name: str, fewer: int) -> Iterator[Filled]:
    with copy_of(database, name) as url:
        with connected_to(url):
            say(f"making {DOSSIERS // fewer:,} dossiers and {QUESTIONS // fewer:,} questions")
            fill(DOSSIERS // fewer, QUESTIONS // fewer)
            cookies = {who: signed_in(officer("Lãnh đạo", office_of(who))) for who in OFFICES}
        with serving_officers(url, keys) as server:
            yield Filled(server, cookies)


def office_of(who: str) -> Office:
    """Return the office of a kind of officer, a key of OFFICES."""
    office: Office = Office.objects.filter(kind=OFFICES[who]).order_by("pk")[:1].get()
    return office


def fill(dossiers: int, questions: int) -> None:
    """Write the rows, as a year would have left them."""
    offices = list(
        Office.objects.exclude(kind="reception_point").order_by("pk").values_list("pk", flat=True)
    )
    procedures = list(Procedure.objects.order_by("pk").values_list("pk", flat=True))
    names = [
        f"{family} {middle} {given}" for given in GIVEN for middle in MIDDLE for family in FAMILY
    ]
    values: Values = {
        "offices": offices,
        "offices_count": len(offices),
        "procedures": procedures,
        "procedures_count": len(procedures),
        "names": names,
        "folded": [fold(name) for name in names],
        "names_count": len(names),
        "dossiers": dossiers,
        "questions": questions,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(DOSSIER, values)
        cursor.execute(EVENT)
        cursor.execute(QUESTION, values)
        write_first_messages(cursor)
        cursor.execute("ANALYZE")


def _pages(who: str) -> Iterator[tuple[str, str]]:
    """Yield what each page is called, and its address."""
    places = {"office": office_of(who).pk, "procedure": Procedure.objects.order_by("pk")[0].pk}
    for model, (name, lists) in LISTS.items():
        for page, query in lists.items():
            yield (
                f"{model}, {page}",
                f"{reverse(f'admin:{name}_changelist')}?{query.format(**places)}",
            )


def _alternately(
    few: Filled, large: Filled, who: str, path: str, numbers: range
) -> tuple[float, float]:
    """Return the median milliseconds of a page over few rows and over many, asked for in turn."""
    taken: tuple[list[float], list[float]] = ([], [])
    for number in numbers:
        for filled, times in zip((few, large), taken, strict=True):
            took = page_of(filled.server, filled.cookies[who], path)
            if number >= 0:
                times.append(took)
    return statistics.median(taken[0]), statistics.median(taken[1])
