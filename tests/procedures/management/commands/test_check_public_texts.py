"""`manage.py check_public_texts`: the check of the shipped catalogue in `make check`."""

from io import StringIO

import orjson
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError


def check(*arguments):
    out = StringIO()
    call_command("check_public_texts", *arguments, stdout=out)
    return out.getvalue()


def test_the_shipped_catalogue_has_no_faults():
    assert "nothing to mend in " in check()


def test_each_fault_has_file_place_and_entry(tmp_path):
    entry = {"id": "tthc-1", "name": "Cấp  thẻ", "results": ["Thẻ", "Xem mau.docx"]}
    (tmp_path / "xnc.json").write_bytes(orjson.dumps({"procedures": [entry]}))
    with pytest.raises(CommandError) as error:
        check(str(tmp_path))
    assert str(error.value) == (
        "xnc.json/procedures/0/name (tthc-1): «Cấp  thẻ» có khoảng trắng thừa.\n"
        "xnc.json/procedures/0/results/1 (tthc-1): «mau.docx» là tên tệp.\n2 chỗ."
    )


def test_only_public_words_of_the_vocabulary_are_checked(tmp_path):
    words = {
        "questions": [{"question": "Làm hộ chiếu mất bao lâu...", "variants": ["lam ho chieu..."]}],
        "confusables": [{"hint": "Hỏi lại."}],
        "elsewhere": [{"agency": "Sở"}],
        "emergencies": [{"advice": "Gọi 113."}],
        "signposts": [{"reason": "Gọi 113."}],
        "fillers": [{"text": "xin..."}],
    }
    (tmp_path / "vocabulary.json").write_bytes(orjson.dumps(words))
    with pytest.raises(CommandError) as error:
        check(str(tmp_path))
    assert str(error.value) == ("vocabulary.json/questions/0: «...» bị cắt giữa chừng.\n1 chỗ.")


def test_an_entry_behind_an_act_of_the_calendar_is_not_in_force(tmp_path):
    row = {"id": "r", "day": "2026-07-01", "moment": "begins", "act": "66.18/2026/NQ-CP"}
    calendar = {"as_of": "2026-11-29", "law_changes": [row | {"procedures": ["tthc-1"]}]}
    (tmp_path / "law_calendar.json").write_bytes(orjson.dumps(calendar))
    entry = {"id": "tthc-1", "trust": "current", "as_of": "2026-06-10", "legal_basis": []}
    (tmp_path / "xnc.json").write_bytes(orjson.dumps({"procedures": [entry]}))
    with pytest.raises(CommandError) as error:
        check(str(tmp_path))
    assert str(error.value) == (
        "xnc.json (tthc-1): «Đang áp dụng» nhưng nội dung đến 2026-06-10, trước 66.18/2026/NQ-CP "
        "(2026-07-01).\n1 chỗ."
    )
