"""`manage.py import_vocabulary`: a dry run by default, all or nothing with --apply."""

import orjson
import pytest
from django.core.management.base import CommandError

from procedures.models import Abbreviation

pytestmark = pytest.mark.django_db
CONTENT = {"abbreviations": [{"abbreviation": "cccd", "expansion": "căn cước công dân"}]}


@pytest.fixture
def words(tmp_path):
    path = tmp_path / "vocabulary.json"
    path.write_bytes(orjson.dumps(CONTENT))
    return path


def test_a_dry_run_counts_and_writes_nothing(words, run):
    printed = run("import_vocabulary", words)
    assert "abbreviations: thêm 1\n" in printed
    assert printed.endswith("Chỉ xem trước; thêm --apply để ghi.\n")
    assert not Abbreviation.objects.exists()


def test_apply_writes(words, run):
    assert run("import_vocabulary", words, apply=True).endswith("Đã ghi.\n")
    assert Abbreviation.objects.get().expansion == "căn cước công dân"


def test_one_invalid_entry_refuses_the_whole_file(words, run):
    words.write_bytes(orjson.dumps({**CONTENT, "questions": [{"question": ""}]}))
    with pytest.raises(
        CommandError, match=r"vocabulary\.json/questions/0/question: .*\nKhông có gì thay đổi\.$"
    ):
        run("import_vocabulary", words, apply=True)
    assert not Abbreviation.objects.exists()


def test_a_missing_file_is_refused(tmp_path, run):
    with pytest.raises(CommandError, match="Không có tệp này"):
        run("import_vocabulary", tmp_path / "thieu.json")
