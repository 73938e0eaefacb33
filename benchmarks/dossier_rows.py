"""Fills a database with dossiers. A hundred citizens have twenty of them each.

The index by which officers search names is left out: citizens never use it, and it alone would
take minutes to build.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from benchmarks.bulk_rows import SETTINGS, without_indexes
from benchmarks.statements import Values
from citizens.login import sessions
from citizens.login.phones import phone_hash
from citizens.models import Citizen
from dossiers.models import Factor
from dossiers.owners.applicant import factor_hash
from foundation.records.encryption import encrypt
from offices.models import Office
from procedures.models import Procedure

PEOPLE, EACH = 100, 20
EVENTS = 4  # of each dossier
TRIGRAMS = "dossier_applicant_trigrams"
TABLES = ("dossiers_dossier", "dossiers_dossierevent")
OWNERS = """
CREATE TEMPORARY TABLE bench_owner (n integer PRIMARY KEY, phone_hash text, last4_hash text)
"""
DOSSIERS = """
INSERT INTO dossiers_dossier (
    code, procedure_id, channel, office_id, applicant_name, applicant_folded,
    applicant_phone, applicant_phone_hash, phone_last4_hash, id_last4, id_last4_hash, slip_hash,
    status, status_since, reason, submitted_at, accepted_at, completed_at, returned_at,
    limit_value, limit_unit, same_day_cutoff, due_at,
    apology, papers, supplements, source, events_count, created_at, changed_at)
SELECT
    code, (%(procedures)s::text[])[1 + n %% %(kinds)s], 'direct',
    (%(offices)s::text[])[1 + n %% %(places)s], 'Nguyễn Văn ' || n, 'nguyen van ' || n,
    %(phone)s, coalesce(owner.phone_hash, md5(n::text) || md5(code)),
    coalesce(owner.last4_hash, md5(code) || md5(n::text)), '', '', '',
    CASE WHEN open THEN 'processing' ELSE 'returned' END, at, '',
    at - interval '3 days', at - interval '2 days',
    CASE WHEN open THEN NULL ELSE at END, CASE WHEN open THEN NULL ELSE at END,
    10, 'working_day', false, at + interval '12 days',
    '', '[]', 0, 'import', %(events)s, at, at
FROM (
    SELECT n, n %% 7 = 0 AS open, now() - n * interval '5 seconds' AS at,
        'G' || lpad((n / 1000000)::text, 2, '0') || '.899.909-260916-'
            || lpad((n %% 1000000)::text, 6, '0') AS code
    FROM generate_series(1, %(number)s) AS n
) AS rows LEFT JOIN bench_owner AS owner USING (n)
"""
HISTORY = """
INSERT INTO dossiers_dossierevent (
    dossier_id, number, kind, status_from, status_to, at, recorded_at,
    public_note, internal_note, details, source)
SELECT
    id, number,
    CASE WHEN number = 4 AND status = 'processing' THEN 'assignment' ELSE 'transition' END,
    (ARRAY['', 'submitted', 'accepted', 'processing'])[number],
    CASE WHEN number = 4 THEN status
         ELSE (ARRAY['submitted', 'accepted', 'processing'])[number] END,
    changed_at - (4 - number) * interval '1 hour', changed_at, '', '', '{}', 'import'
FROM dossiers_dossier CROSS JOIN generate_series(1, %(events)s) AS number
"""


@dataclass(frozen=True)
class Owner:
    """One of the hundred citizens: their phone and session token, and their dossiers by number."""

    phone: str
    token: str
    codes: dict[int, str]


def fill_with_dossiers(number: int) -> list[Owner]:
    """Write `number` dossiers with their events, and return the citizens to ask about."""
    owners = make_owners(number)
    offices = list(Office.objects.filter(kind=Office.Kind.COMMUNE).values_list("pk", flat=True))
    procedures = list(Procedure.objects.values_list("pk", flat=True)[:50])
    values: Values = {
        "number": number,
        "events": EVENTS,
        "phone": encrypt(owners[0].phone),
        "offices": offices,
        "places": len(offices),
        "procedures": procedures,
        "kinds": len(procedures),
    }
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        cursor.execute(OWNERS)
        cursor.executemany("INSERT INTO bench_owner VALUES (%s, %s, %s)", list(hashes_of(owners)))
        with without_indexes(cursor, TABLES, left_out=[TRIGRAMS]):
            cursor.execute(DOSSIERS, values)
            cursor.execute(HISTORY, {"events": EVENTS})
        cursor.execute("ANALYZE")
    return owners


def make_owners(number: int) -> list[Owner]:
    """Make the citizens; the dossiers of each are spread evenly over all `number`."""
    now, step = timezone.now(), number // (PEOPLE * EACH)
    owners = []
    for person in range(PEOPLE):
        phone = f"+84913{person:06d}"
        verified = {"phone": phone, "phone_hash": phone_hash(phone), "phone_verified_at": now}
        citizen = Citizen.objects.create(app_id="scale", zalo_user_id=f"s{person}", **verified)
        places = [1 + step * (which * PEOPLE + person) for which in range(EACH)]
        token = sessions.begin(citizen)[0]
        owners.append(Owner(phone, token, {place: _code(place) for place in places}))
    return owners


def _code(place: int) -> str:
    """Return the code that the SQL above gives to the dossier of this number."""
    return f"G{place // 1_000_000:02d}.899.909-260916-{place % 1_000_000:06d}"


def hashes_of(owners: list[Owner]) -> Iterator[tuple[int, str, str]]:
    """Yield the number of each of their dossiers, with the hashes of the phone and its end."""
    for owner in owners:
        hashed, last4 = phone_hash(owner.phone), owner.phone[-4:]
        for place, code in owner.codes.items():
            yield place, hashed, factor_hash(Factor.PHONE_LAST4, code, last4)
