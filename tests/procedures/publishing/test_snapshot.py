"""The catalogue in memory: look-ups by id, code and order, and refreshing."""

from datetime import date

import pytest

from foundation.publishing.conditional import etag_of
from foundation.publishing.snapshots import Snapshot, watcher
from procedures.actions import change_vocabulary, publish, withdraw
from procedures.models import Aspect, FillerWord, Procedure, SynonymGroup
from procedures.publishing.published import Published, Withdrawn
from procedures.publishing.snapshot import build, catalogue
from tests.procedures.factories import (
    make_field,
    make_procedure,
    publish_procedure,
    withdraw_procedure,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_process():
    """Return the catalogue in the memory of another web process."""
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


def test_an_empty_key_finds_no_procedure_without_code():
    publish_procedure(id="a", code="")
    assert catalogue.current().ids_by_code == {}


def test_a_draft_is_not_found():
    make_procedure(id="a", code="1.000001")
    assert catalogue.current().find("a") is None


@pytest.mark.parametrize("key", ["a", "1.000001", "1.000002"])
def test_a_withdrawn_procedure_is_found_as_withdrawn(key):
    withdraw_procedure(id="a", code="1.000001", former_codes=["1.000002"])
    assert isinstance(catalogue.current().find(key), Withdrawn)


def test_a_code_finds_its_current_owner():
    publish_procedure(id="moi", code="1.000001")
    publish_procedure(id="cu", code="1.000002", former_codes=["1.000001"])
    assert catalogue.current().find("1.000001").id == "moi"


def test_a_code_of_a_withdrawn_procedure_finds_its_new_owner():
    withdraw_procedure(id="cu", code="1.000001")
    publish_procedure(id="moi", code="1.000002", former_codes=["1.000001"])
    assert catalogue.current().find("1.000001").id == "moi"


def test_a_moved_code_finds_its_new_owner_after_publication():
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


# --- published content ---------------------------------------------------------------------------


def test_citizens_see_the_published_version():
    procedure = publish_procedure(id="a", short_name="Đã công bố")
    Procedure.objects.filter(pk=procedure.pk).update(short_name="Đang sửa")
    assert catalogue.current().documents["a"].entry.short_name == "Đã công bố"


def test_documents_and_cards_are_the_bytes_of_the_version():
    version = publish_procedure(id="a").versions.get()
    held = catalogue.current().documents["a"]
    assert (held.document.decode(), held.card.decode(), held.etag) == (
        version.document,
        version.card,
        etag_of(version.document.encode(), date(2026, 11, 24)),
    )


def test_procedures_are_sorted_by_field_and_name():
    """Databases disagree about the order of Vietnamese letters; this order is the same on all."""
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


def test_an_empty_catalogue_works():
    held = catalogue.current()
    assert (held.documents, held.withdrawn, held.index.search("hộ chiếu").ids) == ({}, {}, ())


# --- newer data ----------------------------------------------------------------------------------


def test_another_process_serves_a_publication_after_a_refresh(other_process):
    publish_procedure(id="a", short_name="Cũ")
    other_process.current()
    Procedure.objects.filter(pk="a").update(short_name="Mới")
    publish("a", None, "Sửa")
    assert other_process.current().documents["a"].short_name == "Cũ"
    assert other_process.refresh()
    assert other_process.current().documents["a"].short_name == "Mới"


def test_another_process_stops_serving_a_withdrawn_procedure(other_process):
    procedure = publish_procedure(id="a")
    other_process.current()
    withdraw(procedure.pk, None, "Gỡ")
    other_process.refresh()
    assert isinstance(other_process.current().find("a"), Withdrawn)
    assert other_process.current().index.search("Thử nghiệm").ids == ()


@pytest.mark.django_db(
    transaction=True
)  # the watcher closes connections that were left in a transaction
def test_the_watcher_loads_a_moved_revision():
    publish_procedure(id="a")
    catalogue.current()
    publish_procedure(id="b")
    watcher.run_once()
    assert list(catalogue.current().documents) == ["a", "b"]


def test_an_unmoved_revision_loads_nothing(django_assert_num_queries):
    publish_procedure()
    held = catalogue.current()
    with django_assert_num_queries(1):
        assert not catalogue.refresh()
    assert catalogue.current() is held


def test_an_unpublished_edit_is_not_served():
    publish_procedure(id="a")
    catalogue.current()
    Procedure.objects.update(short_name="Đang sửa")
    assert not catalogue.refresh()


def test_only_changed_procedures_are_read_again(django_assert_max_num_queries):
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
        with django_assert_max_num_queries(17) as queries:
            catalogue.current()
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_republished_procedure_is_back():
    procedure = withdraw_procedure(id="a")
    assert isinstance(catalogue.current().find("a"), Withdrawn)
    publish(procedure.pk, None, "Lại")
    catalogue.refresh()
    assert isinstance(catalogue.current().find("a"), Published)


def test_new_words_rebuild_the_index():
    publish_procedure(id="a", short_name="Cấp hộ chiếu")
    assert catalogue.current().index.search("passport").ids == ()
    change_vocabulary(
        lambda: SynonymGroup.objects.create(
            canonical="hộ chiếu", forms=["passport"]
        ).procedures.set(["a"])
    )
    catalogue.refresh()
    assert catalogue.current().index.search("passport").ids == ("a",)


def test_filler_words_are_left_out_of_a_search():
    publish_procedure(id="a", short_name="Cấp hộ chiếu")
    publish_procedure(id="b", short_name="Giấy tờ gì")
    assert catalogue.current().index.search("hộ chiếu giấy tờ gì").ids[0] == "b"
    change_vocabulary(
        lambda: FillerWord.objects.create(text="giấy tờ gì", kind=FillerWord.Kind.QUESTION)
    )
    catalogue.refresh()
    assert catalogue.current().index.search("hộ chiếu giấy tờ gì").ids == ("a",)


def test_an_aspect_decides_between_procedures():
    publish_procedure(id="a", short_name="Cấp đầu thẻ")
    publish_procedure(id="b", short_name="Cấp lại thẻ")
    assert catalogue.current().index.search("mất thẻ").ids == ("a", "b")
    lost = Aspect(name="Cấp lại", family="hành động", in_names=["cấp lại"], in_queries=["mất"])
    change_vocabulary(lost.save)
    catalogue.refresh()
    assert catalogue.current().index.search("mất thẻ").ids == ("b", "a")


def test_answers_from_old_data_are_not_remembered_for_new_data(api):
    publish_procedure(id="a", short_name="Cũ")
    assert api.get("/api/v1/procedures/").json()["results"][0]["name"] == "Cũ"
    Procedure.objects.update(short_name="Mới")
    publish("a", None, "Sửa")
    catalogue.refresh()
    assert api.get("/api/v1/procedures/").json()["results"][0]["name"] == "Mới"


# --- cost of a rebuild ---------------------------------------------------------------------------


def test_a_change_outside_of_search_keeps_the_index(other_process):
    procedure = publish_procedure(id="a")
    held = other_process.current()
    Procedure.objects.filter(pk=procedure.pk).update(conditions=["Điều kiện mới"])
    publish("a", None, "Sửa")
    assert other_process.refresh()
    assert "Điều kiện mới" in other_process.current().documents["a"].document.decode()
    assert other_process.current().index is held.index


def test_a_new_name_rebuilds_the_index(other_process):
    procedure = publish_procedure(id="a")
    held = other_process.current()
    Procedure.objects.filter(pk=procedure.pk).update(short_name="Tên khác hẳn")
    publish("a", None, "Sửa")
    assert other_process.refresh()
    assert other_process.current().index is not held.index
