"""Answers from memory: ETags, 304, bounds, and that a remembered answer equals a fresh one."""

from datetime import date
from unittest import mock

import pytest
from django.core.handlers.base import BaseHandler
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from foundation.metrics import meters
from foundation.publishing import conditional
from foundation.publishing.conditional import (
    Answer,
    JoinedMemory,
    Memory,
    RememberedView,
    address_of,
    etag_matches,
    etag_of,
)
from foundation.publishing.snapshots import watcher
from procedures.actions import publish
from procedures.drafts.writing import apply_drafts
from procedures.publishing.snapshot import catalogue
from tests.for_each import for_each
from tests.procedures.factories import make_procedure, publish_procedure

LIST = "/api/v1/procedures/"


@pytest.fixture
def procedure(db):
    return publish_procedure(id="cap-ho-chieu", short_name="Cấp hộ chiếu")


def addresses(procedure):
    key = procedure.pk
    return [
        LIST,
        f"{LIST}?search=ho+chieu",
        f"{LIST}{key}/",
        f"{LIST}{key}/checklist/",
        f"{LIST}suggestions/?q=ho",
        "/api/v1/fields/",
    ]


def test_catalogue_answers_have_strong_etags(api, procedure):
    today = date(2026, 11, 24)
    for address in addresses(procedure):
        answer = api.get(address)
        day = None if "suggestions" in address or "fields" in address else today
        assert answer["ETag"] == etag_of(answer.content, day)


@pytest.mark.parametrize("method", ["get", "head"])
def test_304_answers_a_client_with_the_current_version(api, procedure, method):
    for address in addresses(procedure):
        first = api.get(address)
        again = getattr(api, method)(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        assert again["Cache-Control"] == first["Cache-Control"]


def test_304_also_answers_for_answers_that_are_not_remembered_yet(procedure):
    address = f"{LIST}{procedure.pk}/"
    etag = catalogue.current().documents[procedure.pk].etag
    assert Client().get(address, headers={"If-None-Match": etag}).status_code == 304


@for_each(
    ("sent", "status"),
    [
        ("{etag}", 304),
        ("W/{etag}", 304),
        ('"other", {etag}', 304),
        ('W/"other", W/{etag}, "third"', 304),
        ("*", 304),
        (" * ", 304),
        ('"other"', 200),
        ('W/"other"', 200),
        ("", 200),
        ("no quotes", 200),
        ('"*"', 200),
    ],
)
def test_if_none_match_is_a_weak_comparison(api, procedure, sent, status):
    etag = api.get(LIST)["ETag"]
    assert api.get(LIST, headers={"If-None-Match": sent.format(etag=etag)}).status_code == status


def test_publishing_changes_the_answer_and_its_etag(api, procedure):
    address = f"{LIST}{procedure.pk}/"
    before = [api.get(address)["ETag"], api.get(LIST)["ETag"]]
    procedure.short_name = "Cấp hộ chiếu phổ thông"
    procedure.save()
    publish(procedure.pk, None, "Sửa tên")
    watcher.run_once()
    after = api.get(address, headers={"If-None-Match": before[0]})
    assert (after.status_code, after.json()["short_name"]) == (200, "Cấp hộ chiếu phổ thông")
    assert [after["ETag"], api.get(LIST)["ETag"]] != before


def test_a_draft_does_not_change_the_answer(api, procedure):
    before = api.get(f"{LIST}{procedure.pk}/")
    procedure.short_name = "Chưa công bố"
    procedure.save()
    make_procedure()
    watcher.run_once()
    assert api.get(f"{LIST}{procedure.pk}/").content == before.content
    assert api.get(LIST).json()["count"] == 1


def test_answers_make_no_query(api, procedure, django_assert_num_queries):
    api.get("/api/v1/fields/"), api.get(LIST)  # loads both snapshots
    with django_assert_num_queries(0):
        for address in [
            *addresses(procedure),
            *addresses(procedure),
            f"{LIST}?page=9",
            f"{LIST}nothing/",
            f"{LIST}?level=x",
        ]:
            api.get(address)
            api.head(address, headers={"If-None-Match": "*"})


def test_a_remembered_answer_equals_a_fresh_one(api, procedure):
    for address in addresses(procedure):
        fresh, remembered = api.get(address), api.get(address)
        without_id = [
            {name: value for name, value in r.headers.items() if name != "X-Request-ID"}
            for r in (fresh, remembered)
        ]
        assert (fresh.content, without_id[0]) == (remembered.content, without_id[1])


def test_errors_are_not_remembered(api, procedure):
    for address in (f"{LIST}nothing/", f"{LIST}?page=7", f"{LIST}?x=1"):
        api.get(address)
    assert len(catalogue.current().memory) == 0


def test_answers_that_depend_on_the_caller_are_not_remembered(api, procedure):
    api.get(f"{LIST}{procedure.pk}/checklist/?accepted_at=2026-11-23T09:00:00%2B07:00")
    assert len(catalogue.current().memory) == 0


def test_remembered_answers_respect_the_accept_header(api, procedure):
    api.get(LIST)
    assert Client(headers={"Accept": "text/html"}).get(LIST).status_code == 406


def test_remembered_answers_respect_the_method(api, procedure):
    api.get(LIST)
    assert api.post(LIST).status_code == 405


def test_a_view_that_declares_no_permission_answers_nobody(db, rf):
    class Undeclared(RememberedView):
        def answer(self, _request, **_kwargs):
            raise AssertionError("it was asked")

    assert Undeclared.as_view()(rf.get(LIST)).status_code in {401, 403}


def test_remembered_searches_are_counted_too(api, procedure):
    from procedures.counts.searches import counts

    for _time in range(3):
        api.get(f"{LIST}?search=H%E1%BB%99+chi%E1%BA%BFu")
    assert counts.take() == {"ho chieu": [3, 0]}


def test_answers_from_old_data_are_not_remembered_for_new_data(api, procedure, monkeypatch):
    from procedures.api.views import ProcedureListView

    work_out = ProcedureListView.answer

    def published_meanwhile(self, request, **kwargs):
        answer = work_out(self, request, **kwargs)
        publish_procedure()
        watcher.run_once()
        return answer

    monkeypatch.setattr(ProcedureListView, "answer", published_meanwhile)
    assert api.get(LIST).json()["count"] == 1
    monkeypatch.undo()
    assert api.get(LIST).json()["count"] == 2


def test_the_memory_is_limited_in_number(monkeypatch):
    monkeypatch.setattr(conditional, "MAX_REMEMBERED", 3)
    memory = Memory()
    for number in range(10):
        memory.keep(f"/{number}", Answer.from_body(b"x"))
    assert [number for number in range(10) if memory.get(f"/{number}")] == [7, 8, 9]


def test_the_memory_is_limited_in_bytes(monkeypatch):
    monkeypatch.setattr(conditional, "MAX_REMEMBERED_BYTES", 250)
    memory = Memory()
    for number in range(5):
        memory.keep(f"/{number}", Answer.from_body(b"x" * 100))
    assert len(memory) == 2


def test_long_addresses_are_not_remembered(monkeypatch):
    memory = Memory()
    memory.keep("/" + "a" * 600, Answer.from_body(b"x"))
    assert len(memory) == 0


def test_an_address_remembered_twice_counts_once(monkeypatch):
    monkeypatch.setattr(conditional, "MAX_REMEMBERED_BYTES", 250)
    memory = Memory()
    for _time in range(5):
        memory.keep("/", Answer.from_body(b"x" * 100))
    memory.keep("/b", Answer.from_body(b"x" * 100))
    assert len(memory) == 2


def test_the_first_remembered_answer_is_kept():
    memory = Memory()
    memory.keep("/", Answer.from_body(b"first"))
    memory.keep("/", Answer.from_body(b"second"))
    assert memory.get("/").body == b"first"


@given(st.binary(max_size=50), st.binary(max_size=50))
def test_etags_are_equal_only_for_equal_bodies(one, other):
    assert (etag_of(one) == etag_of(other)) == (one == other)


@given(st.text(max_size=100))
def test_any_if_none_match_is_harmless(sent):
    assert etag_matches(sent, '"abc"') in (True, False)


def test_answers_are_remembered_by_path_and_query():
    get = RequestFactory().get
    assert address_of(get("/a/")) == "/a/"
    assert address_of(get("/a/?b=%20c")) == "/a/?b=%20c"
    assert address_of(get("/a/?b=+c")) != address_of(get("/a/?b=%20c"))


def test_an_import_without_changes_keeps_the_answers(api, procedure):
    from procedures.drafts.draft_format import draft_of
    from procedures.models import Procedure
    from procedures.querysets import with_parts

    before = api.get(LIST)["ETag"]
    draft = draft_of(with_parts(Procedure.objects.filter(pk=procedure.pk)).get())
    apply_drafts([{**draft, "field_id": "cutru"}])
    assert publish(procedure.pk, None, "Nhập lại") is None
    watcher.run_once()
    assert api.get(LIST)["ETag"] == before


def test_joined_answers_are_dropped_when_one_part_is_replaced():
    joined, one, other, third = JoinedMemory(), object(), object(), object()
    memory = joined.of(one, other)
    assert joined.of(one, other) is memory
    assert joined.of(one, third) is not memory


def test_remembered_answers_contain_their_request(api, procedure):
    ids = {api.get(LIST)["X-Request-ID"] for _time in range(3)}
    assert len(ids) == 3


def test_remembered_answers_are_for_our_hosts_only(api, procedure):
    api.get(LIST)
    assert api.get(LIST, headers={"Host": "somebody.example"}).status_code == 400


def test_remembered_answers_require_tls(api, procedure, settings):
    api.get(LIST)
    settings.SECURE_SSL_REDIRECT = True
    layers = BaseHandler()  # without the client, which knows no redirect in the API's document
    layers.load_middleware()
    assert layers.get_response(RequestFactory().get(LIST)).status_code == 301


def test_remembered_answers_may_be_read_by_allowed_origins(procedure, settings):
    settings.CORS_ALLOWED_ORIGINS = ["https://h5.zdn.vn"]
    answers = [Client(headers={"Origin": "https://h5.zdn.vn"}).get(LIST) for _time in range(2)]
    other = Client(headers={"Origin": "https://somebody.example"}).get(LIST)
    assert [a["Access-Control-Allow-Origin"] for a in answers] == ["https://h5.zdn.vn"] * 2
    assert "Access-Control-Allow-Origin" not in other


def test_a_remembered_address_accepts_no_large_body(api, procedure, settings):
    api.get(LIST)
    body = b" " * (settings.MAX_BODY_BYTES + 1)
    assert api.generic("GET", LIST, body).status_code == 413


def test_remembered_answers_are_measured_under_their_route(api, procedure, monkeypatch):
    noted = []
    monkeypatch.setattr(meters, "answered", lambda route, *_rest: noted.append(route))
    api.get(LIST), api.get(LIST)
    assert noted == ["api/v1/procedures/", "api/v1/procedures/"]


def test_remembered_answers_are_not_computed_again_without_their_view(api, procedure, monkeypatch):
    first = api.get(LIST)
    monkeypatch.setattr(conditional, "_origins", {})
    with mock.patch("procedures.api.views.ProcedureListView.answer") as worked_out:
        assert api.get(LIST).content == first.content
    worked_out.assert_not_called()


def test_the_views_of_addresses_are_limited_in_number(api, procedure, monkeypatch):
    monkeypatch.setattr(conditional, "MAX_REMEMBERED", 3)
    monkeypatch.setattr(conditional, "_origins", {})
    for number in range(10):
        api.get(f"{LIST}?search=ho+chieu+{number}")
    assert len(conditional._origins) <= 3


def test_long_searches_are_counted_as_memory(monkeypatch):
    monkeypatch.setattr(conditional, "MAX_REMEMBERED_BYTES", 250)
    memory = Memory()
    for number in range(5):
        memory.keep(f"/{number}".ljust(100), Answer.from_body(b"x"))
    assert len(memory) == 2
