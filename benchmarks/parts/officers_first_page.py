"""The first page of officers and leaders, and the month's report, over a hundred times the demo.

300,000 dossiers of 13 months in all offices, 50,000 questions, 200,000 messages to citizens, five
years of daily totals, a month of searches with 3,000 terms a day. Each page is asked for over
HTTP, signed in, from a server as production has it; nothing of it is remembered between two
requests.
"""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db import connection

from benchmarks.measuring import say
from benchmarks.report import Row, at_most
from benchmarks.servers import Server
from benchmarks.signed_in_officers import officer, serving_officers, signed_in, timed
from benchmarks.statements import Values
from citizens.models import Citizen
from dossiers import day_totals
from offices.models import Office, Officer
from procedures.models import Procedure

DOSSIERS, QUESTIONS, NOTICES, YEARS = 300_000, 50_000, 200_000, 5
REPEATS = 25
LIMIT = 500  # ms
PAGES = {
    "first page": "/quan-tri/",
    "first page by day": "/quan-tri/?ky=ngay",
    "first page by year": "/quan-tri/?ky=nam",
}
LEADERS_ONLY = {"month's report": "/quan-tri/bao-cao/", "CSV": "/quan-tri/bao-cao/so-lieu.csv"}
# One in forty is still open, some of those late. The officer of an office has every third one.
_DOSSIERS = """
INSERT INTO dossiers_dossier (
    code, procedure_id, channel, office_id, officer_id, applicant_name, applicant_folded,
    applicant_phone, applicant_phone_hash, phone_last4_hash, id_last4, id_last4_hash, slip_hash,
    status, status_since, reason, submitted_at, accepted_at, completed_at,
    limit_value, limit_unit, same_day_cutoff, due_at,
    apology, papers, supplements, source, events_count, created_at, changed_at)
SELECT
    'W01.899.909-' || to_char(at, 'YYMMDD') || '-' || lpad(n::text, 6, '0'),
    %(procedure)s, 'direct', office, CASE WHEN n %% 3 = 0 THEN officer END,
    'Nguyễn Văn ' || n, 'nguyen van ' || n, '', '', '', '', '', '',
    CASE WHEN open THEN 'processing' ELSE 'completed' END, at, '', at, at,
    CASE WHEN open THEN NULL ELSE at + n %% 9 * interval '1 day' END,
    7, 'day', false,
    CASE WHEN open THEN now() + (n / 40 %% 11 - 3) * interval '1 day'
         ELSE at + interval '7 days' END,
    '', '[]', n %% 3, 'import', 1, at, at
FROM (
    SELECT n, n %% 40 = 0 AS open, now() - n * interval '114 seconds' AS at,
        (%(offices)s::text[])[1 + n / 7 %% %(count)s] AS office,
        (%(officers)s::int[])[1 + n / 7 %% %(count)s] AS officer
    FROM generate_series(1, %(number)s) AS n
) AS rows
"""
_QUESTIONS = """
INSERT INTO feedback_question (
    channel, office_id, rule, procedure_id, words, status, officer_id,
    asked_at, due_at, ended_at, changed_at)
SELECT
    'app', (%(offices)s::text[])[1 + n / 7 %% %(count)s], 'place', %(procedure)s,
    'lam lai the can cuoc so ' || n,
    CASE WHEN open THEN 'waiting' ELSE 'solved' END, NULL, at,
    CASE WHEN open THEN now() + (n / 50 %% 9 - 3) * interval '1 day' END,
    CASE WHEN open THEN NULL ELSE at + interval '1 day' END, at
FROM (
    SELECT n, n %% 50 = 0 AS open, now() - n * interval '11 minutes' AS at
    FROM generate_series(1, %(number)s) AS n
) AS rows
"""
_NOTICES = """
INSERT INTO citizens_notice (
    key, citizen_id, event, kind, change, title, text, values, link, created_at)
SELECT
    gen_random_uuid(), %(citizen)s, 'dossier_accepted', 'dossiers', 'w' || n,
    'Hồ sơ đã được tiếp nhận', '…', '{}', '', now()
FROM generate_series(1, %(number)s) AS n
"""
_DELIVERIES = """
INSERT INTO citizens_delivery (
    notice_id, state, channel, why, tried, attempts, uncertain, tracking_id, message_id,
    error_kind, created_at, next_try_at, claimed_by, finished_at)
SELECT
    id, CASE WHEN id %% 50 = 0 THEN 'failed' ELSE 'sent' END, 'phone', '', '', 1, false, 'w' || id,
    '', '', now(), now(), '', now()
FROM citizens_notice WHERE change LIKE 'w%%'
"""
# What was before the dossiers: the totals of every office and day, as they are kept.
_DAYS = """
INSERT INTO dossiers_dossierday (office_id, day, accepted, completed, dated, on_time)
SELECT office, day::date, 6, 6, 6, 5 FROM unnest(%(offices)s::text[]) AS office,
    generate_series(now() - %(days)s * interval '1 day', now(), interval '1 day') AS day
ON CONFLICT DO NOTHING
"""
_QUESTION_DAYS = """
INSERT INTO feedback_questionday (office_id, day, asked, answered, in_time, minutes)
SELECT office, day::date, 3, 3, 2, 1500 FROM unnest(%(offices)s::text[]) AS office,
    generate_series(now() - %(days)s * interval '1 day', now(), interval '1 day') AS day
ON CONFLICT DO NOTHING
"""
_VISITS = """
INSERT INTO citizens_visitday (day, visits, users, week_users, month_users, year_users, new_users)
SELECT day::date, 300 + extract(day FROM day)::int * 5, 270, 260, 250, 40, 30
FROM generate_series(now() - %(days)s * interval '1 day', now(), interval '1 day') AS day
"""
_SEARCHES = """
INSERT INTO procedures_searchcount (day, term, searches, misses)
SELECT now()::date - d, 'cum tu ' || n, 5, n %% 2 FROM generate_series(0, 30) AS d,
    generate_series(1, 3000) AS n
ON CONFLICT DO NOTHING
"""
_SEARCH_DAYS = """
INSERT INTO procedures_searchday (day, searches, misses)
SELECT day::date, 1500, 200 FROM generate_series(now() - %(days)s * interval '1 day', now(),
    interval '1 day') AS day
ON CONFLICT DO NOTHING
"""


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield for each page of each kind of officer how long half of its answers took at most."""
    scale = 100 if small else 1
    say("making the rows of a year")
    _fill(DOSSIERS // scale, QUESTIONS // scale, NOTICES // scale)
    people = {
        "one-stop officer of a commune": officer("Cán bộ một cửa"),
        "leader of a commune": officer("Lãnh đạo"),
    }
    people["leader of the province"] = officer(
        "Lãnh đạo", Office.objects.get(kind=Office.Kind.PROVINCE)
    )
    with serving_officers(database) as server:
        yield from _pages(server, people, 5 if small else REPEATS)


def _pages(server: Server, people: dict[str, User], repeats: int) -> Iterator[Row]:
    for who, user in people.items():
        for page, path in (
            PAGES | LEADERS_ONLY if "leader" in who else dict(list(PAGES.items())[:1])
        ).items():
            took = timed(server, signed_in(user), path, repeats)
            yield at_most(f"{page}, {who}: p50", took.p50, LIMIT, " ms")
            yield Row("– computed by the worker for each", took.computed, " ms")


def _fill(dossiers: int, questions: int, notices: int) -> None:
    """Write the rows."""
    offices = list(Office.objects.exclude(kind="reception_point").order_by("pk"))
    officers = [_post(office) for office in offices]
    values: Values = {
        "offices": [office.pk for office in offices],
        "count": len(offices),
        "days": YEARS * 365,
        "officers": officers,
    }
    values |= {"procedure": Procedure.objects.order_by("pk").values_list("pk", flat=True).first()}
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(_DOSSIERS, {**values, "number": dossiers})
        cursor.execute(_QUESTIONS, {**values, "number": questions})
        cursor.execute(
            _NOTICES,
            {
                "citizen": Citizen.objects.create(app_id="bench", zalo_user_id="w").pk,
                "number": notices,
            },
        )
        cursor.execute(_DELIVERIES, {})
        day_totals.recount()
        for statement in (_DAYS, _QUESTION_DAYS, _VISITS, _SEARCHES, _SEARCH_DAYS):
            cursor.execute(statement, values)
        cursor.execute("ANALYZE")


def _post(office: Office) -> int:
    user = User.objects.create(username=f"w-{office.pk}"[:150], is_staff=True)
    return Officer.objects.create(office=office, user=user, public_name="Cán bộ").pk
