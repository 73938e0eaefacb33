"""Fills a database with the dossiers of years: a hundred thousand are open, the rest has ended.

What the communes work on does not grow with the years: each has some 1,200 open dossiers, whether
there is one commune or a hundred of them. A hundred citizens have twenty dossiers each, spread
over all the years. The index by which officers search names is left out, as in `dossier_rows`.
"""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.utils import timezone

from benchmarks.bulk_rows import SETTINGS, without_indexes
from benchmarks.dossier_rows import TABLES, TRIGRAMS, Owner, hashes_of, make_owners
from benchmarks.measuring import report_progress, say
from benchmarks.statements import Values
from foundation.records.encryption import encrypt
from offices.models import Office
from procedures.models import Procedure

EVENTS = 5  # of each dossier
PIECE = 100_000  # dossiers that are written at once
WRITERS = 2
MOST_OPEN, OPEN_SHARE, OPEN_EACH = 120_000, 8, 1_200
MAINTENANCE = "VACUUM (ANALYZE) dossiers_dossier, dossiers_dossierevent"
OWNERS = """
CREATE UNLOGGED TABLE bench_owner (n integer PRIMARY KEY, phone_hash text, last4_hash text)
"""
# A dossier each ten seconds: three million a year. The last ones are open, one in ten is late; of
# the last six changes one is an end.
ROWS = """
(SELECT n, at,
    CASE WHEN n <= %(ended)s
         THEN (ARRAY['returned', 'returned', 'returned', 'returned', 'completed', 'withdrawn',
                     'declined'])[1 + n %% 7]
         ELSE (ARRAY['submitted', 'accepted', 'processing', 'processing',
                     'supplement_required', 'payment_required', 'suspended'])[1 + n %% 7]
    END AS status
FROM (
    SELECT n, %(now)s::timestamptz - (%(number)s - n) * interval '10 seconds' AS at
    FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
) AS numbers)
"""
DOSSIERS = f"""
INSERT INTO dossiers_dossier (
    id, code, procedure_id, channel, office_id, applicant_name, applicant_folded,
    applicant_phone, applicant_phone_hash, phone_last4_hash, id_last4, id_last4_hash, slip_hash,
    status, status_since, reason, submitted_at, accepted_at, completed_at, returned_at,
    limit_value, limit_unit, same_day_cutoff, due_at, paused_at,
    apology, papers, supplements, source, events_count, created_at, changed_at)
SELECT
    n, 'G' || lpad((n / 1000000)::text, 2, '0') || '.899.909-260916-'
        || lpad((n %% 1000000)::text, 6, '0'),
    (%(procedures)s::text[])[1 + n %% %(kinds)s], 'direct',
    (%(offices)s::text[])[1 + n / 7 %% %(places)s], 'Nguyễn Văn ' || n, 'nguyen van ' || n,
    %(phone)s, coalesce(owner.phone_hash, md5(n::text) || md5('p' || n)),
    coalesce(owner.last4_hash, md5('l' || n) || md5(n::text)), '', '', '',
    status, at, '', at - interval '3 days',
    CASE WHEN status <> 'submitted' THEN at - interval '2 days' END,
    CASE WHEN status IN ('completed', 'returned') THEN at END,
    CASE WHEN status = 'returned' THEN at END,
    10, 'working_day', false,
    CASE WHEN status = 'submitted' THEN NULL
         WHEN hashint8(n) %% 10 = 0 THEN %(now)s::timestamptz - interval '1 day' * (1 + n %% 5)
         ELSE %(now)s::timestamptz + interval '1 hour' * (n %% 240) END,
    CASE WHEN status IN ('supplement_required', 'payment_required', 'suspended') THEN at END,
    '', '[]', 0, 'import', %(events)s, at,
    CASE WHEN n BETWEEN %(recent)s AND %(ended)s
         THEN %(now)s::timestamptz - (%(ended)s - n) * interval '50 seconds' ELSE at END
FROM {ROWS} AS rows LEFT JOIN bench_owner AS owner USING (n)
"""  # noqa: S608  # constants of this module
HISTORY = f"""
INSERT INTO dossiers_dossierevent (
    dossier_id, number, kind, status_from, status_to, at, recorded_at,
    public_note, internal_note, details, source)
SELECT
    n, number, CASE WHEN number = 4 THEN 'assignment' ELSE 'transition' END,
    (ARRAY['', 'submitted', 'accepted', 'processing', 'processing'])[number],
    CASE WHEN number = %(events)s THEN status
         ELSE (ARRAY['submitted', 'accepted', 'processing', 'processing'])[number] END,
    at - (%(events)s - number) * interval '1 hour', at, '', '', '{{}}', 'import'
FROM {ROWS} AS rows CROSS JOIN generate_series(1, %(events)s) AS number
"""  # noqa: S608  # constants of this module
SEQUENCE = """
SELECT setval(pg_get_serial_sequence('dossiers_dossier', 'id'), (SELECT max(id)
FROM dossiers_dossier))
"""


def fill_with_years(number: int) -> list[Owner]:
    """Write `number` dossiers with five events each, and return the citizens to ask about."""
    owners = make_owners(number)
    values = _values(number, owners)
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        cursor.execute(OWNERS)
        cursor.executemany("INSERT INTO bench_owner VALUES (%s, %s, %s)", list(hashes_of(owners)))
        with without_indexes(cursor, TABLES, left_out=[TRIGRAMS]):
            _write(number, values)
            say("vacuuming")
            cursor.execute(MAINTENANCE)
            say("making indexes")
        cursor.execute(SEQUENCE)
        cursor.execute("ANALYZE")
    return owners


def _values(number: int, owners: list[Owner]) -> Values:
    open_ones = min(MOST_OPEN, number // OPEN_SHARE)
    communes = Office.objects.filter(kind=Office.Kind.COMMUNE).order_by("pk")
    offices = list(communes.values_list("pk", flat=True)[: max(1, open_ones // OPEN_EACH)])
    procedures = list(Procedure.objects.order_by("pk").values_list("pk", flat=True)[:50])
    return {
        "number": number,
        "ended": number - open_ones,
        "recent": number - open_ones - open_ones // 5,  # from here on they ended lately
        "now": timezone.now().isoformat(),
        "events": EVENTS,
        "phone": encrypt(owners[0].phone),
        "offices": offices,
        "places": len(offices),
        "procedures": procedures,
        "kinds": len(procedures),
    }


def _write(number: int, values: Values) -> None:
    """Write all rows, by as many connections as there are writers."""
    pieces = range(1, number + 1, PIECE)
    with ThreadPoolExecutor(WRITERS, initializer=_begin) as writers:
        done = writers.map(lambda first: _piece(first, number, values), pieces)
        for _number in report_progress("pieces", done, len(pieces)):
            pass
        list(writers.map(lambda _number: connection.close(), range(WRITERS)))


def _begin() -> None:
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)


def _piece(first: int, number: int, values: Values) -> None:
    within = {**values, "first": first, "last": min(first + PIECE - 1, number)}
    with connection.cursor() as cursor:
        cursor.execute(DOSSIERS, within)
        cursor.execute(HISTORY, within)
