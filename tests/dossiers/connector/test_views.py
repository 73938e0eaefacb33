"""The connector over HTTP."""

import pytest
from django.db import IntegrityError
from django.test import Client

from citizens.models import AccessEntry
from dossiers.connector import items, keys
from dossiers.importing import applying
from dossiers.models import ConnectorDelivery, Dossier, DossierEvent, ImportConflict
from tests.citizens.factories import citizen, token_of
from tests.dossiers.factories import move
from tests.dossiers.importing.conftest import frozen, province  # noqa: F401  # fixtures
from tests.for_each import for_each
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db
PATH = "/api/v1/integration/dossiers/"
ITEM = {
    "code": "G01.899.909-260916-000028",
    "procedure_code": "1.001456",
    "status": "4",
    "applicant_name": "Nguyễn Văn A",
    "applicant_phone": "0912345678",
    "accepted_at": "2026-09-16T08:30:00+07:00",
    "due_at": "2026-09-25",
    "office": "Công an phường Thanh Miếu",
}


@pytest.fixture
def text(province):  # noqa: F811  # the fixture
    return keys.create("Cổng tỉnh", ["tinh"], 30)[1]


@pytest.fixture
def send(text):
    """Return a function that sends items with a key and returns the response."""

    def send(*items, key=text, idempotency=None, **body):
        headers = {"Authorization": f"Bearer {key}"} | (
            {"Idempotency-Key": idempotency} if idempotency else {}
        )
        return Client().post(
            PATH,
            {"dossiers": list(items), **body},
            content_type="application/json",
            headers=headers,
        )

    return send


def results(response):
    assert response.status_code == 200, response.content
    return [
        (one["result"], [(error["pointer"], error["code"]) for error in one["errors"]])
        for one in response.json()["results"]
    ]


def test_a_delivery_creates_and_updates_dossiers(send):
    assert results(send(ITEM)) == [("created", [])]
    assert results(send(ITEM)) == [("unchanged", [])]
    assert results(send({**ITEM, "status": 9, "completed_at": "23/11/2026"})) == [("updated", [])]
    assert Dossier.objects.get().source == "machine"
    assert set(DossierEvent.objects.values_list("source", flat=True)) == {"machine"}


def test_each_item_has_its_own_result(send):
    other = {**ITEM, "code": "G01.899.909-260916-000029"}
    items = [
        ITEM,
        {**other, "status": "5"},
        "x",
        {**other, "la": 1},
        {**ITEM},
        {**other, "papers": [1]},
        {**other, "code": True},
        None,
        [],
    ]
    assert results(send(*items)) == [
        ("created", []),
        ("refused", [("/body/dossiers/1/reason", "reason_missing")]),
        ("refused", [("/body/dossiers/2", "invalid")]),
        ("refused", [("/body/dossiers/3/la", "unknown")]),
        ("refused", [("/body/dossiers/4/code", "repeated")]),
        ("refused", [("/body/dossiers/5/papers", "invalid")]),
        ("refused", [("/body/dossiers/6/code", "invalid")]),
        ("refused", [("/body/dossiers/7", "invalid")]),
        ("refused", [("/body/dossiers/8", "invalid")]),
    ]
    assert Dossier.objects.count() == 1


def test_papers_are_stored_as_a_list(send):
    item = {
        **ITEM,
        "status": "5",
        "reason": "Thiếu",
        "papers": ["Giấy khai sinh", "Ảnh"],
        "supplement_due_on": "2026-12-01",
    }
    assert results(send(item)) == [("created", [])]
    assert Dossier.objects.get().papers == ["Giấy khai sinh", "Ảnh"]


def test_a_contradiction_becomes_a_conflict(send):
    send(ITEM)
    assert results(send({**ITEM, "due_at": "2026-10-01"})) == [
        ("conflict", [("/body/dossiers/0/due_at", "contradicts")])
    ]
    assert ImportConflict.objects.get().batch is None


def test_a_repeated_idempotency_key_gets_the_same_answer(send):
    first = send(ITEM, idempotency="giao-hang-1").json()
    assert send(ITEM, idempotency="giao-hang-1").json() == first
    assert ConnectorDelivery.objects.count() == 1


def test_an_idempotency_key_with_another_body_is_refused(send):
    send(ITEM, idempotency="giao-hang-1")
    response = send({**ITEM, "status": "2"}, idempotency="giao-hang-1")
    assert (response.status_code, response.json()["code"]) == (422, "idempotency_key_reused")


def test_an_older_delivery_does_not_move_dossiers_back(send):
    send({**ITEM, "status": "8", "reason": "Chờ xác minh"}, as_of="2026-11-23T02:00:00Z")
    assert results(send(ITEM, as_of="2026-11-23T01:00:00Z")) == [
        ("conflict", [("/body/dossiers/0/status", "stale")])
    ]


@pytest.mark.parametrize("written", ["2026-11-23T10:05:07Z", "23/11/2026 17:05"])
def test_what_follows_within_the_second_or_minute_that_is_written_is_no_contradiction(
    send, time_machine, written
):
    send(ITEM)
    time_machine.move_to("2026-11-23T10:05:07.400Z", tick=False)
    move(Dossier.objects.get(), "completed")
    time_machine.move_to("2026-11-23T10:05:07.900Z", tick=False)
    returned = {**ITEM, "status": "10", "returned_at": written}
    assert results(send(returned)) == [("updated", [])]
    assert Dossier.objects.get().status == "returned"


# --- offices -------------------------------------------------------------------------------------


@pytest.fixture
def foreign(province):  # noqa: F811  # the fixture
    """Return the key of another commune's connector."""
    other = offices.office("ca-xa-khac", name="Công an xã Khác", parent=offices.province())
    return keys.create("Xã khác", [other.pk], 30)[1]


def test_dossiers_of_another_office_are_refused(send, foreign):
    send(ITEM)
    before = list(Dossier.objects.values())
    moved = {**ITEM, "status": 9, "completed_at": "23/11/2026"}
    for item in (
        moved,
        {**moved, "office": "Công an xã Khác"},
        {**ITEM, "code": "G01.899.909-260916-000099"},
    ):
        assert results(send(item, key=foreign)) == [
            ("refused", [("/body/dossiers/0/office", "office_outside")])
        ]
    assert list(Dossier.objects.values()) == before


def test_a_key_of_one_office_may_omit_it(send, foreign):
    item = {key: value for key, value in ITEM.items() if key != "office"}
    assert results(send(item, key=foreign)) == [("created", [])]
    assert Dossier.objects.get().office_id == "ca-xa-khac"


# --- keys ----------------------------------------------------------------------------------------


def test_requests_without_a_key_are_refused(province):  # noqa: F811  # the fixture
    response = Client().post(PATH, {"dossiers": [ITEM]}, content_type="application/json")
    assert (response.status_code, response.json()["code"]) == (401, "unauthenticated")


@pytest.mark.parametrize("kind", ["unknown", "revoked", "expired", "citizen", "malformed"])
def test_every_bad_key_gets_the_same_answer(send, text, kind, time_machine):
    key = keys.find_valid(text)
    if kind == "revoked":
        keys.revoke(key.pk)
    if kind == "expired":
        time_machine.move_to(key.expires_at, tick=False)
    bad = {"unknown": "a" * 16 + text[16:], "citizen": token_of(citizen()), "malformed": "x"}.get(
        kind, text
    )
    response = send(ITEM, key=bad)
    assert (response.status_code, response.json()["code"]) == (401, "connector_refused")
    assert not Dossier.objects.exists()


def test_a_key_does_not_open_other_endpoints(text):
    assert (
        Client().get("/api/v1/me/", headers={"Authorization": f"Bearer {text}"}).status_code == 401
    )


def test_deliveries_are_throttled_by_key(send, settings):
    settings.THROTTLES = {**settings.THROTTLES, "connector": 1}
    assert send(ITEM).status_code == 200
    assert send(ITEM).status_code == 429


# --- invalid deliveries --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"dossiers": []},
        {"dossiers": [1] * 1001},
        {"dossiers": {}},
        {"dossiers": [1], "la": 1},
        {"dossiers": [1], "as_of": "x"},
    ],
)
def test_an_invalid_delivery_is_refused_as_a_whole(text, body):
    response = Client().post(
        PATH, body, content_type="application/json", headers={"Authorization": f"Bearer {text}"}
    )
    assert (response.status_code, response.json()["code"]) == (400, "invalid_request")


@for_each("value", ["a\0b", "x" * 5000, 10**40, {"a": 1}, [["x"]], -1.5])
def test_no_field_value_causes_a_server_error(send, value):
    """Each item is a new dossier, and has its own result."""
    sent = [
        {**ITEM, "code": f"G01.899.909-260916-{number:06}", name: value}
        for number, name in enumerate(items.KEYS)
    ]
    assert len(results(send(*sent))) == len(sent)


@for_each("name", list(items.KEYS))
def test_a_number_that_is_not_of_json_is_refused(send, name):
    assert send({**ITEM, name: 1e400}).status_code == 400


@pytest.mark.parametrize("name", ["a\0b", "", "x" * 5000, "~/", "'; --"])
def test_no_field_name_causes_a_server_error(send, name):
    ((result, errors),) = results(send({**ITEM, name: 1}))
    assert (result, [code for _pointer, code in errors]) == ("refused", ["unknown"])


def test_a_spreadsheet_is_no_delivery(text):
    headers = {"Authorization": f"Bearer {text}"}
    file = b"PK\x03\x04junk"
    for kind, answer in {"text/csv": 415, "application/json": 400}.items():
        response = Client().post(PATH, file, content_type=kind, headers=headers)
        assert (response.status_code, bool(response.json()["code"])) == (answer, True)


def test_lone_surrogates_are_refused(text):
    body = b'{"dossiers": [{"code": "\\ud800", "\\udfff": 1}]}'
    response = Client().post(
        PATH, body, content_type="application/json", headers={"Authorization": f"Bearer {text}"}
    )
    assert (response.status_code, response.json()["code"]) == (400, "malformed_body")


def test_a_code_taken_meanwhile_is_updated_on_retry(send, monkeypatch):
    real, calls = applying.apply, []

    def late(*args):
        calls.append(1)
        if len(calls) == 1:
            raise IntegrityError
        return real(*args)

    monkeypatch.setattr(applying, "apply", late)
    assert results(send(ITEM)) == [("created", [])]


# --- logs and stored answers ---------------------------------------------------------------------


def test_the_access_log_names_the_machine(send, text):
    send(ITEM)
    entry = AccessEntry.objects.get()
    assert (entry.actor_kind, entry.machine, entry.action, entry.count) == (
        "machine",
        text.partition(".")[0],
        "added",
        1,
    )


def test_the_stored_answer_holds_no_personal_data(send):
    send(ITEM)
    response = send({**ITEM, "applicant_name": "Trần Thị B", "applicant_phone": "0987654321"})
    kept = f"{list(ConnectorDelivery.objects.values())} {response.content.decode()}"
    assert not any(word in kept for word in ("Nguyễn", "Trần", "912345678", "987654321"))


def test_the_query_count_does_not_depend_on_the_items(send, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def items(first, count):
        return [
            {**ITEM, "code": f"G01.899.909-260916-{number:06d}"}
            for number in range(first, first + count)
        ]

    send(ITEM)
    with CaptureQueriesContext(connection) as one:
        send(*items(100, 1))
    with CaptureQueriesContext(connection) as many:
        send(*items(200, 20))
    assert len(many) == len(one)


CLOSED = {"procedure_code": "3.000493", "submitted_at": "2026-09-16T08:00:00+07:00"}


def test_a_dossier_of_a_procedure_that_the_law_closed_is_refused(send):
    response = send({**ITEM, **CLOSED})
    assert results(response) == [
        ("refused", [("/body/dossiers/0/procedure_code", "procedure_closed")])
    ]
    assert response.json()["results"][0]["errors"][0]["detail"] == (
        "Thủ tục không nhận hồ sơ nộp ngày 16/09/2026. Tạm dừng từ 01/07/2026 đến hết 28/02/2027. "
        "Nghị quyết 22/2026/NQ-CP dừng thủ tục này."
    )


@for_each(
    "said",
    [
        {"submitted_at": "2026-06-30T23:00:00+07:00"},
        {"status": "3", "accepted_at": None, "reason": "Không còn thủ tục này"},
    ],
)
def test_what_was_submitted_before_the_closure_or_declined_is_taken(send, said):
    assert results(send({**ITEM, **CLOSED, "due_at": None, **said})) == [("created", [])]
