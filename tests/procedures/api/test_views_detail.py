"""GET procedures/{key}/: one procedure by id or code, current or former.

Withdrawn ones have their successor.
"""

from datetime import date

import pytest

from foundation.publishing.conditional import etag_of
from procedures.actions import publish, withdraw
from procedures.models import Procedure
from tests.for_each import for_each
from tests.procedures.factories import make_procedure, publish_procedure, withdraw_procedure

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(api):
    """Return a function that requests one procedure."""
    return lambda key, **query: api.get(f"/api/v1/procedures/{key}/", query)


@pytest.mark.parametrize("key", ["a", "1.000001", "1.000002"])
def test_a_procedure_is_found_by_id_code_and_former_code(ask, key):
    publish_procedure(id="a", code="1.000001", former_codes=["1.000002"])
    response = ask(key)
    assert (response.status_code, response.json()["id"]) == (200, "a")


def test_the_answer_is_the_published_document_byte_for_byte(ask):
    version = publish_procedure(id="a").versions.get()
    response = ask("a")
    assert (response.content.decode(), response["ETag"]) == (
        version.document,
        etag_of(version.document.encode(), date(2026, 11, 24)),
    )


def test_a_client_with_the_current_version_gets_304(api):
    publish_procedure(id="a")
    etag = api.get("/api/v1/procedures/a/")["ETag"]
    response = api.get("/api/v1/procedures/a/", headers={"If-None-Match": etag})
    assert (response.status_code, response.content) == (304, b"")


def test_a_new_publication_has_a_new_etag(ask, refreshed):
    publish_procedure(id="a")
    before = ask("a")["ETag"]
    Procedure.objects.update(short_name="Mới")
    publish("a", None, "Sửa")
    refreshed()
    assert ask("a")["ETag"] != before


@for_each(
    "key", ["khong-co", "1.999999", "A", "a b", "ệ", "🚓", "x" * 3000, "<b>", "..;a", "%2e%2e"]
)
def test_an_unknown_key_is_not_found(ask, key):
    publish_procedure(id="a")
    response = ask(key)
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


def test_a_draft_is_not_found(ask):
    make_procedure(id="a")
    assert ask("a").status_code == 404


def test_parameters_are_refused(ask):
    publish_procedure(id="a")
    response = ask("a", fields="name")
    assert response.status_code == 400
    assert [(error["pointer"], error["code"]) for error in response.json()["errors"]] == [
        ("/query/fields", "unknown")
    ]


# --- gone ----------------------------------------------------------------------------------------


def gone(response):
    """Return the successor in a 410."""
    content = response.json()
    assert (response.status_code, content["code"]) == (410, "procedure_withdrawn")
    return content["successor"]


def test_a_withdrawn_procedure_without_successor_is_gone(ask):
    withdraw_procedure(id="cu", name="Tên cũ")
    response = ask("cu")
    assert gone(response) is None
    assert response.json()["detail"] == "Thủ tục «Tên cũ» không còn được áp dụng."


@pytest.mark.parametrize("key", ["cu", "1.000001", "1.000002"])
def test_a_withdrawn_procedure_has_its_successor(ask, key):
    withdraw_procedure(
        id="cu",
        code="1.000001",
        former_codes=["1.000002"],
        name="Tên cũ",
        successor=publish_procedure(id="moi", short_name="Mới"),
    )
    response = ask(key)
    assert gone(response) == {"id": "moi", "name": "Mới", "url": "/api/v1/procedures/moi/"}
    assert response.json()["detail"] == "Thủ tục «Tên cũ» đã được thay bằng «Mới»."


def test_the_address_of_the_successor_works(ask, api):
    withdraw_procedure(id="cu", successor=publish_procedure(id="moi"))
    assert api.get(gone(ask("cu"))["url"]).json()["id"] == "moi"


@pytest.mark.parametrize("length", [1, 2, 5])
def test_a_chain_ends_at_the_last_published_successor(ask, length):
    last = publish_procedure(id="cuoi")
    for i in range(length):
        last = withdraw_procedure(id=f"cu-{i}", successor=last)
    assert gone(ask(f"cu-{length - 1}"))["id"] == "cuoi"


@pytest.mark.parametrize("make", [make_procedure, withdraw_procedure])
def test_an_unpublished_successor_is_not_shown(ask, make):
    withdraw_procedure(id="cu", successor=make(id="moi"))
    assert gone(ask("cu")) is None


def test_a_circle_in_the_data_does_not_hang(ask):
    """The actions refuse circles, but someone may edit the database by hand."""
    a, b = publish_procedure(id="a"), publish_procedure(id="b")
    Procedure.objects.filter(pk=a.pk).update(superseded_by=b)
    Procedure.objects.filter(pk=b.pk).update(superseded_by=a)
    withdraw(a.pk, None, "Gỡ")
    withdraw(b.pk, None, "Gỡ")
    assert gone(ask("a")) is None


def test_a_code_taken_over_by_the_successor_finds_it(ask):
    withdraw_procedure(id="cu", code="1.000001")
    publish_procedure(id="moi", former_codes=["1.000001"])
    assert ask("1.000001").json()["id"] == "moi"


def test_a_republished_procedure_is_found_again(ask, refreshed):
    procedure = withdraw_procedure(id="a")
    assert ask("a").status_code == 410
    publish(procedure.pk, None, "Lại")
    refreshed()
    assert ask("a").status_code == 200


# --- cost ----------------------------------------------------------------------------------------


def test_a_procedure_makes_no_query_once_loaded(ask, django_assert_num_queries):
    publish_procedure(id="a")
    withdraw_procedure(id="cu")
    ask("a")
    with django_assert_num_queries(0):
        for key, status in (("a", 200), ("cu", 410), ("khong-co", 404)):
            assert ask(key).status_code == status
