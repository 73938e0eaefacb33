"""Files of translations follow the Vietnamese texts of the catalogue."""

import orjson
import pytest
from django.core.management.base import CommandError

DRAFT = {"id": "a", "name": "Cấp thẻ", "steps": [{"title": "Nộp"}, {"title": "Nhận"}]}


def text(field, source, words):
    return {"field": field, "source": source, "words": words, "translated_on": "2026-11-26"}


@pytest.fixture
def catalogue(tmp_path):
    """Return a function that writes one procedure and its translations, and reads these."""
    (tmp_path / "translations").mkdir()
    target = tmp_path / "translations" / "en.json"

    def write(draft, *texts):
        content = {"format": 1, "field": "xnc", "procedures": [draft]}
        (tmp_path / "xnc.json").write_bytes(orjson.dumps(content))
        entry = {"procedure": "a", "texts": texts}
        whole = {"format": 1, "language": "en", "translations": [entry]}
        target.write_bytes(orjson.dumps(whole, option=orjson.OPT_INDENT_2) + b"\n")
        return tmp_path

    write.texts = lambda: [
        (one["source"], one["words"])
        for one in orjson.loads(target.read_bytes())["translations"][0]["texts"]
    ]
    return write


def test_current_files_pass(catalogue, run):
    folder = catalogue(DRAFT, text("name", "Cấp thẻ", "Card"), text("steps.title", "Nộp", "Submit"))
    assert "khớp" in run("refresh_translations", folder)


def test_changed_and_moved_texts_keep_their_words_and_are_reported(catalogue, run):
    draft = {**DRAFT, "steps": [{"title": "Nhận"}, {"title": "Nộp hồ sơ"}]}
    rows = text("steps.title", "Nhận", "Collect"), text("steps.title", "Nộp", "Submit")
    folder = catalogue(draft, *rows)
    with pytest.raises(CommandError, match="1 tệp chưa khớp"):
        run("refresh_translations", folder)
    said = run("refresh_translations", folder, write=True)
    assert "«Nộp» → «Nộp hồ sơ», dịch: Submit" in said
    assert catalogue.texts() == [("Nhận", "Collect"), ("Nộp hồ sơ", "Submit")]
    assert "khớp" in run("refresh_translations", folder)


def test_a_translation_without_a_text_is_removed_and_reported(catalogue, run):
    rows = text("name", "Cấp thẻ", "Card"), text("documents.name", "Ảnh", "Photo")
    folder = catalogue(DRAFT, *rows)
    assert "bỏ, không còn câu «Ảnh»" in run("refresh_translations", folder, write=True)
    assert catalogue.texts() == [("Cấp thẻ", "Card")]


def test_the_shipped_files_are_current(run):
    assert "khớp" in run("refresh_translations")
