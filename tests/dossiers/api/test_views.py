"""A citizen's own dossiers over HTTP."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from citizens.models import AccessEntry, Notice
from dossiers import actions
from dossiers.models import DossierEvent, Follow, Proof
from dossiers.workflow import Status
from tests.citizens.factories import PHONE, citizen, client_of
from tests.dossiers.factories import MACHINE, at, dossier, handler_of, move, new_code
from tests.for_each import for_each
from tests.offices import factories as offices
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db
LIST = "/api/v1/dossiers/"


def detail(row, client):
    return client.get(f"{LIST}{row.code}/")


@pytest.fixture
def owner(db):
    return citizen(PHONE)


@pytest.fixture
def client(owner):
    return client_of(owner)


def codes(client, **query):
    return [entry["code"] for entry in client.get(LIST, query).json()["results"]]


# --- ownership -----------------------------------------------------------------------------------


def test_citizens_see_dossiers_of_their_phone_and_proven_ones(now, owner, client):
    by_phone, proved, foreign = dossier(phone=PHONE), dossier(), dossier(phone="+84987654321")
    Proof.objects.create(citizen=owner, dossier=proved, factor="slip_secret", at=timezone.now())
    assert set(codes(client)) == {by_phone.code, proved.code}
    assert [detail(row, client).status_code for row in (by_phone, proved, foreign)] == [
        200,
        200,
        404,
    ]


def test_citizens_never_see_dossiers_of_others(now, owner, client):
    rows = [dossier(phone=PHONE), dossier()]
    Proof.objects.create(citizen=owner, dossier=rows[1], factor="id_last4", at=timezone.now())
    for other in (citizen("+84987654321"), citizen()):  # with another phone, and with none
        stranger = client_of(other)
        assert codes(stranger) == []
        assert [detail(row, stranger).status_code for row in rows] == [404, 404]
        assert [stranger.put(f"{LIST}{row.code}/follow/").status_code for row in rows] == [404, 404]
        assert [stranger.delete(f"{LIST}{row.code}/follow/").status_code for row in rows] == [
            404,
            404,
        ]
    assert Follow.objects.count() == 0


def test_without_a_phone_dossiers_without_phone_are_hidden(now):
    dossier()
    assert codes(client_of(citizen())) == []


def test_losing_the_number_hides_the_dossiers(now, owner, client):
    row = dossier(phone=PHONE)
    client.put(f"{LIST}{row.code}/follow/")
    client.delete("/api/v1/me/phone/")
    assert codes(client) == []
    assert detail(row, client).status_code == 404
    before = Notice.objects.count()
    move(row, "processing")
    assert Notice.objects.count() == before


def test_a_dossier_of_another_looks_missing(now, client):
    foreign = dossier(phone="+84987654321")
    answers = [client.get(f"{LIST}{code}/") for code in (foreign.code, new_code(), "khong-phai-ma")]
    texts = {answer.content.decode().replace(answer["X-Request-ID"], "") for answer in answers}
    assert ({answer.status_code for answer in answers}, len(texts)) == ({404}, 1)
    # the same for all
    assert AccessEntry.objects.filter(allowed=False, subject_kind="dossier").count() == 3


def test_a_dossier_of_another_costs_the_same_queries(now, client):
    counts = []
    for code in (dossier(phone="+84987654321").code, new_code()):
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{LIST}{code}/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("path", [LIST, f"{LIST}G01.899.909-260916-890028/"])
def test_dossiers_need_a_session(db, path):
    assert Client().get(path).status_code == 401


def test_answers_must_not_be_cached(now, client):
    row = dossier(phone=PHONE)
    assert {client.get(path)["Cache-Control"] for path in (LIST, f"{LIST}{row.code}/")} == {
        "no-store"
    }


# --- the list ------------------------------------------------------------------------------------


def test_the_newest_change_comes_first(now, client):
    rows = []
    for minute in range(5):
        now(f"2026-11-23 09:0{minute}")
        rows.append(dossier(phone=PHONE))
    now("2026-11-23 10:00")
    move(rows[1], "processing")
    expected = [rows[i].code for i in (1, 4, 3, 2, 0)]
    assert codes(client) == expected
    page = client.get(LIST, {"page": 2, "page_size": 2}).json()
    assert (page["count"], [entry["code"] for entry in page["results"]]) == (5, expected[2:4])
    assert page["next"] == f"{LIST}?page=3&page_size=2"
    assert client.get(LIST, {"page": 4, "page_size": 2}).json()["code"] == "page_not_found"
    assert client.get(LIST, {"status": "accepted"}).status_code == 400


def test_a_card_has_the_main_facts(now, client):
    row = move(dossier(phone=PHONE), "supplement_required")
    (card,) = client.get(LIST).json()["results"]
    assert (card["code"], card["action_needed"], card["following"]) == (row.code, True, True)
    assert card["status"]["name"] == "Yêu cầu bổ sung giấy tờ"
    assert card["procedure"]["id"] == row.procedure_id
    assert card["due"]["clock"] == "paused"


def test_the_query_count_of_the_list_is_constant(now, owner, client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(LIST).status_code == 200
        return len(captured)

    dossier(phone=PHONE)
    queries()
    one = queries()
    for number in range(19):
        row = dossier(**({"phone": PHONE} if number % 2 else {}))
        Proof.objects.get_or_create(
            citizen=owner, dossier=row, factor="id_last4", at=timezone.now()
        )
    assert client.get(LIST).json()["count"] == 20
    assert queries() == one <= 6


# --- one dossier ---------------------------------------------------------------------------------


def test_the_detail_has_everything_an_owner_needs(now, owner):
    office = offices.thanh_mieu(
        address="12 Hùng Vương",
        phones=["0210 3846 123 – Trực ban"],
        oa_id="123456789",
        latitude=21.3,
        longitude=105.4,
    )
    procedure = publish_procedure(time_limits=[{"value": 7, "unit": "working_day"}])
    row = dossier(phone=PHONE, office=office, procedure=procedure, limit=None)
    now("2026-11-25 10:00")
    move(
        row,
        "processing",
        "supplement_required",
        reason="Ảnh mờ",
        internal_note="Nghi giả mạo",
        papers=("Ảnh 3x4",),
    )
    body = detail(row, client_of(owner)).json()
    assert body["status"]["next_step"].startswith("Ông/bà nộp bổ sung")
    assert (body["reason"], body["supplement"]) == (
        "Ảnh mờ",
        {"papers": ["Ảnh 3x4"], "due_on": "2026-12-05"},
    )
    assert body["procedure"]["portal_url"] == "https://dichvucong.gov.vn/p/1"
    assert body["office"]["contact"]["openChat"] == {"type": "oa", "id": "123456789"}
    assert body["office"]["contact"]["phones"][0]["openPhone"]["phoneNumber"]
    assert "destination=21.3%2C105.4" in body["office"]["directions"]["openWebview"]["url"]
    assert [entry["title"] for entry in body["timeline"]] == [
        "Được tiếp nhận",
        "Đang xử lý",
        "Yêu cầu bổ sung giấy tờ",
    ]
    assert body["timeline"][-1]["papers"] == ["Ảnh 3x4"]
    assert body["due"]["waited_days"] == 2


def test_internal_notes_never_reach_a_citizen(now, client):
    row = move(dossier(phone=PHONE, id_last4="4321"), "suspended", internal_note="Nghi giả mạo")
    actions.assign(row.pk, handler_of(row.office, public_name="Đại uý Mật").pk, MACHINE)
    actions.issue_slip_secret(row.pk, MACHINE)
    text = detail(row, client).content.decode()
    assert not any(
        word in text
        for word in ("giả mạo", "Mật", "internal", "Bưởi", "4321", "assignment", "slip")
    )


@for_each("status", Status)
def test_each_status_has_an_explanation(now, client, status):
    row = dossier(phone=PHONE)
    trusted = actions.author_of(_superuser())
    if status != Status.ACCEPTED:
        from tests.dossiers.factories import facts

        actions.correct(row.pk, status, trusted, facts(status, reason="Thử"))
    body = detail(row, client).json()
    assert body["status"]["code"] == status
    assert body["status"]["explanation"].endswith(".")
    assert body["status"]["next_step"].endswith(".")
    assert sum(step["state"] == "current" for step in body["progress"]) == (
        status
        in {
            "submitted",
            "accepted",
            "processing",
            "supplement_required",
            "payment_required",
            "suspended",
            "completed",
        }
    )
    assert body["due"]["text"]


def _superuser():
    from django.contrib.auth.models import User

    return User.objects.create_superuser("truong")


@pytest.mark.parametrize(
    ("moment", "state", "text"),
    [
        ("2026-11-26 10:00", "on_time", "Hẹn trả kết quả ngày 03/12/2026."),
        ("2026-12-01 10:00", "nearly_due", "Hẹn trả kết quả ngày 03/12/2026."),
        ("2026-12-03 23:59:59", "nearly_due", "Hẹn trả kết quả ngày 03/12/2026."),
        ("2026-12-04 00:00", "late", "Đã quá hạn 1 ngày. Chúng tôi xin lỗi vì sự chậm trễ."),
        ("2026-12-14 10:00", "late", "Đã quá hạn 11 ngày. Chúng tôi xin lỗi vì sự chậm trễ."),
    ],
)
def test_due_states_follow_the_clock(now, owner, moment, state, text):
    row = dossier(phone=PHONE)
    now(moment)
    found = detail(row, client_of(owner)).json()["due"]
    assert (found["state"], found["text"], found["due_on"]) == (state, text, "2026-12-03")


def test_a_paused_dossier_promises_no_date(now, client):
    row = move(dossier(phone=PHONE), "suspended")
    found = detail(row, client).json()["due"]
    assert (found["due_on"], found["clock"], found["state"]) == (None, "paused", "on_time")


def test_a_late_dossier_stays_late_when_paused(now, owner):
    row = dossier(phone=PHONE)
    now("2026-12-07 10:00")
    move(row, "suspended")
    found = detail(row, client_of(owner)).json()["due"]
    assert (found["due_on"], found["clock"], found["state"]) == ("2026-12-03", "paused", "late")


def test_a_finished_dossier_says_if_it_was_on_time(now, owner):
    in_time, late = dossier(phone=PHONE), dossier(phone=PHONE)
    move(in_time, "processing", "completed")
    now("2026-12-07 10:00")
    move(late, "processing", "completed")
    client = client_of(owner)
    assert [detail(row, client).json()["due"]["state"] for row in (in_time, late)] == [
        "on_time",
        "late",
    ]
    assert [detail(row, client).json()["due"]["waited_days"] for row in (in_time, late)] == [0, 14]


def test_an_extension_shows_the_apology(now, owner):
    row = dossier(phone=PHONE)
    actions.extend(row.pk, date(2026, 12, 10), "Xin lỗi ông bà.", MACHINE)
    body = detail(row, client_of(owner)).json()
    assert body["extension"] == {"due_on": "2026-12-10", "apology": "Xin lỗi ông bà."}
    assert (body["timeline"][-1]["title"], body["timeline"][-1]["due_on"]) == (
        "Xin lỗi và hẹn lại",
        "2026-12-10",
    )
    assert body["due"]["extended"] is True


def test_a_closed_office_names_its_successor(now, client):
    new = offices.office("ca-xa-moi", name="Công an xã mới")
    old = offices.office("ca-xa-cu", successor=new, valid_to=date(2026, 10, 31))
    assert (
        detail(dossier(phone=PHONE, office=old), client).json()["office"]["successor"]["id"]
        == "ca-xa-moi"
    )


def test_the_query_count_of_the_detail_is_constant(now, client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert detail(row, client).status_code == 200
        return len(captured)

    row = dossier(phone=PHONE)
    queries()
    one = queries()
    for _number in range(10):
        move(row, "suspended", "processing")
    assert DossierEvent.objects.count() == 21
    assert queries() == one <= 5


# --- following -----------------------------------------------------------------------------------


def test_unfollowing_stops_notices(now, owner, client):
    row = dossier(phone=PHONE)
    path = f"{LIST}{row.code}/follow/"

    def told(*moves):
        before = Notice.objects.filter(citizen=owner).count()
        move(row, *moves)
        return Notice.objects.filter(citizen=owner).count() - before

    assert told("processing") == 1
    assert [client.delete(path).status_code for _time in range(2)] == [204, 204]
    assert (told("suspended"), detail(row, client).json()["following"], codes(client)) == (
        0,
        False,
        [row.code],
    )
    assert [client.put(path).json() for _time in range(2)] == [{"following": True}] * 2
    assert (told("processing"), detail(row, client).json()["following"]) == (1, True)
    assert Follow.objects.count() == 1


def test_times_are_utc(now, client):
    row = dossier(phone=PHONE, submitted_at=at("2026-11-23 06:30"))
    assert detail(row, client).json()["submitted_at"] == "2026-11-22T23:30:00Z"


def test_a_status_that_was_heard_of_late_stands_no_later_than_what_followed(now, client):
    row = dossier(
        phone=PHONE, accepted_at=at("2026-11-22 08:00"), submitted_at=at("2026-11-22 08:00")
    )
    move(row, "processing", inferred=True)  # heard of at 9:00
    move(row, "completed", at=at("2026-11-23 08:30"))
    timeline = detail(row, client).json()["timeline"]
    assert [(entry["status"], entry["at"]) for entry in timeline] == [
        ("accepted", "2026-11-22T01:00:00Z"),
        ("processing", "2026-11-23T01:30:00Z"),
        ("completed", "2026-11-23T01:30:00Z"),
    ]
