"""`manage.py export_procedures` writes files that `import_procedures` reads without a change."""

import orjson
import pytest
from django.core.management.base import CommandError

from procedures.models import Procedure
from tests.procedures.factories import fee, make_procedure, publish_procedure, withdraw_procedure

pytestmark = pytest.mark.django_db


def exported(folder):
    """Return the exported files as {file name: content}."""
    return {path.name: orjson.loads(path.read_bytes()) for path in folder.iterdir()}


def test_each_field_gets_a_file(run, tmp_path):
    publish_procedure(id="b", field="xe")
    publish_procedure(id="a", field="cutru")
    assert run("export_procedures", tmp_path / "moi") == "Đã xuất 2 thủ tục, 2 lĩnh vực.\n"
    files = exported(tmp_path / "moi")
    assert {
        name: (c["format"], c["field"], [p["id"] for p in c["procedures"]])
        for name, c in files.items()
    } == {
        "xe.json": (1, "xe", ["b"]),
        "cutru.json": (1, "cutru", ["a"]),
    }


def test_empty_members_are_left_out(run, tmp_path):
    publish_procedure(id="a", code="", same_day_cutoff=False, document_sets=None)
    run("export_procedures", tmp_path)
    (entry,) = exported(tmp_path)["cutru.json"]["procedures"]
    assert (
        not {"code", "same_day_cutoff", "document_sets", "keywords", "superseded_by"} & entry.keys()
    )


def test_zeros_are_kept(run, tmp_path):
    publish_procedure(
        document_sets=0, fees=[{"amount": 0}], documents=[{"name": "Đơn", "copy_count": 0}]
    )
    run("export_procedures", tmp_path)
    (entry,) = exported(tmp_path)["cutru.json"]["procedures"]
    assert (
        entry["document_sets"],
        entry["fees"][0]["amount"],
        entry["documents"][0]["copy_count"],
    ) == (0, 0, 0)


@pytest.mark.parametrize("make", [make_procedure, withdraw_procedure])
def test_unpublished_procedures_are_left_out(run, tmp_path, make):
    make()
    assert run("export_procedures", tmp_path) == "Đã xuất 0 thủ tục, 0 lĩnh vực.\n"


def test_export_then_import_changes_nothing(run, tmp_path, everything):
    publish_procedure(
        id="a",
        code="",
        cases=["Cấp lại", "Cấp lần đầu"],
        documents=[
            {"case": "Cấp lại", "name": "Đơn", "requirement": "conditional", "condition": "Mất"},
            {"name": "Ảnh"},
        ],
        channels=[
            {"kind": "direct", "time_relation": "alternatives"},
            {"kind": "postal", "time_relation": "none"},
        ],
        time_limits=[
            {"channel": "direct", "value": 0.5, "unit": "working_day"},
            {"channel": "direct", "text": "Ngay"},
        ],
        fee_status="confirmed",
        fees=[
            fee(12.5, currency="USD", effective_from="2026-01-01", note="Cho cán bộ"),
            fee(0, "Trẻ em", confirmed_on="2026-11-01"),
        ],
        same_day_cutoff=True,
        doubts=['Nguồn “lạ” – \t"khác" \\ <b>'],
    )
    publish_procedure(id="b", field="xe", superseded_by=Procedure.objects.get(pk="a"))
    make_procedure(id="nhap")
    withdraw_procedure(id="da-go")
    before = everything()
    run("export_procedures", tmp_path)
    assert run("import_procedures", tmp_path, apply=True) == "Không đổi: 2\nKhông có gì để ghi.\n"
    assert everything() == before


def test_an_officers_unpublished_edit_survives_export_and_import(run, tmp_path, everything):
    publish_procedure(id="a")
    Procedure.objects.update(short_name="Cán bộ sửa")
    before = everything()
    run("export_procedures", tmp_path)
    run("import_procedures", tmp_path, apply=True)
    assert everything() == before


def test_a_folder_that_cannot_be_created_is_refused(run, tmp_path):
    (tmp_path / "tep").write_text("x")
    with pytest.raises(CommandError, match="Không tạo được thư mục"):
        run("export_procedures", tmp_path / "tep")
