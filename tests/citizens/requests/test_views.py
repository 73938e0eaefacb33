"""me/requests/: the citizen's requests about their own data."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from citizens.models import AccessEntry, PersonalRequest, PersonalRequestEvent
from citizens.requests.actions import MAX_OPEN
from citizens.requests.workflow import Status
from tests.citizens.factories import personal_request
from tests.for_each import for_each
from tests.offices.factories import calendar_2026_2027

LIST = "/api/v1/me/requests/"
FRIDAY = "2026-11-20T02:00:00Z"


def send(client, kind="access", text="", **headers):
    return client.post(
        LIST, {"kind": kind, "text": text}, content_type="application/json", headers=headers
    )


def one(number):
    return f"{LIST}{number}/"


@pytest.fixture
def on_friday(db, time_machine):
    """Freeze the clock on Friday 20/11/2026, with the calendar filled."""
    calendar_2026_2027()
    time_machine.move_to(FRIDAY, tick=False)


def test_a_new_request_shows_its_deadline(on_friday, as_lan):
    answer = send(as_lan, "correction", "  Tên tôi sai\r\nở hồ sơ.\u202e ")
    body = answer.json()
    assert answer.status_code == 201
    assert answer["Cache-Control"] == "no-store"
    assert (body["kind"], body["kind_name"], body["status"]) == (
        "correction",
        "Chỉnh sửa dữ liệu",
        "received",
    )
    assert body["text"] == "Tên tôi sai\nở hồ sơ."
    assert (body["received_at"], body["acknowledge_by"], body["due_on"]) == (
        FRIDAY,
        "2026-11-23",  # 72 hours, which Zalo's data terms leave, end before two working days
        "2026-11-23",
    )
    assert (body["acknowledged_at"], body["closed_at"], body["answer"], body["can_cancel"]) == (
        None,
        None,
        "",
        True,
    )
    assert as_lan.get(one(body["id"])).json() == body
    assert list(PersonalRequestEvent.objects.values_list("move", "status")) == [
        ("receive", "received")
    ]


def test_texts_are_encrypted_at_rest(as_lan):
    send(as_lan, "objection", "Không đồng ý chia sẻ địa chỉ")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM citizens_personalrequest")
        assert "địa chỉ" not in cursor.fetchone()[0]


@for_each(
    ("body", "pointer"),
    [
        ({}, "/body/kind"),
        ({"kind": "everything"}, "/body/kind"),
        ({"kind": "access", "text": "x" * 2001}, "/body/text"),
        ({"kind": "access", "text": "a\0"}, "/body/text"),
        ({"kind": "access", "text": ["x"]}, "/body/text"),
        ({"kind": "correction"}, "/body/text"),
        ({"kind": "objection", "text": " \u200b "}, "/body/text"),
        ({"kind": "access", "status": "done"}, "/body/status"),
        ({"kind": "access", "citizen": 1}, "/body/citizen"),
        ({"kind": "access", "due_on": "2030-01-01"}, "/body/due_on"),
    ],
)
def test_invalid_requests_are_refused(as_lan, body, pointer):
    answer = as_lan.post(LIST, body, content_type="application/json")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, pointer)
    assert not PersonalRequest.objects.exists()


def test_the_number_of_open_requests_is_limited(as_lan, as_hung):
    for _number in range(MAX_OPEN):
        send(as_lan)
    refused = send(as_lan)
    assert (refused.status_code, refused.json()["code"]) == (422, "requests_too_many")
    assert send(as_hung).status_code == 201
    as_lan.delete(one(PersonalRequest.objects.order_by("pk").first().pk))
    assert send(as_lan).status_code == 201


def test_the_list_shows_own_requests_newest_first(as_lan, lan, hung):
    numbers = [personal_request(lan, text=f"Lan {number}").pk for number in range(3)]
    personal_request(hung, text="Hùng")
    body = as_lan.get(f"{LIST}?page_size=2").json()
    assert [row["id"] for row in body["results"]] == numbers[:0:-1]
    assert (body["count"], body["next"]) == (3, f"{LIST}?page_size=2&page=2")
    assert [row["id"] for row in as_lan.get(body["next"]).json()["results"]] == numbers[:1]
    assert "Hùng" not in as_lan.get(LIST).content.decode()
    assert as_lan.get(f"{LIST}?page=9").status_code == 404


def test_the_query_count_does_not_depend_on_the_requests(as_lan, lan):
    personal_request(lan)
    with CaptureQueriesContext(connection) as one_row:
        as_lan.get(LIST)
    for _number in range(19):
        personal_request(lan, status="cancelled", closed_at="2026-11-01T00:00:00Z")
    with CaptureQueriesContext(connection) as twenty:
        assert as_lan.get(LIST).json()["count"] == 20
    assert len(one_row) == len(twenty)


@pytest.mark.parametrize("method", ["get", "delete"])
def test_a_request_of_another_citizen_answers_404_and_is_logged(as_hung, lan, hung, method):
    theirs = personal_request(lan, text="Chuyện riêng")
    answers = [getattr(as_hung, method)(one(number)) for number in (theirs.pk, 999_999)]
    assert [answer.status_code for answer in answers] == [404, 404]
    theirs_says, missing_says = ({**answer.json(), "instance": ""} for answer in answers)
    assert theirs_says == missing_says
    theirs.refresh_from_db()
    assert theirs.status == Status.RECEIVED
    assert list(
        AccessEntry.objects.order_by("pk").values_list(
            "citizen", "allowed", "subject_kind", "subjects"
        )
    ) == [
        (hung.pk, False, "personalrequest", str(theirs.pk)),
        (hung.pk, False, "personalrequest", "999999"),
    ]


@pytest.mark.parametrize("number", ["0", "9" * 25, "9" * 4000])
def test_a_number_too_large_for_a_row_answers_404(as_lan, number):
    assert as_lan.get(one(number)).status_code == 404
    assert AccessEntry.objects.get().subjects in {"0", ""}  # long numbers must not fill the log


@pytest.mark.parametrize("number", ["-1", "abc", "1.5", "9" * 5000])
def test_an_id_that_is_not_a_number_answers_404(as_lan, number):
    assert as_lan.get(one(number)).status_code == 404
    assert not AccessEntry.objects.exists()


def test_withdrawing_a_request_can_be_repeated(as_lan, lan):
    row = personal_request(lan)
    assert [as_lan.delete(one(row.pk)).status_code for _time in range(2)] == [204, 204]
    body = as_lan.get(one(row.pk)).json()
    assert (body["status"], body["can_cancel"]) == ("cancelled", False)
    assert PersonalRequestEvent.objects.count() == 1


@pytest.mark.parametrize("status", [Status.DONE, Status.REFUSED])
def test_an_answered_request_cannot_be_withdrawn(as_lan, lan, status):
    row = personal_request(lan, status=status, closed_at="2026-11-01T00:00:00Z", answer="Đã xong")
    refused = as_lan.delete(one(row.pk))
    assert (refused.status_code, refused.json()["code"]) == (422, "request_moved_on")
    assert as_lan.get(one(row.pk)).json()["answer"] == "Đã xong"


@pytest.mark.parametrize("query", ["?citizen=1", "?page=0", "?x=1"])
def test_the_request_cannot_name_another_citizen(as_lan, query):
    assert as_lan.get(LIST + query).status_code == 400
