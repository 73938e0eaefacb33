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
