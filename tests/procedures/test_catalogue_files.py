"""The shipped catalogue: complete, in the import format, small enough for a phone."""

import re
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import orjson
import pytest
from django.conf import settings
from time_machine import travel

from procedures.fees.periods import fee_warnings
from procedures.importing.reading import OTHER_FILES
from procedures.models import Procedure
from tests.procedures.conftest import SHIPPED
from tests.procedures.factories import table

FILES = sorted(path for path in SHIPPED.glob("*.json") if path.name not in OTHER_FILES)
ENTRIES = {
    entry["id"]: entry for path in FILES for entry in orjson.loads(path.read_bytes())["procedures"]
}
FORMS = {form["id"]: form for form in orjson.loads((SHIPPED / "forms.json").read_bytes())["forms"]}
CARD_BYTES, PAGE_BYTES = 700, 12 * 1024

pytestmark = pytest.mark.django_db


def test_there_are_164_procedures_in_18_fields_with_an_id_each():
    count = sum(len(orjson.loads(path.read_bytes())["procedures"]) for path in FILES)
    assert (len(FILES), count, len(ENTRIES)) == (18, 164, 164)


def test_each_file_is_named_after_its_field():
    assert {path.stem: orjson.loads(path.read_bytes())["field"] for path in FILES} == {
        path.stem: path.stem for path in FILES
    }


def test_each_entry_has_its_sources_and_date():
    assert [
        name
        for name, entry in ENTRIES.items()
        if not entry.get("sources") or not entry.get("as_of")
    ] == []


def test_doubts_are_kept_for_officers_and_few_are_public():
    assert sum(bool(entry.get("doubts")) for entry in ENTRIES.values()) >= 148
    told = [entry["public_doubt"] for entry in ENTRIES.values() if entry.get("public_doubt")]
    assert 0 < len(told) < 20
    assert all(text.count(".") == 1 and text.endswith(".") for text in told)


def test_no_two_procedures_share_a_short_name():
    names = Counter(entry["short_name"] for entry in ENTRIES.values())
    assert [name for name, count in names.items() if count > 1] == []


def test_no_procedure_links_to_an_abolished_page():
    for name, entry in ENTRIES.items():
        assert not [s for s in entry["sources"] if "bãi bỏ" in s["name"]], name
        if name.startswith("cancuoc-"):
            assert not [s for s in entry["sources"] if s["type"] == "national_portal"], name
    residence = orjson.loads((SHIPPED / "cutru.json").read_bytes())["procedures"]
    said = [step["detail"] for entry in residence for step in entry["steps"]]
    assert [text for text in said if "Cổng Dịch vụ công Bộ Công an" in text] == []


def test_expired_circulars_have_their_replacement():
    rows = [row for entry in ENTRIES.values() for row in entry["legal_basis"]]
    replaced = {"37/2023/TT-BTC": "154/2025/TT-BTC"} | dict.fromkeys(
        ("55/2021/TT-BCA", "56/2021/TT-BCA", "66/2023/TT-BCA"), "116/2026/TT-BCA"
    )
    found = Counter(row["number"] for row in rows if row["number"] in replaced)
    assert set(found) == set(replaced)
    assert all(
        row.get("superseded_by") == replaced[row["number"]]
        for row in rows
        if row["number"] in replaced
    )
    assert not [row for row in rows if row["number"] == "101/2026/TT-BCA"]


def test_a_level_online_requires_an_online_channel():
    for name, entry in ENTRIES.items():
        kinds = {channel["kind"] for channel in entry["channels"]}
        assert "online" in kinds or "online_level" not in entry, name


def test_reporting_a_lost_passport_leads_to_a_new_one(shipped, api):
    page = api.get("/api/v1/procedures/tthc-1-010386/").json()
    assert page["next_procedures"][0] == {
        "id": "tthc-1-001456",
        "name": "Làm hộ chiếu phổ thông (cấp mới, cấp lại)",
        "sentence": "Cần đi nước ngoài thì làm hộ chiếu mới.",
    }


def test_no_uncertain_fee_is_called_free_or_confirmed():
    """85 cost nothing, the text of all fees was read for 20, 39 are based on what others posted."""
    statuses = Counter(entry.get("fee_status", "unverified") for entry in ENTRIES.values())
    assert statuses == {
        "free": 85, "confirmed": 20, "reported": 39, "unverified": 15, "unregulated": 4,
        "by_circular_48_2022": 1,
    }  # fmt: skip


def test_every_fee_has_its_basis_and_waits_for_the_province():
    fees = [fee for entry in ENTRIES.values() for fee in entry.get("fees", ())]
    assert Counter(fee["certainty"] for fee in fees) == {
        "text_read": 50, "reported": 92, "unsettled": 19,
    }  # fmt: skip
    assert not any(fee.get("confirmed_on") for fee in fees)
    assert all(fee.get("source_title") for fee in fees)


def test_one_act_exempts_nineteen_procedures_that_can_be_filed_online():
    acts = orjson.loads((SHIPPED / "fee_reductions.json").read_bytes())["reductions"]
    first = next(act for act in acts if act["id"] == "thong-tu-117-2026")
    assert (first["effective_from"], first["effective_to"], first["channel"]) == (
        "2026-08-15", "2027-02-28", "online",
    )  # fmt: skip
    assert Counter(row["share"] for row in first["procedures"]) == {100: 18, 50: 1}
    for row in first["procedures"]:
        kinds = {channel["kind"] for channel in ENTRIES[row["procedure"]]["channels"]}
        assert "online" in kinds, row["procedure"]


def test_no_fee_has_a_gap_or_an_overlap():
    found = []
    for name, entry in ENTRIES.items():
        rows = table(*entry.get("fees", ()))["rows"]
        draft = {"fees": rows, "channels": entry["channels"]}
        found += [(name, text) for _path, text in fee_warnings(draft, date(2026, 11, 24))]
    assert found == []


def test_every_form_has_its_official_name_and_waits_for_the_province():
    """The text of 32 forms was read; 22 forms were replaced on 1 July 2026, three on other days."""
    assert Counter(form["certainty"] for form in FORMS.values()) == {
        "text_read": 32, "reported": 62, "unsettled": 11,
    }  # fmt: skip
    assert Counter(
        form.get("effective_to") for form in FORMS.values() if "replaced_by" in form
    ) == {"2026-06-30": 22, "2026-09-14": 1, "2026-03-14": 2}
    assert not any(form.get("confirmed_on") for form in FORMS.values())
    assert [form["id"] for form in FORMS.values() if ".doc" in form["name"]] == []


def test_forms_follow_the_new_circulars_and_replaced_ones_have_no_file(shipped):
    forms = {
        procedure.pk: orjson.loads(procedure.versions.latest("pk").document)["forms"]
        for procedure in Procedure.objects.all()
    }
    assert [
        form for rows in forms.values() for form in rows if form["replaced"] and form["link"]
    ] == []
    now = {
        name: {form["code"]: form["link"] for form in rows if not form["replaced"]}
        for name, rows in forms.items()
    }
    assert now["tthc-2-001159"] == {"CT14": ""}
    assert now["tthc-1-012566"] == {"DC02": ""}
    assert now["tthc-1-001194"].keys() == {"NA5", "NA16"}
    with_file = [name for name, rows in now.items() if rows.get("ĐKX10/79")]
    assert len(with_file) == len([name for name, rows in now.items() if "ĐKX10/79" in rows]) == 9
    assert len([name for name, rows in now.items() if rows.get("ĐKX11/79")]) == 3


def test_no_entry_is_more_certain_than_its_sources():
    statuses = [entry.get("trust", "needs_recheck") for entry in ENTRIES.values()]
    assert {status: statuses.count(status) for status in set(statuses)} == {
        "current": 78, "needs_recheck": 49, "amended": 33, "not_applicable": 4,
    }  # fmt: skip


def test_the_second_import_changes_nothing(shipped, run, everything):
    before = everything()
    assert run("import_procedures", shipped, apply=True) == "Không đổi: 164\nKhông có gì để ghi.\n"
    assert everything() == before


def test_an_export_equals_the_files(shipped, run, tmp_path):
    run("export_procedures", tmp_path)
    shared = ("fee_reductions.json", "forms.json")
    files = [*FILES, *(SHIPPED / name for name in shared), *SHIPPED.glob("translations/*.json")]
    different = [
        path.name
        for path in files
        if (tmp_path / path.relative_to(SHIPPED)).read_bytes() != path.read_bytes()
    ]
    assert different == []


def test_search_words_refer_to_existing_procedures(shipped, run):
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
        offered = api.get(address).json()["conditions"]
        ones = {row["group"] or row["id"]: row["id"] for row in offered}.values()
        ticked = api.get(address, {"condition": list(ones)}).json()["conditions"]
        assert {row["id"] for row in ticked if row["ticked"]} == set(ones), name


@pytest.mark.parametrize(
    ("moment", "cost"),
    [("2026-12-31 23:59", "100.000 – 200.000"), ("2027-01-01 00:00", "200.000 – 400.000")],
)
def test_a_passport_shows_only_the_amounts_of_the_day(shipped, api, moment, cost):
    with travel(datetime.fromisoformat(f"{moment}:01+07:00")):
        card = api.get("/api/v1/procedures/", {"search": "làm hộ chiếu"}).json()["results"][0]
        page = api.get("/api/v1/procedures/tthc-1-001456/").json()
    assert (card["id"], card["fee"]) == (
        "tthc-1-001456",
        f"{cost} đồng/hộ chiếu; có trường hợp được miễn, giảm",
    )
    assert page["fee"]["summary"] == f"{cost} đồng/hộ chiếu"
    assert {len(channel["fees"]) for channel in page["channels"]} == {3}


def test_officers_read_acts_and_pages_as_sources_and_no_addresses_of_copies():
    copy = re.compile(r"github|\(repo|\bids? \d{6}")
    folders = [SHIPPED.rglob("*.json"), Path(settings.BASE_DIR, "offices/data").rglob("*.json")]
    for file in (file for folder in folders for file in folder if file.name != "vocabulary.json"):
        assert not copy.search(file.read_text(encoding="utf-8")), file.name
    urls = [fee.get("source_url") for entry in ENTRIES.values() for fee in entry.get("fees", ())]
    assert all(url.startswith("http") for url in urls if url)


def test_no_note_or_source_of_a_fee_reaches_citizens(shipped, refreshed):
    notes = {
        fee[member]
        for entry in ENTRIES.values()
        for fee in entry.get("fees", ())
        for member in ("note", "source_url")
        if fee.get(member)
    }
    acts = orjson.loads((SHIPPED / "fee_reductions.json").read_bytes())["reductions"]
    for act in acts:
        notes |= {text for text in (act.get("source_url"), act["note"]) if text}
        notes |= {row["note"] for row in act["procedures"] if row.get("note")}
    assert len(notes) > 30
    for published in refreshed().documents.values():
        fees = orjson.loads(published.document)
        said = orjson.dumps([fees["fee"], fees["channels"]]).decode()
        assert not [note for note in notes if note in said], published.id
