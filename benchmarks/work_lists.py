"""The officers' lists over 200,000 dossiers and 50,000 questions: every filter and search, as an officer and as a leader.

Each page is asked for over HTTP's way through Django (no network), signed in, and its queries are timed apart.
"""

import statistics
import time
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.questions import SAY
from benchmarks.report import Row, at_most
from citizens.encryption import encrypt
from offices.models import Office, Officer
from police_portal import roles
from police_portal.vietnamese import fold
from procedures.models import Procedure

DOSSIERS, QUESTIONS = 200_000, 50_000
REPEATS = 5
LIMIT = 500  # milliseconds of one page
FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương"]
MIDDLE = ["Văn", "Thị", "Đức", "Minh", "Thu", "Ngọc", "Hữu", "Quang", "Thanh", "Xuân"]
GIVEN = [
    "An",
    "Bình",
    "Bưởi",
    "Chi",
    "Dũng",
    "Giang",
    "Hà",
    "Hạnh",
    "Hùng",
    "Khánh",
    "Lan",
    "Linh",
    "Mai",
    "Nam",
    "Phúc",
    "Quỳnh",
    "Tú",
    "Yến",
]
# A year of work: what came in last is open, the rest has ended; one in ten of what is open is late.
DOSSIER = """
INSERT INTO dossiers_dossier (
    code, channel, applicant_name, applicant_folded, applicant_phone, applicant_phone_hash, phone_last4_hash, id_last4, id_last4_hash,
    slip_hash, status, status_since, reason, submitted_at, accepted_at, completed_at, returned_at, limit_value, limit_unit,
    same_day_cutoff, due_at, paused_at, apology, papers, supplements, source, events_count, created_at, changed_at, office_id, procedure_id
)
SELECT
    'G01.' || lpad((n %% 900)::text, 3, '0') || '.909-' || to_char(at, 'YYMMDD') || '-' || lpad(n::text, 6, '0'), 'direct',
    names.shown, names.folded, '', '', '', '', '', '', status, at, '', at, CASE WHEN status <> 'submitted' THEN at END,
    CASE WHEN status IN ('completed', 'returned') THEN at + interval '3 days' END,
    CASE WHEN status = 'returned' THEN at + interval '4 days' END, 7, 'working_day', false,
    CASE WHEN status = 'submitted' THEN NULL WHEN n %% 10 = 0 THEN now() - interval '1 day' * (1 + n %% 5)
         ELSE now() + interval '1 hour' * (n %% 240) END,
    CASE WHEN status IN ('supplement_required', 'payment_required', 'suspended') THEN at + interval '1 day' END,
    '', '[]', 0, 'import', 1, at, at + interval '1 hour', (%(offices)s::text[])[1 + n %% %(offices_count)s],
    (%(procedures)s::text[])[1 + n %% %(procedures_count)s]
FROM (
    SELECT n, now() - n * interval '2.6 minutes' AS at,
        CASE WHEN n > 8000 THEN (ARRAY['returned','returned','returned','returned','completed','withdrawn','declined'])[1 + n %% 7]
             ELSE (ARRAY['submitted','accepted','processing','processing','supplement_required','payment_required','suspended'])[1 + n %% 7]
        END AS status
    FROM generate_series(1, %(dossiers)s) AS n
) AS rows
JOIN LATERAL (SELECT shown, folded FROM unnest(%(names)s::text[], %(folded)s::text[]) WITH ORDINALITY AS all_names(shown, folded, place)
              WHERE place = 1 + n %% %(names_count)s) AS names ON true
"""
EVENT = """
INSERT INTO dossiers_dossierevent
    (dossier_id, number, kind, status_from, status_to, at, recorded_at, public_note, internal_note, details, source)
SELECT id, 1, 'transition', '', status, created_at, created_at, '', '', '{}', 'import' FROM dossiers_dossier
"""
QUESTION = """
INSERT INTO feedback_question (channel, office_id, rule, procedure_id, words, status, asked_at, due_at, ended_at, changed_at)
SELECT 'app', (%(offices)s::text[])[1 + n %% %(offices_count)s], 'place', (%(procedures)s::text[])[1 + n %% %(procedures_count)s],
    'lam lai the can cuoc cho nguoi so ' || n,
    CASE WHEN open THEN 'waiting' ELSE 'answered' END, at,
    CASE WHEN open THEN at + interval '2 days' END, CASE WHEN open THEN NULL ELSE at + interval '1 day' END, at
FROM (SELECT n, n < 1000 AS open, now() - n * interval '10 minutes' AS at FROM generate_series(1, %(questions)s) AS n) AS rows
"""
# What an officer asks for: the list, its filters, its search. {office} is the officer's own.
DOSSIER_LISTS = {
    "all": "", "second page": "p=1", "state": "status__exact=supplement_required", "rare state": "status__exact=suspended",
    "returned": "status__exact=returned", "late": "due=late", "due today": "due=today", "nearly due": "due=nearly",
    "office": "office={office}", "office and state": "office={office}&status__exact=submitted",
    "procedure": "procedure__id__exact={procedure}",
    "procedure and state": "procedure__id__exact={procedure}&status__exact=accepted", "mine": "handler=me", "nobody's": "handler=nobody",
    "name": "q=nguyen+thi+buoi", "name with marks": "q=Quỳnh", "short name": "q=an", "no such name": "q=zzyzx",
    "code": "q=G01.123.909-26", "whole code": "q=G01.123.909-261101-000123", "name and state": "q=buoi&status__exact=processing",
}  # fmt: skip
QUESTION_LISTS = {
    "queue": "", "late": "state=late", "mine": "state=mine", "the citizen's turn": "state=citizen", "over": "state=over",
    "all": "state=all", "words": "q=lam+lai+the+can+cuoc", "rare words": "q=nguoi+so+4321", "number": "q=4321",
    "by app": "state=all&channel__exact=app",
}  # fmt: skip


def measure(*, quick: bool = False) -> Iterator[Row]:
    """Yield the slowest page of each kind of officer, and each page."""
    fill(DOSSIERS // 20 if quick else DOSSIERS, QUESTIONS // 20 if quick else QUESTIONS)
    for who, user in _people().items():
        timed = dict(pages(user))
        slowest = max(timed, key=lambda name: timed[name][0])
        yield at_most(f"slowest list of {who} ({slowest})", timed[slowest][0], LIMIT, " ms")
        for name, (whole, queries, count) in timed.items():
            yield Row(f"– {who}, {name}: {count} queries take {queries:.0f} ms; page", whole, " ms")


def fill(dossiers: int, questions: int) -> None:
    """Write the rows, as a year would have left them."""
    offices = list(Office.objects.exclude(kind="reception_point").order_by("pk").values_list("pk", flat=True))
    procedures = list(Procedure.objects.order_by("pk").values_list("pk", flat=True))
    names = [f"{family} {middle} {given}" for given in GIVEN for middle in MIDDLE for family in FAMILY]
    values = {
        "offices": offices, "offices_count": len(offices), "procedures": procedures, "procedures_count": len(procedures),
        "names": names, "folded": [fold(name) for name in names], "names_count": len(names), "dossiers": dossiers, "questions": questions,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(DOSSIER, values)
        cursor.execute(EVENT)
        cursor.execute(QUESTION, values)
        cursor.execute(SAY, [encrypt("Tôi muốn làm lại thẻ căn cước bị mất thì cần giấy tờ gì?"), 0])
        cursor.execute("ANALYZE")


def _people() -> dict[str, User]:
    roles.sync()
    offices = {
        "one commune": Office.objects.filter(kind="commune").order_by("pk").first(),
        "the province": Office.objects.filter(kind="province").order_by("pk").first(),
    }
    return {name: _officer(f"bench-{office.pk}", office) for name, office in offices.items() if office}


def _officer(username: str, office: Office) -> User:
    user, created = User.objects.get_or_create(username=username, is_staff=True)
    if created:
        user.groups.set(Group.objects.all())
        Officer.objects.create(office=office, user=user, public_name="Cán bộ")
    return user


def pages(user: User) -> Iterator[tuple[str, tuple[float, float, int]]]:
    """Yield each page with its median milliseconds, those of its queries, and their number."""
    client = Client(raise_request_exception=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    places = {"office": Officer.objects.get(user=user).office_id, "procedure": Procedure.objects.order_by("pk").first().pk}  # type: ignore[union-attr]  # the shipped catalogue
    for model, lists in (("dossiers_dossier", DOSSIER_LISTS), ("feedback_question", QUESTION_LISTS)):
        address = reverse(f"admin:{model}_changelist")
        for name, query in lists.items():
            yield f"{model.rpartition('_')[2]}s: {name}", _timed(client, f"{address}?{query.format(**places)}")


def _timed(client: Client, address: str) -> tuple[float, float, int]:
    whole, queries, count = [], [], 0
    for _number in range(REPEATS):
        begun = time.perf_counter()
        with CaptureQueriesContext(connection) as captured:
            answer: Any = client.get(address)
        assert answer.status_code == 200, address
        whole.append((time.perf_counter() - begun) * 1000)
        queries.append(sum(float(query["time"]) for query in captured) * 1000)
        count = len(captured)
    return statistics.median(whole), statistics.median(queries), count
