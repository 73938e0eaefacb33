"""What machines read: events, dossiers and counts, each with a key, its scopes and its offices."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from citizens.models import AccessEntry
from dossiers.connector import keys, scopes
from foundation.events import retention
from foundation.events.models import Event
from foundation.events.numbering import number_committed
from foundation.records import identity
from tests.dossiers.factories import dossier, move
from tests.for_each import for_each
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db
EVENTS, DOSSIERS, COUNTS = (
    f"/api/v1/integration/{name}/" for name in ("events", "dossiers", "counts")
)
ALL = [name for name, _title in scopes.choices()]


def key(*granted, office="tinh"):
    return keys.create("Cổng tỉnh", [office], 30, granted=granted or ALL)[1]


def ask(path, text, **query):
    return Client().get(path, query, headers={"Authorization": f"Bearer {text}"})


def body(response):
    assert response.status_code == 200, response.content
    return response.json()


def code(response):
    return response.status_code, response.json()["code"]


@pytest.fixture
def row():
    """Return a dossier of an office below the province, registered and completed."""
    offices.province()
    made = move(dossier(office=offices.thanh_mieu()), "processing", "completed")
    number_committed()
    return made


def elsewhere():
    return offices.office("noi-khac")


# --- events --------------------------------------------------------------------------------------


def test_a_dossier_is_told_of_in_the_shape_of_cloudevents(row):
    answer = body(ask(EVENTS, key()))
    assert (len(answer["events"]), answer["more"]) == (3, False)
    last = answer["events"][-1]
    assert (last["specversion"], last["type"]) == ("1.0", "police-portal.dossier.transition")
    assert last["subject"] == f"dossier/{row.code}"
    assert last["source"].startswith("urn:uuid:")
    assert last["data"] | {"happened_at": "", "due_at": ""} == {
        "code": row.code, "version": 3, "procedure": row.procedure_id, "office": row.office_id,
        "status_from": "processing", "status": "completed", "source": "machine",
        "happened_at": "", "due_at": "",
    }  # fmt: skip
    assert [one["data"]["version"] for one in answer["events"]] == [1, 2, 3]


def test_nothing_of_the_applicant_is_told(row):
    told = ask(EVENTS, key()).content.decode() + ask(DOSSIERS, key()).content.decode()
    assert row.code in told
    assert "Bưởi" not in told


def test_reading_goes_on_after_any_event(row):
    text = key()
    first = body(ask(EVENTS, text, limit=1))
    assert first["more"]
    assert first["events"][0]["cursor"] == first["cursor"]
    rest = body(ask(EVENTS, text, after=first["cursor"]))
    assert [one["sequence"] for one in rest["events"]] == [f"{2:018d}", f"{3:018d}"]
    assert body(ask(EVENTS, text, after=rest["cursor"]))["events"] == []


def test_who_read_is_logged_as_of_an_officer(row):
    text = key()
    ask(EVENTS, text)
    entry = AccessEntry.objects.get(action="listed")
    assert (entry.machine, entry.subject_kind) == (text.partition(".")[0], "dossier")
    assert (entry.subjects, entry.count) == (str(row.pk), 1)
    ask(EVENTS, text, after="now")
    assert AccessEntry.objects.filter(action="listed").count() == 1


def test_a_key_reads_what_its_offices_do(row):
    assert body(ask(EVENTS, key(office=row.office_id)))["events"]
    assert body(ask(EVENTS, key(office=elsewhere().pk)))["events"] == []


def test_a_key_reads_the_kinds_that_it_was_granted(row):
    assert body(ask(EVENTS, key("events.question")))["events"] == []
    assert len(body(ask(EVENTS, key("events.dossier")))["events"]) == 3
    assert code(ask(EVENTS, key(scopes.READ))) == (403, "connector_scope_missing")


@for_each(
    ("query", "answer"),
    [
        ({"after": "x"}, (400, "invalid_request")),
        ({"after": "a" * 61}, (400, "invalid_request")),
        ({"limit": "0"}, (400, "invalid_request")),
        ({"limit": "1001"}, (400, "invalid_request")),
        ({"limit": "x"}, (400, "invalid_request")),
        ({"kind": "dossier"}, (400, "invalid_request")),
        ({"after": "00000000.1.00000000"}, (409, "events_cursor_foreign")),
    ],
)
def test_bad_parameters_of_events_are_refused(query, answer):
    offices.province()
    assert code(ask(EVENTS, key(), **query)) == answer


def test_the_future_is_refused_and_so_is_what_was_deleted(row, settings):
    text = key()
    cursor = body(ask(EVENTS, text, limit=1))["cursor"]
    mark, _position, tag = cursor.split(".")
    assert code(ask(EVENTS, text, after=f"{mark}.99.{tag}")) == (409, "events_cursor_unknown")
    Event.objects.filter(position__lt=3).delete()
    answer = ask(EVENTS, text, after=cursor)
    assert code(answer) == (410, "events_cursor_expired")
    assert "after=now" in answer.json()["detail"]


def test_a_reader_who_stopped_in_the_middle_and_comes_back_after_40_days_misses_nothing(
    row, time_machine
):
    text = keys.create("Cổng tỉnh", ["tinh"], 90, granted=ALL)[1]
    stopped = body(ask(EVENTS, text, limit=1))["cursor"]
    since = timezone.now()
    time_machine.move_to(since + timedelta(days=40), tick=False)
    move(row, "returned")
    number_committed()
    for one in retention.CLASSES:
        one.apply(timezone.now())
    answer = ask(EVENTS, text, after=stopped)
    assert code(answer) == (410, "events_cursor_expired")
    assert "after=now" in answer.json()["detail"]
    cursor = body(ask(EVENTS, text, after="now"))["cursor"]
    (found,) = body(ask(DOSSIERS, text, changed_from=since.isoformat()))["dossiers"]
    assert (found["version"], found["status"]) == (4, "returned")
    assert body(ask(EVENTS, text, after=cursor))["events"] == []


def test_another_installation_s_cursor_says_so(row, monkeypatch):
    text = key()
    cursor = body(ask(EVENTS, text))["cursor"]
    monkeypatch.setattr(identity, "_known", [uuid.uuid4()])
    answer = ask(EVENTS, text, after=cursor)
    assert code(answer) == (409, "events_cursor_foreign")
    assert "hệ thống khác" in answer.json()["detail"]


def test_events_cost_the_same_for_one_and_for_twenty(row, django_assert_num_queries):
    text = key()
    ask(EVENTS, text)  # the day of the key's use is noted
    for _number in range(8):
        dossier(office=row.office)
    number_committed()
    with django_assert_num_queries(QUERIES):
        ask(EVENTS, text, limit=2)
    with django_assert_num_queries(QUERIES):
        assert len(body(ask(EVENTS, text, limit=11))["events"]) == 11


QUERIES = 7


# --- dossiers ------------------------------------------------------------------------------------


def test_dossiers_are_read_by_code(row):
    other = dossier(office=row.office)
    answer = body(ask(DOSSIERS, key(), code=[row.code.lower(), "G01.899.909-260916-999999"]))
    (found,) = answer["dossiers"]
    assert (found["code"], found["version"], found["status"]) == (row.code, 3, "completed")
    assert answer["after"] is None
    assert len(body(ask(DOSSIERS, key(), code=[row.code, other.code]))["dossiers"]) == 2


def test_dossiers_are_read_by_time_of_change_page_by_page(row):
    made = [row, *(dossier(office=row.office) for _number in range(4))]
    text, found, after = key(), [], None
    while True:
        page = body(ask(DOSSIERS, text, limit=2, **({"after": after} if after else {})))
        found += [one["code"] for one in page["dossiers"]]
        after = page["after"]
        if after is None:
            break
    assert found == [one.code for one in made]
    since = {"changed_from": made[3].changed_at.isoformat()}
    assert len(body(ask(DOSSIERS, text, **since))["dossiers"]) == 2
    until = {"changed_until": made[3].changed_at.isoformat()}
    assert len(body(ask(DOSSIERS, text, **until))["dossiers"]) == 3


def test_dossiers_of_other_offices_are_not_read(row):
    assert body(ask(DOSSIERS, key(office=elsewhere().pk), code=row.code))["dossiers"] == []


def test_who_read_dossiers_is_logged(row):
    ask(DOSSIERS, key(), code=row.code)
    entry = AccessEntry.objects.get(action="listed")
    assert (entry.subject_kind, entry.subjects) == ("dossier", str(row.pk))


@for_each(
    "query",
    [
        {"code": "x" * 300},
        {"code": "''"},
        {"code": ["G01.899.909-260916-000001"] * 101},
        {"changed_from": "hôm qua"},
        {"changed_until": "2026-99-99T00:00:00Z"},
        {"after": "x"},
        {"after": "999999999999999999.1"},
        {"limit": "0"},
        {"q": "x"},
    ],
)
def test_bad_parameters_of_dossiers_are_refused(query):
    offices.province()
    assert code(ask(DOSSIERS, key(), **query)) == (400, "invalid_request")


# --- counts --------------------------------------------------------------------------------------


def test_counts_are_by_office_and_day(row):
    today = timezone.localdate().isoformat()
    (count,) = body(ask(COUNTS, key(), first=today, last=today))["counts"]
    assert (count["office"], count["day"]) == (row.office_id, today)
    assert (count["accepted"], count["completed"]) == (1, 1)
    assert body(ask(COUNTS, key(office=elsewhere().pk), first=today, last=today)) == {"counts": []}


@for_each(
    "query",
    [
        {},
        {"first": "2026-11-01"},
        {"first": "2026-11-02", "last": "2026-11-01"},
        {"first": "2026-10-01", "last": "2026-11-30"},
        {"first": "0001-01-01", "last": "9999-12-31"},
        {"first": "x", "last": "y"},
    ],
)
def test_bad_days_are_refused(query):
    offices.province()
    assert code(ask(COUNTS, key(), **query)) == (400, "invalid_request")


# --- keys ----------------------------------------------------------------------------------------

DAY = {"first": "2026-11-30", "last": "2026-11-30"}


@for_each(
    ("path", "query", "missing"),
    [
        (EVENTS, {}, [scopes.WRITE, scopes.READ]),
        (DOSSIERS, {}, [scopes.WRITE, "events.dossier"]),
        (COUNTS, DAY, [scopes.WRITE, "events.dossier"]),
    ],
)
def test_reading_needs_a_key_that_may(path, query, missing):
    offices.province()
    assert ask(path, key(), **query).status_code == 200
    assert code(ask(path, key(*missing), **query)) == (403, "connector_scope_missing")
    assert code(ask(path, "a" * 16 + "." + "b" * 43, **query)) == (401, "connector_refused")
    assert Client().get(path, query).status_code == 401


def test_a_key_that_only_reads_sends_nothing():
    offices.province()
    headers = {"Authorization": f"Bearer {key(scopes.READ)}"}
    sent = {"dossiers": [{"code": "x"}]}
    answer = Client().post(DOSSIERS, sent, content_type="application/json", headers=headers)
    assert code(answer) == (403, "connector_scope_missing")


def test_both_keys_read_while_one_replaces_the_other(row):
    old = key("events.dossier")
    found = keys.find_valid(old)
    _key, new = keys.rotate(found.pk, 30)
    assert len(body(ask(EVENTS, old))["events"]) == len(body(ask(EVENTS, new))["events"]) == 3
    found.refresh_from_db()
    assert found.expires_at <= timezone.now() + timedelta(days=keys.ROTATION_DAYS)
    keys.revoke(found.pk)
    assert code(ask(EVENTS, old)) == (401, "connector_refused")


def test_an_expired_key_reads_nothing(row):
    text = key()
    found = keys.find_valid(text)
    found.created_at = timezone.now() - timedelta(days=2)
    found.expires_at = timezone.now() - timedelta(days=1)
    found.save()
    assert code(ask(EVENTS, text)) == (401, "connector_refused")


def test_reads_are_bounded_apart_from_deliveries(settings):
    offices.province()
    settings.THROTTLES = {**settings.THROTTLES, "connector_read": 1}
    text = key()
    assert ask(EVENTS, text).status_code == 200
    answer = ask(EVENTS, text)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) <= 60
