"""`manage.py import_procedures`: its output, and that only --apply writes."""

import orjson
import pytest
from django.core.management.base import CommandError

from procedures.models import Procedure, ProcedureVersion
from tests.procedures.factories import draft, publish_procedure

pytestmark = pytest.mark.django_db


def test_a_dry_run_writes_nothing_and_shows_the_option(write_file, run, everything):
    path = write_file(draft(id="a", short_name="Đăng ký thường trú"))
    before = everything()
    assert run("import_procedures", path) == (
        "Thêm mới: 1\n  a  Đăng ký thường trú\nKhông đổi: 0\nChỉ xem trước; thêm --apply để ghi.\n"
    )
    assert everything() == before


def test_apply_writes(write_file, run):
    assert "Đã ghi." in run("import_procedures", write_file(draft(id="a")), apply=True)
    assert ProcedureVersion.objects.get().procedure_id == "a"


def test_the_second_run_has_nothing_to_write(write_file, run, revision):
    path = write_file(draft(), draft())
    run("import_procedures", path, apply=True)
    assert run("import_procedures", path, apply=True) == "Không đổi: 2\nKhông có gì để ghi.\n"
    assert revision() == 1


def test_new_procedures_may_lead_to_each_other(write_file, run):
    there = {"target": "b", "sentence": "Rồi làm việc kia."}
    back = {"target": "a", "sentence": "Rồi làm lại."}
    path = write_file(draft(id="a", next_procedures=[there]), draft(id="b", next_procedures=[back]))
    run("import_procedures", path, apply=True)
    assert '"next_procedures":[{"id":"b"' in ProcedureVersion.objects.get(procedure="a").document
    assert "Không đổi: 2" in run("import_procedures", path, apply=True)


def test_internal_words_in_public_texts_are_reported(write_file, run):
    path = write_file(draft(id="a", results=["Thẻ (nguồn thứ cấp)"]))
    assert "/procedures/0/results/0 (a): «nguồn thứ cấp» là ghi chú" in run(
        "import_procedures", path
    )


def test_changed_members_are_listed(write_file, run):
    entry = draft(id="a", short_name="Cũ")
    run("import_procedures", write_file(entry), apply=True)
    printed = run(
        "import_procedures", write_file({**entry, "short_name": "Mới", "trust": "amended"})
    )
    assert "Thay đổi: 1\n  a  Cũ  [short_name, trust]\n" in printed


def test_conflicts_are_listed_with_the_option_that_settles_them(write_file, run):
    entry = draft(id="a", short_name="Cũ")
    run("import_procedures", write_file(entry), apply=True)
    Procedure.objects.update(short_name="Cán bộ")
    printed = run("import_procedures", write_file({**entry, "short_name": "Tệp"}), apply=True)
    assert "XUNG ĐỘT" in printed
    assert "--take-file" in printed
    assert "  a  Cán bộ  [short_name]\n" in printed
    assert printed.endswith("Không có gì để ghi.\n")


def test_take_file_settles_a_conflict(write_file, run):
    entry = draft(id="a")
    run("import_procedures", write_file(entry), apply=True)
    Procedure.objects.update(short_name="Cán bộ")
    run(
        "import_procedures",
        write_file({**entry, "short_name": "Tệp"}),
        "--apply",
        "--take-file",
        "a",
    )
    assert Procedure.objects.get().short_name == "Tệp"


def test_kept_edits_are_listed(write_file, run):
    path = write_file(draft(id="a"))
    run("import_procedures", path, apply=True)
    Procedure.objects.update(short_name="Cán bộ")
    assert "Giữ bản cán bộ đã sửa (tệp không có gì mới): 1\n  a  Cán bộ  [short_name]\n" in run(
        "import_procedures", path
    )


def test_vanishing_entries_are_listed_with_a_reason(write_file, run):
    run("import_procedures", write_file(draft(id="a", short_name="Cũ")), apply=True)
    assert "Gỡ: 1\n  a  Cũ  [không còn trong tệp]\n" in run("import_procedures", write_file())


def test_more_than_a_tenth_vanishing_is_refused(write_file, run, everything):
    run("import_procedures", write_file(draft(), draft()), apply=True)
    path = write_file(draft())
    before = everything()
    with pytest.raises(
        CommandError,
        match=r"2 trên 2 thủ tục sẽ bị gỡ, quá 10 %.*--allow-vanish.*Không có gì thay đổi",
    ):
        run("import_procedures", path, apply=True)
    assert everything() == before


def test_a_dry_run_warns_of_the_refusal(write_file, run):
    run("import_procedures", write_file(draft(), draft()), apply=True)
    assert "quá 10 %" in run("import_procedures", write_file(draft()))


def test_allow_vanish_withdraws_more_than_a_tenth(write_file, run):
    run("import_procedures", write_file(draft(id="a"), draft(id="b")), apply=True)
    run("import_procedures", write_file(), "--apply", "--allow-vanish")
    assert set(Procedure.objects.values_list("state", flat=True)) == {"withdrawn"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"code": "x"},
        {"effective_from": "2026-02-30"},
        {"fee_status": "confirmed", "fees": [{"amount": -5}]},
        {"superseded_by": "khong-co"},
        {"superseded_by": "sai"},
        {"la": 1},
    ],
    ids=",".join,
)
def test_one_invalid_entry_refuses_the_whole_file(write_file, run, everything, wrong):
    path = write_file(draft(), draft(id="sai", **wrong))
    before = everything()
    with pytest.raises(
        CommandError,
        match=r"(?s)^1 lỗi trong tệp\ncutru\.json/procedures/1/.* \(sai\): .*Không có gì thay "
        r"đổi\.$",
    ):
        run("import_procedures", path, apply=True)
    assert everything() == before


def test_one_invalid_file_refuses_all_files(write_file, run, everything):
    good, bad = write_file(draft(), field="cutru"), write_file(draft(levels=[]), field="xe")
    before = everything()
    with pytest.raises(CommandError, match=r"xe\.json/procedures/0/levels"):
        run("import_procedures", good, bad, apply=True)
    assert everything() == before


@pytest.mark.parametrize("reason", ["", "   ", "x" * 251])
def test_an_invalid_reason_is_refused(write_file, run, everything, reason):
    path = write_file(draft())
    before = everything()
    with pytest.raises(CommandError, match="Lý do"):
        run("import_procedures", path, apply=True, reason=reason)
    assert everything() == before


def test_the_longest_reason_also_fits_a_withdrawal(write_file, run):
    run("import_procedures", write_file(draft(id="a")), apply=True)
    run("import_procedures", write_file(), "--apply", "--allow-vanish", "--reason", "x" * 250)
    assert ProcedureVersion.objects.first().reason.startswith("x" * 250)


@pytest.mark.parametrize("arguments", [["--nope"], []])
def test_invalid_arguments_are_refused(run, arguments):
    with pytest.raises(CommandError):
        run("import_procedures", *arguments)


def test_procedures_without_their_reductions_are_listed(run, tmp_path):
    clean, edited = publish_procedure(id="sach"), publish_procedure(id="dang-sua")
    Procedure.objects.filter(pk=edited.pk).update(short_name="Đang sửa dở")
    act = {"id": "tt-117", "name": "Miễn", "who": "Công dân số", "legal_basis": "Thông tư 117"}
    given = [{"procedure": procedure.pk, "share": 100} for procedure in (clean, edited)]
    path = tmp_path / "fee_reductions.json"
    path.write_bytes(orjson.dumps({"format": 1, "reductions": [{**act, "procedures": given}]}))
    assert "phải công bố riêng (biểu mẫu, miễn giảm, bản dịch): dang-sua\n" in run(
        "import_procedures", path, apply=True
    )
    assert [procedure.versions.count() for procedure in (clean, edited)] == [2, 1]
