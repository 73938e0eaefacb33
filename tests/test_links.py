"""Nobody who reads the whole database learns who reported without a name, or who rated.

PostgreSQL writes into each row which transaction made it and which one last locked or replaced it.
So an act that must not lead to its writer writes, and locks, no row that leads to a person. Asked
are all tables there are, so that new ones are among them.
"""

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from citizens.models import Citizen, Delivery, Notice
from citizens.notices.placeholders import create_missing
from dossiers.models import Dossier
from feedback.models import FollowUp, Rating
from feedback.ratings import follow_ups, qr
from feedback.ratings.workflow import Status
from offices.models import Office
from reports.models import Report, ReporterSeal
from tests.citizens.factories import agree, citizen, client_of, notice
from tests.feedback.factories import leader_of
from tests.feedback.ratings.conftest import finished
from tests.offices.factories import calendar_2026_2027, province, thanh_mieu
from tests.reports.evidence.uploading import file
from tests.reports.factories import kind
from tests.reports.officers import received

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite keeps no such numbers"),
]
V1 = "/api/v1/"
FIRST = 7_310_001  # numbers that are found in a text
NUMBERS = range(FIRST, FIRST + 3)
PEOPLE = ("citizens_citizen", "dossiers_dossier")
TELLING = 12  # letters; a moment has more, a day has fewer
KEY = "3d1f0f2e-0000-4000-8000-0000000000"


# --- what the tables say -------------------------------------------------------------------------


@dataclass(frozen=True)
class Version:
    """One row as a table has it: where it lies, who made it, who locked it, and its columns."""

    table: str
    place: str
    made_by: int
    locked_by: frozenset[int]
    columns: str

    @property
    def transactions(self):
        return {self.made_by, *self.locked_by} - {0}


def versions():
    """Return all rows of all tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT mxid_age('1'::xid) + 1")
        (lists,) = cursor.fetchone()  # the number of the next list of several that lock together
        cursor.execute(
            "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = "
            "c.relnamespace WHERE c.relkind = 'r' AND n.nspname = current_schema()"
        )
        tables = [name for (name,) in cursor.fetchall()]
        found = set()
        for table in tables:
            cursor.execute(
                f"SELECT ctid::text, xmin::text::bigint, xmax::text::bigint, to_jsonb(t)::text "  # noqa: S608  # a name of the database's own
                f"FROM {table} t"
            )
            rows = cursor.fetchall()
            found |= {
                Version(table, place, made, frozenset(_lockers(cursor, locked, lists)), columns)
                for place, made, locked, columns in rows
            }
    return found


def _lockers(cursor, locked, lists):
    """Yield the transactions of an xmax, which may be a list of several that locked together."""
    yield locked
    if 0 < locked < lists:
        cursor.execute("SELECT xid::text::bigint FROM pg_get_multixact_members(%s)", [str(locked)])
        yield from (one for (one,) in cursor.fetchall())


def texts_in(row):
    """Return the texts in a row's columns, and the parts of those that are put together.

    Of short ones many are equal by chance: states, days, numbers of Zalo's errors.
    """
    found, rest = set(), [json.loads(row.columns)]
    while rest:
        one = rest.pop()
        if isinstance(one, dict | list):
            rest += one.values() if isinstance(one, dict) else one
        elif isinstance(one, str):
            found |= {one, *re.split("[:,; ]", one)}
    return {text for text in found if len(text) >= TELLING}


def models_of_people():
    """Return the models of citizens and dossiers, and of all that refers to them, however far."""
    found = {Citizen, Dossier}
    while added := {
        model
        for model in apps.get_models(include_auto_created=True)
        if model not in found
        for field in model._meta.concrete_fields
        if field.related_model in found
    }:
        found |= added
    return found


def of_people(rows):
    """Return the rows that lead to a person: by a column of theirs, or by what stands in them."""
    columns, values = columns_of_people(), {row: json.loads(row.columns) for row in rows}
    known = {(row.table, values[row].get("id")): row for row in rows}
    marks = [str(number) for number in NUMBERS]

    def leads(row):
        return any(mark in row.columns for mark in marks) or any(
            values[row].get(column) is not None and refers(table, values[row][column])
            for column, table in columns.get(row.table, ())
        )

    def refers(table, number):
        """Return False if it is a row that leads to nobody itself: of a confidential notice."""
        return (table, number) not in known or table in PEOPLE or leads(known[table, number])

    return {row for row in rows if leads(row)}


def columns_of_people():
    """Return for each table of people, and each partition of one, what refers to which table."""
    models = models_of_people()
    found = {
        model._meta.db_table: [
            (field.column, (field.related_model or model)._meta.db_table)
            for field in model._meta.concrete_fields
            if field.related_model in models
            or (model._meta.db_table in PEOPLE and field.primary_key)
        ]
        for model in models
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text, inhparent::regclass::text FROM pg_inherits"
        )
        parts = {part: found[whole] for part, whole in cursor.fetchall() if whole in found}
    return found | parts


# --- who acts ------------------------------------------------------------------------------------


@pytest.fixture
def office(db):
    province()
    calendar_2026_2027()
    thanh_mieu()
    kind()
    return Office.objects.get(pk="ca-phuong-thanh-mieu")


@pytest.fixture
def people(office, settings, tmp_path):
    """Return three citizens who were here yesterday, each with a finished dossier."""
    settings.SEALED_ROOT = tmp_path / "sealed"
    made = [citizen(pk=number, name=f"Công dân {number - FIRST}") for number in NUMBERS]
    Citizen.objects.update(last_seen_on=timezone.localdate() - timedelta(days=1))
    return [(who, finished(who, office)) for who in made]


def report(client, key, **values):
    happened = (timezone.now() - timedelta(hours=1)).isoformat()
    body = {
        "kind": "traffic_violation",
        "words": "Xe con màu trắng vượt đèn đỏ ở ngã tư Hùng Vương.",
        "occurred_from": happened,
        "place": {"words": "Ngã tư Hùng Vương"},
        "plates": ["29-B1 123.45"],
        "identity": "confidential",
        **values,
    }
    headers = {"Idempotency-Key": f"{KEY}{key:02}"}
    return client.post(f"{V1}reports/", body, content_type="application/json", headers=headers)


def stays_unknown(who, _row, number):
    """Send a report without a name, with a file, though a session is sent along; read it again."""
    nobody = Client(headers={"Accept": "application/json"})
    ticket = nobody.post(f"{V1}evidence/ticket/").json()["ticket"]
    (kept,) = nobody.post(f"{V1}evidence/?ticket={ticket}", {"file": file()}).json()["files"]
    values = {"identity": "anonymous", "evidence": [kept["id"]], "evidence_ticket": ticket}
    sent = report(client_of(who), number, **values)
    assert sent.status_code == 201, sent.json()
    asked = {"number": sent.json()["number"], "secret_code": sent.json()["secret_code"]}
    found = client_of(who).post(f"{V1}reports/lookup/", asked, content_type="application/json")
    bearer = Client(headers={"Authorization": f"Report {found.json()['report_pass']}"})
    added = bearer.post(
        f"{V1}reports/{asked['number']}/messages/",
        {"text": "Tôi gửi thêm."},
        content_type="application/json",
    )
    assert added.status_code == 201


def is_sealed(who, _row, number):
    """Send a report with a seal: a file by the session, the report, more words."""
    client = client_of(who)
    (kept,) = client.post(f"{V1}evidence/", {"file": file()}).json()["files"]
    sent = report(client, number, identity="confidential", evidence=[kept["id"]])
    assert sent.status_code == 201, sent.json()
    path = f"{V1}reports/{sent.json()['number']}/messages/"
    added = client.post(path, {"text": "Tôi gửi thêm."}, content_type="application/json")
    assert added.status_code == 201


def rates(who, row, number):
    """Rate a dossier twice, and a visit."""
    client = client_of(who)
    path = f"{V1}dossiers/{row.code}/rating/"
    for mark in (2, 5):
        rated = client.put(path, {"overall": mark}, content_type="application/json")
        assert rated.status_code == 200, rated.json()
    code = qr.make_counter_code(row.office_id, None, None, qr.code_expiry())
    headers = {"Idempotency-Key": f"{KEY}{number:02}"}
    body = {"qr": code, "overall": 1}
    rated = client.post(f"{V1}ratings/", body, content_type="application/json", headers=headers)
    assert rated.status_code == 201, rated.json()


def is_asked_back(who, row, number):
    """Rate low, be asked by the leader, answer, and be told the outcome."""
    client = client_of(who)
    path = f"{V1}dossiers/{row.code}/rating/"
    rated = client.put(path, {"overall": 1}, content_type="application/json").json()
    leader = leader_of(row.office)
    follow_up = FollowUp.objects.exclude(status=Status.PUBLISHED).get()
    follow_ups.ask_back(follow_up, leader, "Ngày nào?")
    reply = {"text": "Hôm qua."}
    path = f"{V1}ratings/{rated['id']}/reply/"
    replied = client.post(path, reply, content_type="application/json")
    assert replied.status_code == 201, replied.json()
    follow_ups.handle(follow_up, leader, "Đã nhắc nhở")
    follow_ups.publish(follow_up, leader)
    assert Notice.objects.of_citizen(who).filter(event="follow_up_closed").count() == 1


def is_received(who, _row, number):
    """Send a report with a seal, which an officer receives."""
    sent = report(client_of(who), number, identity="confidential").json()
    row = Report.objects.get(number=sent["number"])
    received(row)
    assert Notice.objects.of_citizen(who).filter(event="report_received").count() == 1


def is_told_of_everything(who, row, number):
    """Report with a seal and rate low, be told of both, and read that with an ordinary notice."""
    is_received(who, row, number)
    is_asked_back(who, row, number)
    client = client_of(who)
    reads = {"content_type": "application/json"}
    assert client.get(f"{V1}me/notices/").json()["unread"] >= 3
    assert client.patch(f"{V1}me/notices/", {"read_all": True}, **reads).json()["unread"] == 0


def goes_on(who, row, _number):
    """Do what citizens do under their name."""
    client = client_of(who)
    assert client.get(f"{V1}me/").status_code == 200
    assert client.get(f"{V1}dossiers/{row.code}/").status_code == 200
    body = {"kind": "access", "text": "Xin bản sao"}
    sent = client.post(f"{V1}me/requests/", body, content_type="application/json")
    assert sent.status_code == 201, sent.json()


# --- the proof -----------------------------------------------------------------------------------


@pytest.fixture
def linked(people):
    """Return a function that plays an act of each citizen among ordinary ones, and looks for links.

    It returns the rows that lead to a person and were written or locked by the act, or share a
    transaction with what it wrote; and what it wrote.
    """

    def play(act):
        written = set()
        for number, (who, row) in enumerate(people):
            before = versions()
            act(who, row, number)
            written |= versions() - before
            goes_on(*people[(number + 1) % len(people)], number)
        secret = set().union(*(row.transactions for row in written))
        now = versions()
        persons = of_people(now)
        assert persons
        return of_people(written) | {row for row in persons if row.transactions & secret}, written

    return play


def test_the_tables_of_people_are_known():
    found = models_of_people()
    assert {Citizen, Notice, Delivery} <= found
    assert not {Report, Rating} & found


@pytest.mark.parametrize("act", [stays_unknown, is_sealed, rates, is_asked_back, is_received])
def test_what_is_secret_shares_nothing_with_a_person(linked, act):
    found, written = linked(act)
    assert not found
    assert written


@pytest.fixture
def told(people, settings):
    """Let everybody be told of a report and a rating; return the rows from before, and of now."""
    settings.ZALO_OA_ID = "oa"
    create_missing()
    for who, _row in people:
        agree(who)
        notice(who, title="Thông báo thường")
    before = versions()
    for number, (who, row) in enumerate(people):
        is_told_of_everything(who, row, number)
        goes_on(who, row, number)
    return before, versions()


def secret_and_of_people(rows):
    """Return the rows of reports, ratings and what is told of them, and those of people."""
    persons = of_people(rows)
    return rows - persons, persons


def shared_texts(before, rows, others):
    """Return the texts that stand in both, for fewer than all three citizens, and not before."""
    known = set().union(*map(texts_in, before))
    common = set().union(*map(texts_in, rows)) & set().union(*map(texts_in, others)) - known
    whose = defaultdict(set)
    for row in others:
        named = {number for number in NUMBERS if str(number) in row.columns}
        for text in common & texts_in(row):
            whose[text] |= named or {(row.table, row.place)}
    return {text for text in common if len(whose[text]) < len(NUMBERS)}


def test_no_value_of_a_secret_row_stands_in_one_of_a_person(told):
    before, now = told
    secret, persons = secret_and_of_people(now)
    notices = {row for row in secret if row.table == "citizens_notice"}
    assert len(notices) >= 9
    assert {row.table for row in secret} >= {
        "reports_report",
        "feedback_rating",
        "api_idempotencykey",
    }
    assert shared_texts(before, secret - before, persons) == set()


def test_a_value_in_both_is_seen_by_this_test(told):
    before, _now = told
    Citizen.objects.filter(pk=FIRST).update(name=ReporterSeal.objects.first().citizen_hash)
    secret, persons = secret_and_of_people(versions())
    assert shared_texts(before, secret - before, persons)


def test_notices_seals_and_ratings_have_no_value_in_common(told):
    before, now = told
    secret = secret_and_of_people(now)[0] - before
    known = set().union(*map(texts_in, before))
    rooms = {
        name: set().union(*(texts_in(row) for row in secret if row.table.startswith(name))) - known
        for name in ("citizens_", "reports_", "feedback_")
    }
    assert all(rooms.values())
    for name, others in (
        ("citizens_", "reports_"),
        ("citizens_", "feedback_"),
        ("reports_", "feedback_"),
    ):
        assert rooms[name] & rooms[others] == set()


def test_reading_leaves_no_mark_on_what_is_secret(told):
    before, now = told
    secret, persons = secret_and_of_people(now - before)
    assert {row.table for row in persons} >= {"citizens_notice", "citizens_noticereading"}
    rooms = ("reports_", "feedback_", "citizens_notice", "citizens_delivery")
    about = {row for row in secret if row.table.startswith(rooms)}
    numbers = set().union(*(row.transactions for row in about))
    assert not {row for row in persons if row.transactions & numbers}
    read = json.loads(next(r for r in secret if r.table == "citizens_notice").columns)
    assert read["read_at"] is None


def test_an_act_under_ones_name_is_seen_by_this_test(linked):
    found, _written = linked(goes_on)
    assert {row.table for row in found} >= {"citizens_citizen", "citizens_personalrequest"}


def test_a_rating_leaves_no_time_of_day(linked):
    _found, written = linked(rates)
    moments = defaultdict(set)
    transactions = {row.made_by for row in written if row.table == Rating._meta.db_table}
    for row in (row for row in written if row.made_by in transactions):
        for name, value in json.loads(row.columns).items():
            moment = parse_datetime(value) if isinstance(value, str) and "T" in value else None
            if moment:
                local = timezone.localtime(moment)
                moments[row.table, name].add(f"{local:%H:%M:%S}")
    assert set().union(*moments.values()) <= {"00:00:00", "23:59:59"}, moments
