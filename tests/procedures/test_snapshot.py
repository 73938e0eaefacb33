"""The catalogue in memory.

What a process finds by id, code and order, and how it comes to newer data.
"""

import pytest

from foundation.publishing.snapshots import Snapshot, watcher
from procedures.actions import change_vocabulary, publish, withdraw
from procedures.models import Aspect, FillerWord, Procedure, SynonymGroup
from procedures.snapshot import Published, Withdrawn, build, catalogue
from tests.procedures.factories import (
    make_field,
    make_procedure,
    publish_procedure,
    withdraw_procedure,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_process():
    """Return the catalogue as another web process holds it."""
    other = Snapshot("another process", build)
    other.name = "catalogue"
    yield other
    del Snapshot.registry["another process"]


# --- finding -------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["a", "1.000001.A", "1.000001.a", "1.000002"])
def test_a_procedure_is_found_by_id_code_and_former_code(key):
    publish_procedure(id="a", code="1.000001.A", former_codes=["1.000002"])
    assert catalogue.current().find(key).id == "a"


@pytest.mark.parametrize("key", ["", "A", "b", "1.00000", "1.000001 ", "x" * 10_000, "\U0001f600"])
def test_anything_else_finds_nothing(key):
    publish_procedure(id="a", code="1.000001", former_codes=["1.000002"])
    assert catalogue.current().find(key) is None


def test_a_procedure_without_code_is_not_found_by_nothing():
    publish_procedure(id="a", code="")
    assert catalogue.current().ids_by_code == {}


def test_a_draft_is_not_found():
    make_procedure(id="a", code="1.000001")
    assert catalogue.current().find("a") is None


@pytest.mark.parametrize("key", ["a", "1.000001", "1.000002"])
def test_a_withdrawn_procedure_is_found_as_such(key):
    withdraw_procedure(id="a", code="1.000001", former_codes=["1.000002"])
    assert isinstance(catalogue.current().find(key), Withdrawn)


def test_a_code_leads_to_its_owner_of_today_not_of_yesterday():
    publish_procedure(id="moi", code="1.000001")
    publish_procedure(id="cu", code="1.000002", former_codes=["1.000001"])
    assert catalogue.current().find("1.000001").id == "moi"


def test_a_code_of_a_withdrawn_procedure_leads_to_the_one_that_took_it_over():
    withdraw_procedure(id="cu", code="1.000001")
    publish_procedure(id="moi", code="1.000002", former_codes=["1.000001"])
    assert catalogue.current().find("1.000001").id == "moi"


def test_a_code_that_moved_leads_to_its_new_owner_after_publication():
    old, new = (
        publish_procedure(id="cu", code="1.000001"),
        publish_procedure(id="moi", code="1.000002"),
    )
    assert catalogue.current().find("1.000001").id == "cu"
    Procedure.objects.filter(pk=old.pk).update(code="", former_codes=["1.000001"])
    Procedure.objects.filter(pk=new.pk).update(code="1.000001", former_codes=["1.000002"])
    publish(old.pk, None, "Chuyển mã")
    publish(new.pk, None, "Nhận mã")
    catalogue.refresh()
    found = {code: catalogue.current().find(code).id for code in ("1.000001", "1.000002")}
    assert found == {"1.000001": "moi", "1.000002": "moi"}


# --- what citizens see ---------------------------------------------------------------------------


def test_citizens_see_what_was_published_not_the_draft():
    procedure = publish_procedure(id="a", short_name="Đã công bố")
    Procedure.objects.filter(pk=procedure.pk).update(short_name="Đang sửa")
    assert catalogue.current().documents["a"].entry.short_name == "Đã công bố"


def test_documents_and_cards_are_the_very_bytes_of_the_version():
    version = publish_procedure(id="a").versions.get()
    held = catalogue.current().documents["a"]
    assert (held.document.decode(), held.card.decode(), held.etag) == (
        version.document,
        version.card,
        version.etag,
    )


def test_procedures_stand_by_field_and_by_name_without_marks():
    """Databases do not agree on the order of Vietnamese letters; this order is the same on all."""
    make_field("sau", order=2)
    make_field("truoc", order=1)
    for name, field in [
        ("Ý", "truoc"),
        ("Ảnh", "sau"),
        ("Đơn", "truoc"),
        ("an", "truoc"),
        ("Ân xá", "truoc"),
        ("Zalo", "truoc"),
    ]:
        publish_procedure(short_name=name, field=field)
    names = [published.short_name for published in catalogue.current().documents.values()]
    assert names == ["an", "Ân xá", "Đơn", "Ý", "Zalo", "Ảnh"]


def test_an_empty_catalogue_is_a_catalogue():
    held = catalogue.current()
    assert (held.documents, held.withdrawn, held.index.search("hộ chiếu").ids) == ({}, {}, ())


# --- newer data ----------------------------------------------------------------------------------


def test_another_process_serves_a_publication_after_its_next_look(other_process):
    publish_procedure(id="a", short_name="Cũ")
    other_process.current()
    Procedure.objects.filter(pk="a").update(short_name="Mới")
    publish("a", None, "Sửa")
    assert other_process.current().documents["a"].short_name == "Cũ"
    assert other_process.refresh()
    assert other_process.current().documents["a"].short_name == "Mới"


def test_another_process_stops_serving_what_was_withdrawn(other_process):
    procedure = publish_procedure(id="a")
    other_process.current()
    withdraw(procedure.pk, None, "Gỡ")
    other_process.refresh()
    assert isinstance(other_process.current().find("a"), Withdrawn)
    assert other_process.current().index.search("Thử nghiệm").ids == ()


@pytest.mark.django_db(
    transaction=True
)  # the watcher closes connections that somebody left in a transaction
def test_the_watcher_loads_what_moved():
    publish_procedure(id="a")
    catalogue.current()
    publish_procedure(id="b")
    watcher.run_once()
    assert list(catalogue.current().documents) == ["a", "b"]


def test_nothing_is_loaded_while_nothing_moved(django_assert_num_queries):
    publish_procedure()
    held = catalogue.current()
    with django_assert_num_queries(1):
        assert not catalogue.refresh()
    assert catalogue.current() is held


def test_a_draft_edit_alone_is_not_seen():
    publish_procedure(id="a")
    catalogue.current()
    Procedure.objects.update(short_name="Đang sửa")
    assert not catalogue.refresh()


def test_only_what_changed_is_read_again(django_assert_max_num_queries):
    for name in "abc":
        publish_procedure(id=name)
    before = catalogue.current().documents
    Procedure.objects.filter(pk="b").update(short_name="Mới")
    publish("b", None, "Sửa")
    catalogue.refresh()
    after = catalogue.current().documents
    assert [after[name] is before[name] for name in "abc"] == [True, False, True]


def test_loading_costs_the_same_for_1_and_20_procedures(django_assert_max_num_queries):
    counts = []
    for wanted in (1, 20):
        for _ in range(wanted - Procedure.objects.count()):
            publish_procedure()
        catalogue.forget()
        with django_assert_max_num_queries(15) as queries:
            catalogue.current()
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_republished_procedure_is_back():
    procedure = withdraw_procedure(id="a")
    assert isinstance(catalogue.current().find("a"), Withdrawn)
    publish(procedure.pk, None, "Lại")
    catalogue.refresh()
    assert isinstance(catalogue.current().find("a"), Published)


def test_new_words_give_a_new_index():
    publish_procedure(id="a", short_name="Cấp hộ chiếu")
    assert catalogue.current().index.search("passport").ids == ()
    change_vocabulary(
        lambda: SynonymGroup.objects.create(
            canonical="hộ chiếu", forms=["passport"]
        ).procedures.set(["a"])
    )
    catalogue.refresh()
    assert catalogue.current().index.search("passport").ids == ("a",)


def test_filler_words_are_taken_out_of_a_search():
    publish_procedure(id="a", short_name="Cấp hộ chiếu")
    publish_procedure(id="b", short_name="Giấy tờ gì")
    assert catalogue.current().index.search("hộ chiếu giấy tờ gì").ids[0] == "b"
    change_vocabulary(
        lambda: FillerWord.objects.create(text="giấy tờ gì", kind=FillerWord.Kind.QUESTION)
    )
    catalogue.refresh()
    assert catalogue.current().index.search("hộ chiếu giấy tờ gì").ids == ("a",)


def test_an_aspect_tells_procedures_apart():
    publish_procedure(id="a", short_name="Cấp đầu thẻ")
    publish_procedure(id="b", short_name="Cấp lại thẻ")
    assert catalogue.current().index.search("mất thẻ").ids == ("a", "b")
    lost = Aspect(name="Cấp lại", family="hành động", in_names=["cấp lại"], in_queries=["mất"])
    change_vocabulary(lost.save)
    catalogue.refresh()
    assert catalogue.current().index.search("mất thẻ").ids == ("b", "a")


def test_answers_of_old_data_are_not_remembered_for_new(api):
    publish_procedure(id="a", short_name="Cũ")
    assert api.get("/api/v1/procedures/").json()["results"][0]["name"] == "Cũ"
    Procedure.objects.update(short_name="Mới")
    publish("a", None, "Sửa")
    catalogue.refresh()
    assert api.get("/api/v1/procedures/").json()["results"][0]["name"] == "Mới"


# --- what a rebuild costs ------------------------------------------------------------------------


def test_a_change_that_search_does_not_know_of_keeps_the_index(other_process):
    procedure = publish_procedure(id="a")
    held = other_process.current()
    Procedure.objects.filter(pk=procedure.pk).update(conditions=["Điều kiện mới"])
    publish("a", None, "Sửa")
    assert other_process.refresh()
    assert "Điều kiện mới" in other_process.current().documents["a"].document.decode()
    assert other_process.current().index is held.index


def test_a_new_name_makes_a_new_index(other_process):
    procedure = publish_procedure(id="a")
    held = other_process.current()
    Procedure.objects.filter(pk=procedure.pk).update(short_name="Tên khác hẳn")
    publish("a", None, "Sửa")
    assert other_process.refresh()
    assert other_process.current().index is not held.index
