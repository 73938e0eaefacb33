"""The shipped catalogue: complete, in the import format, small enough for a phone."""

import orjson
import pytest

from procedures.importing.reading import OTHER_FILES
from procedures.models import Procedure
from tests.procedures.conftest import SHIPPED

FILES = sorted(path for path in SHIPPED.glob("*.json") if path.name not in OTHER_FILES)
ENTRIES = {
    entry["id"]: entry for path in FILES for entry in orjson.loads(path.read_bytes())["procedures"]
}
CARD_BYTES, PAGE_BYTES = 700, 12 * 1024

pytestmark = pytest.mark.django_db


def test_there_are_164_procedures_in_18_fields_with_an_id_each():
    count = sum(len(orjson.loads(path.read_bytes())["procedures"]) for path in FILES)
    assert (len(FILES), count, len(ENTRIES)) == (18, 164, 164)


def test_each_file_is_named_after_its_field():
    assert {path.stem: orjson.loads(path.read_bytes())["field"] for path in FILES} == {
        path.stem: path.stem for path in FILES
    }


def test_each_entry_names_its_sources_and_date():
    assert [
        name
        for name, entry in ENTRIES.items()
        if not entry.get("sources") or not entry.get("as_of")
    ] == []


def test_doubts_are_kept():
    assert sum(bool(entry.get("doubts")) for entry in ENTRIES.values()) >= 150


def test_no_uncertain_fee_is_called_free_or_confirmed():
    """The sources know 85 procedures without a fee and 33 with a certain one.

    All others are shown as unverified.
    """
    statuses = [entry.get("fee_status", "unverified") for entry in ENTRIES.values()]
    assert (statuses.count("free"), statuses.count("confirmed")) == (85, 33)


def test_no_entry_is_more_certain_than_its_sources():
    statuses = [entry.get("trust", "needs_recheck") for entry in ENTRIES.values()]
    assert {status: statuses.count(status) for status in set(statuses)} == {
        "current": 91, "needs_recheck": 39, "amended": 32, "not_applicable": 2,
    }  # fmt: skip


def test_the_second_import_changes_nothing(shipped, run, everything):
    before = everything()
    assert run("import_procedures", shipped, apply=True) == "Không đổi: 164\nKhông có gì để ghi.\n"
    assert everything() == before


def test_an_export_equals_the_files(shipped, run, tmp_path):
    run("export_procedures", tmp_path)
    different = [
        path.name for path in FILES if (tmp_path / path.name).read_bytes() != path.read_bytes()
    ]
    assert different == []


def test_words_of_search_name_existing_procedures(shipped, run):
    assert "thêm 0" in run("import_vocabulary", shipped / "vocabulary.json")


def test_every_card_is_small(shipped, refreshed):
    cards = {name: len(published.card) for name, published in refreshed().documents.items()}
    assert len(cards) == 164
    assert {name: size for name, size in cards.items() if size > CARD_BYTES} == {}


def test_every_page_of_the_list_is_small(shipped, api):
    sizes, address = [], "/api/v1/procedures/"
    while address:
        response = api.get(address)
        sizes.append(len(response.content))
        address = response.json()["next"]
    assert len(sizes) == 9
    assert max(sizes) <= PAGE_BYTES


def test_every_procedure_and_its_checklist_answer_as_documented(shipped, api):
    """The client compares each answer with docs/openapi.yaml."""
    for name in Procedure.objects.values_list("pk", flat=True):
        assert api.get(f"/api/v1/procedures/{name}/").status_code == 200, name
        assert api.get(f"/api/v1/procedures/{name}/checklist/").status_code == 200, name


def test_every_condition_of_every_procedure_can_be_ticked(shipped, api):
    for name in Procedure.objects.values_list("pk", flat=True):
        address = f"/api/v1/procedures/{name}/checklist/"
        conditions = [condition["id"] for condition in api.get(address).json()["conditions"]]
        ticked = api.get(address, {"condition": conditions}).json()["conditions"]
        assert [condition["id"] for condition in ticked if condition["ticked"]] == conditions, name
