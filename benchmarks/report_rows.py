"""Fills a database with reports. Fifty citizens have twenty of them each, and of twenty secrets.

A report has an event for each step that it has taken, an answer when it is over, one file or two
with their chain of custody, and a sealed sender unless it is anonymous. One in eleven is open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import gcd

from django.contrib.auth.models import User
from django.core.management.color import no_style
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from benchmarks.bulk_rows import SETTINGS, without_indexes
from benchmarks.statements import Values
from citizens import sessions
from citizens.models import Citizen
from foundation.records.encryption import encrypt
from offices.models import Office
from reports import numbers
from reports.kinds.shipping import create_kinds
from reports.models import Report, ReportEvent, ReportKind
from reports.querysets import citizen_hash
from reports.workflow import Desk

PEOPLE, EACH = 50, 20
CRIMES = 20  # one in so many is about a crime, which leaders without the desk do not see
OFFICES = 5  # few, so that a page of each queue is full over few reports too
SCATTER = 7_368_787  # odd: times this, numbers up to 2^24 stay different, and look random
WORDS = "Xe ô tô vượt đèn đỏ ở ngã tư Trần Phú, suýt va vào người đi bộ đang qua đường. " * 4
TABLES = (
    "reports_report",
    "reports_reportevent",
    "reports_reportmessage",
    "reports_reporterseal",
    "reports_evidence",
    "reports_custodyentry",
    "reports_reportedplate",
    "reports_handlingopinion",
    "reports_handover",
)
SENDERS = """
CREATE TEMPORARY TABLE bench_sender (n integer PRIMARY KEY, citizen_hash text, secret_hash text)
"""
REPORTS = """
INSERT INTO reports_report (
    id, number, kind_id, office_id, status, status_before, outcome, document_number,
    register_number, identity, secret_hash, words, details, search_words, language,
    occurred_from, place_words, place_certainty, latitude, longitude, first_received_at,
    due_at, due_citation, extended, supply_by, disputed_at, decided_at, ended_at, changed_at,
    events_count, demo)
SELECT
    n, 'PA26-' || upper(lpad(to_hex(n::bigint * %(scatter)s & 16777215), 6, '0')),
    CASE WHEN n / 5 %% %(crimes)s = 7 THEN 'crime'
         ELSE (%(kinds)s::text[])[1 + n / 5 %% %(kinds_count)s] END,
    (%(offices)s::text[])[1 + n %% %(offices_count)s], status,
    CASE status WHEN 'disputed' THEN 'concluded' WHEN 'need_more' THEN 'received' ELSE '' END,
    CASE WHEN status IN ('concluded', 'disputed')
         THEN (ARRAY['handled', 'no_violation', 'insufficient'])[1 + n %% 3] ELSE '' END,
    CASE WHEN status IN ('concluded', 'disputed') THEN n || '/KL-CSGT' ELSE '' END,
    CASE WHEN status = 'sent' THEN '' ELSE n || '/2026' END,
    CASE WHEN anonymous THEN 'anonymous' WHEN n %% 4 = 0 THEN 'named' ELSE 'confidential' END,
    CASE WHEN anonymous THEN coalesce(secret_hash, md5(n::text) || md5(n::text)) ELSE '' END,
    %(words)s, '', 'xe o to vuot den do o nga tu tran phu ' || n, 'vi',
    at - interval '1 hour', %(place)s, 'exact', 20.2 + n %% 97 * 0.001, 105.9 + n %% 89 * 0.001,
    at,
    CASE WHEN NOT open THEN NULL
         WHEN n %% 10 = 0 THEN now() - interval '1 day' * (1 + n %% 5)
         ELSE now() + interval '1 hour' * (n %% 240) END,
    CASE WHEN open THEN 'NĐ 61/2026/NĐ-CP Điều 21 khoản 1' ELSE '' END,
    false, CASE WHEN status = 'need_more' THEN now() + interval '3 days' END,
    CASE WHEN status = 'disputed' THEN at + interval '12 days' END,
    CASE WHEN status IN ('concluded', 'declined', 'disputed') THEN at + interval '10 days' END,
    CASE WHEN open THEN NULL ELSE at + interval '10 days' END, at + interval '10 days',
    CASE status WHEN 'sent' THEN 1 WHEN 'received' THEN 2 WHEN 'verifying' THEN 3
         WHEN 'need_more' THEN 3 WHEN 'withdrawn' THEN 3 ELSE 4 END,
    false
FROM (
    SELECT
        n, open, secret_hash,
        secret_hash <> '' OR (citizen_hash IS NULL AND n / 5 %% 10 = 3) AS anonymous,
        now() - (1 + %(number)s - n) * interval '2 years' / %(number)s AS at,
        CASE WHEN open
             THEN (ARRAY['sent', 'received', 'received', 'verifying', 'verifying', 'verifying',
                         'need_more', 'disputed'])[1 + n / 5 %% 8]
             ELSE (ARRAY['concluded', 'concluded', 'concluded', 'concluded', 'concluded',
                         'declined', 'withdrawn'])[1 + n / 5 %% 7]
        END AS status
    FROM (SELECT n, n %% 11 = 0 AS open FROM generate_series(1, %(number)s) AS n) AS series
    LEFT JOIN bench_sender USING (n)
) AS rows
"""
# The key of an event is that of its report and its number, so that messages find it.
EVENTS = """
INSERT INTO reports_reportevent (id, report_id, move, status, outcome, office_id, officer_id, at)
SELECT
    id * 8 + step, id,
    CASE WHEN step < 3 THEN (ARRAY['send', 'receive'])[step]
         WHEN step = 4 AND status = 'disputed' THEN 'dispute'
         WHEN step = 4 AND status = 'declined' THEN 'decline'
         WHEN step = 4 THEN 'conclude'
         WHEN status = 'need_more' THEN 'ask_more'
         WHEN status = 'withdrawn' THEN 'withdraw'
         ELSE 'take_on' END,
    CASE WHEN step = events_count THEN status
         ELSE (ARRAY['sent', 'received', 'verifying'])[step] END,
    CASE WHEN step = 4 THEN outcome ELSE '' END, office_id,
    CASE WHEN step IN (2, 3) AND status <> 'withdrawn' THEN %(officer)s::integer END,
    first_received_at + step * interval '1 day'
FROM reports_report CROSS JOIN generate_series(1, 4) AS step WHERE step <= events_count
"""
MESSAGES = """
INSERT INTO reports_reportmessage (report_id, event_id, author, officer_id, text, internal, at)
SELECT id, id * 8 + events_count, 'officer', %(officer)s, %(words)s, false, changed_at
FROM reports_report WHERE status IN ('concluded', 'declined', 'need_more', 'disputed')
UNION ALL
SELECT id, NULL, 'reporter', NULL, %(place)s, false, first_received_at + interval '1 hour'
FROM reports_report WHERE id %% 3 = 0
UNION ALL
SELECT id, NULL, 'officer', %(officer)s, %(place)s, true, first_received_at + interval '2 days'
FROM reports_report WHERE id %% 4 = 0
"""
SEALS = """
INSERT INTO reports_reporterseal (report_id, citizen_hash, content)
SELECT id, coalesce(nullif(citizen_hash, ''), md5((id / 3)::text) || md5((id / 3)::text)),
    %(seal)s
FROM reports_report LEFT JOIN bench_sender ON n = id WHERE identity <> 'anonymous'
"""
# A photo, and with every second report a video, too.
EVIDENCE = """
INSERT INTO reports_evidence (
    id, report_id, holder_hash, path, key, media_type, size, expected_size, sha256, picker,
    own_recording, keeps_original, captured, picture_hash, quarantined, uploaded_at,
    completed_at, fault)
SELECT
    mark::uuid, report_id, '', mark, %(place)s,
    CASE file WHEN 1 THEN 'image/jpeg' ELSE 'video/mp4' END, 3000000 * file, 0,
    mark || md5(mark), 'camera', true, true, '',
    CASE file WHEN 1 THEN ('x' || left(mark, 16))::bit(64)::bigint END, false, at, at, ''
FROM (
    SELECT id AS report_id, file, md5(id || '-' || file) AS mark,
        first_received_at - interval '1 minute' AS at
    FROM reports_report CROSS JOIN generate_series(1, 2) AS file WHERE file <= 1 + id %% 2
) AS files
"""
CUSTODY = """
INSERT INTO reports_custodyentry (evidence_id, sequence, act, note, sha256, at, mac)
SELECT id, step, (ARRAY['received', 'attached'])[step], '', sha256, completed_at,
    md5(path || step) || md5(path)
FROM reports_evidence CROSS JOIN generate_series(1, 2) AS step
"""
PLATES = """
INSERT INTO reports_reportedplate (report_id, plate, plate_hash)
SELECT id, %(place)s, md5((id / 4)::text) || md5((id / 4)::text)
FROM reports_report WHERE id %% 2 = 0
"""
OPINIONS = """
INSERT INTO reports_handlingopinion (report_id, mark, words, at)
SELECT id, 'good', '', changed_at FROM reports_report WHERE status = 'concluded' AND id %% 5 = 0
"""
# Others pass on to the first office what it has not accepted yet.
HAND_OVERS = """
INSERT INTO reports_handover (
    report_id, office_id, body, slip_number, officer_id, at, receipt_number, signed_by)
SELECT id, (%(offices)s::text[])[1], '', '', %(officer)s, changed_at, '', ''
FROM reports_report
WHERE status = 'received' AND office_id <> (%(offices)s::text[])[1] AND id %% 51 = 0
"""


@dataclass(frozen=True)
class Sender:
    """One of the fifty: their session token, the numbers of their reports, and of secret ones."""

    token: str
    own: list[str]
    secrets: list[tuple[str, str]]


def fill_with_reports(number: int) -> list[Sender]:
    """Write `number` reports with what belongs to them; return the senders to ask about.

    The reports of each sender lie spread over the whole table, in either size alike.
    """
    create_kinds()
    step = next(size for size in range(number // (PEOPLE * EACH), 0, -1) if gcd(size, 330) == 1)
    rows: list[tuple[int, str, str]] = []
    senders = [_sender(person, step, rows) for person in range(PEOPLE)]
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        cursor.execute(SENDERS)
        cursor.executemany("INSERT INTO bench_sender VALUES (%s, %s, %s)", rows)
        _write(cursor, number)
    return senders


def _sender(person: int, step: int, rows: list[tuple[int, str, str]]) -> Sender:
    """Make a citizen, and add to `rows` whose each of their reports is."""
    citizen = Citizen.objects.create(
        app_id="scale", zalo_user_id=f"r{person}", created_at=timezone.now()
    )
    mark, token, own, secrets = citizen_hash(citizen), sessions.begin(citizen)[0], [], []
    for which in range(EACH):
        place = 1 + step * (which * PEOPLE + person)
        rows.append((place, mark, ""))
        own.append(number_of(place))
        secret = numbers.new_secret()
        rows.append((place + 1, "", numbers.secret_hash(secret)))
        secrets.append((number_of(place + 1), secret))
    return Sender(token, own, secrets)


def number_of(place: int) -> str:
    """Return the number that the SQL above gives to the report with this key."""
    return f"PA26-{place * SCATTER & 0xFFFFFF:06X}"


def _write(cursor: CursorWrapper, number: int) -> None:
    values = _values(number)
    with without_indexes(cursor, TABLES):
        for statement in _statements():
            cursor.execute(statement, values)
    for statement in connection.ops.sequence_reset_sql(no_style(), [Report, ReportEvent]):
        cursor.execute(statement)
    cursor.execute("ANALYZE")


def _statements() -> Iterator[str]:
    yield from (REPORTS, EVENTS, MESSAGES, SEALS, EVIDENCE, CUSTODY, PLATES, OPINIONS, HAND_OVERS)


def _values(number: int) -> Values:
    offices = list(
        Office.objects.filter(kind=Office.Kind.COMMUNE).order_by("pk").values_list("pk", flat=True)
    )
    kinds = ReportKind.objects.filter(desk=Desk.GENERAL).order_by("pk")
    general = list(kinds.values_list("pk", flat=True))
    return {
        "number": number,
        "scatter": SCATTER,
        "crimes": CRIMES,
        "offices": offices[:OFFICES],
        "offices_count": OFFICES,
        "officer": User.objects.create(username="bench-wrote-before").pk,
        "kinds": general,
        "kinds_count": len(general),
        "words": encrypt(WORDS),
        "place": encrypt("Ngã tư Trần Phú, phường Đông Thành"),
        "seal": encrypt('{"citizen": 1, "name": "", "address": "", "phone": ""}'),
    }
