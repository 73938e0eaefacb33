"""The file of forms: read, refused, planned, written."""

import orjson
import pytest
from django.core.management.base import CommandError

from procedures.importing.forms_file import plan_forms, read_forms
from procedures.importing.reading import Invalid
from procedures.models import OfficialForm
from procedures.official_forms.actions import apply_forms
from tests.for_each import for_each
from tests.procedures.factories import draft, make_field, publish_procedure

pytestmark = pytest.mark.django_db
OLD = {
    "id": "tk01-cu",
    "code": "TK01",
    "name": "Tờ khai",
    "legal_basis": "Thông tư 31/2023",
    "effective_to": "2026-06-30",
    "replaced_by": "tk01",
    "link": "https://bocongan.gov.vn/tk01.pdf",
    "link_source": "Bộ Công an",
}
NEW = {
    "id": "tk01",
    "code": "TK01",
    "name": "Tờ khai",
    "legal_basis": "Thông tư 69/2026",
    "effective_from": "2026-07-01",
    "certainty": "text_read",
}


@pytest.fixture
def write(tmp_path):
    def write_forms(*forms, **header):
        path = tmp_path / "forms.json"
        path.write_bytes(orjson.dumps({"format": 1, "forms": forms, **header}))
        return str(tmp_path)

    return write_forms


def faults(folder):
    with pytest.raises(Invalid) as refused:
        read_forms([folder])
    return [(fault.pointer, fault.text) for fault in refused.value.faults]


@for_each(
    ("change", "pointer", "text"),
    [
        ({"effective_to": "2026-06-30"}, "effective_to", "không được trước ngày"),
        ({"effective_from": None}, "effective_from", "ngày đầu tiên hoặc"),
        ({"effective_from": "hôm nay"}, "effective_from", ""),
        ({"replaced_by": "khong-co", "effective_to": "2027-01-01"}, "replaced_by", "Không có mẫu"),
        ({"replaced_by": "tk01", "effective_to": "2027-01-01"}, "replaced_by", "chính nó"),
        ({"replaced_by": "tk01-cu", "effective_to": "2027-01-01"}, "replaced_by", "vòng"),
        ({"link": "http://bocongan.gov.vn/a.pdf"}, "link", "https://"),
        ({"link": "javascript:alert(1)"}, "link", ""),
        ({"link": "https://a:b@bocongan.gov.vn/"}, "link", "https://"),
        ({"link_source": "Bộ"}, "link", "liên kết"),
        ({"id": "Sai Rồi"}, "id", ""),
        ({"name": ""}, "name", ""),
        ({"la": 1}, "la", ""),
    ],
)
def test_a_wrong_form_is_refused_at_its_place(write, change, pointer, text):
    found = [fault for fault in faults(write(OLD, {**NEW, **change})) if fault[0][:8] == "/forms/1"]
    assert {place for place, _text in found} == {f"/forms/1/{pointer}"}
    assert text in found[0][1]


def test_a_replaced_form_needs_its_last_day(write):
    pointer, text = faults(write({**OLD, "effective_to": None}, NEW))[0]
    assert (pointer, "ngày cuối cùng" in text) == ("/forms/0/effective_to", True)


def test_forms_of_one_act_with_the_same_code_must_not_overlap(write):
    twin = {**NEW, "id": "tk01-b", "effective_from": "2026-12-01"}
    found = faults(write(OLD, NEW, twin))
    assert [place for place, _text in found] == ["/forms/1/code", "/forms/2/code"]
    apart = {**NEW, "effective_to": "2026-11-30"}
    assert len(read_forms([write(OLD, apart, twin)])) == 3


def test_an_id_must_not_occur_twice(write):
    assert ("/forms/2/id", "Định danh xuất hiện nhiều lần.") in faults(write(OLD, NEW, NEW))


def test_a_form_is_written_once_and_changed_by_a_new_file(write):
    plan = plan_forms(read_forms([write(OLD, NEW)]))
    apply_forms(plan.write)
    again = plan_forms(read_forms([write(OLD, NEW)]))
    assert (list(plan.changes), again.write, again.unchanged) == (["tk01-cu", "tk01"], [], 2)
    newer = plan_forms(read_forms([write(OLD, {**NEW, "name": "Tên mới"})]))
    assert newer.changes == {"tk01": ["name"]}


def test_officers_changes_are_kept(write):
    apply_forms(plan_forms(read_forms([write(OLD, NEW)])).write)
    OfficialForm.objects.filter(pk="tk01").update(link="https://bocongan.gov.vn/moi.pdf")
    plan = plan_forms(read_forms([write(OLD, {**NEW, "name": "Tên mới"})]))
    assert (plan.write, plan.kept) == ([], ["tk01"])


def test_an_unknown_form_of_a_procedure_is_refused(write, run, tmp_path):
    make_field("cutru")
    content = {"format": 1, "field": "cutru", "procedures": [draft(forms=[{"form": "la"}])]}
    (tmp_path / "cutru.json").write_bytes(orjson.dumps(content))
    with pytest.raises(CommandError, match=r"cutru\.json/procedures/0/forms/0/form.*mẫu la\."):
        run("import_procedures", write(OLD, NEW), apply=True)
    assert not OfficialForm.objects.exists()


def test_import_publishes_the_procedures_and_export_gives_the_same_files(write, run, tmp_path):
    run("import_procedures", f"{write(OLD, NEW)}/forms.json", apply=True)
    procedure = publish_procedure(forms=[{"form": "tk01-cu", "condition": "Bị mất"}])
    folder = write(OLD, {**NEW, "name": "Tên mới"})
    out = run("import_procedures", f"{folder}/forms.json", apply=True)
    assert "Biểu mẫu sẽ ghi: 1\n  tk01  [name]" in out
    newest = procedure.versions.order_by("-number").first()
    assert [form["name"] for form in orjson.loads(newest.document)["forms"]] == [
        "Tên mới",
        "Tờ khai",
    ]
    run("export_procedures", tmp_path / "ra")
    assert run("import_procedures", tmp_path / "ra", apply=True).endswith("Không có gì để ghi.\n")
    exported = orjson.loads((tmp_path / "ra" / "forms.json").read_bytes())
    assert [form["id"] for form in exported["forms"]] == ["tk01", "tk01-cu"]
