"""Files of translations: read, refused, written, published and exported."""

import orjson
import pytest

from procedures.importing.reading import Invalid
from procedures.importing.translations_file import read_translations
from procedures.models import Translation
from tests.for_each import for_each
from tests.procedures.factories import make_procedure, publish_procedure, withdraw_procedure

pytestmark = pytest.mark.django_db
TEXT = {
    "field": "name",
    "source": "Cấp thẻ",
    "words": "Card",
    "translated_on": "2026-11-26",
}
ENTRY = {"procedure": "a", "texts": [TEXT]}


@pytest.fixture
def write(tmp_path):
    publish_procedure(id="a", name="Cấp thẻ", short_name="Thẻ")
    withdraw_procedure(id="cu", name="Thủ tục cũ")

    def write_file(*entries, **header):
        folder = tmp_path / "translations"
        folder.mkdir(exist_ok=True)
        content = {"format": 1, "language": "en", "translations": entries, **header}
        path = folder / "en.json"
        path.write_bytes(orjson.dumps(content))
        return path

    return write_file


def with_text(**change):
    return {"procedure": "a", "texts": [{**TEXT, **change}]}


@for_each(
    ("entry", "pointer", "said"),
    [
        ({**ENTRY, "procedure": "khong-co"}, "/procedure", "Không có thủ tục khong-co."),
        ({**ENTRY, "procedure": "cu"}, "/procedure", "đã gỡ"),
        ({**ENTRY, "texts": []}, "/texts", ""),
        (with_text(field="phone"), "/texts/0/field", "Không có phần «phone»"),
        (with_text(words=" "), "/texts/0/words", ""),
        (with_text(words="x" * 6001), "/texts/0/words", ""),
        (with_text(words="Card for {2 năm}"), "/texts/0/words", "Câu tiếng Việt không có thời hạn"),
        (with_text(origin="google"), "/texts/0/origin", ""),
        (with_text(translated_on="hôm qua"), "/texts/0/translated_on", ""),
        (with_text(origin="official"), "/texts/0/source_url", "Bộ Công an"),
        (with_text(origin="official", source_url="https://x.vn/"), "/texts/0/source_url", "Bộ Côn"),
        (with_text(source_url="javascript:alert(1)"), "/texts/0/source_url", ""),
        ({"procedure": "a", "texts": [TEXT, TEXT]}, "/texts/1/source", "đã có bản dịch"),
        (with_text(reviewer="x"), "/texts/0/reviewer", ""),
        ("Card", "", "Cần một đối tượng JSON"),
    ],
)
def test_a_faulty_translation_is_refused_with_its_row_and_field(write, entry, pointer, said):
    with pytest.raises(Invalid) as refused:
        read_translations([str(write(entry))], [])
    [fault] = refused.value.faults
    assert (fault.file, fault.pointer) == ("en.json", f"/translations/0{pointer}")
    assert said in fault.text


@for_each(
    ("header", "pointer"),
    [({"language": "fr"}, "/language"), ({"format": 2}, "/format"), ({"x": 1}, "/x")],
)
def test_a_file_of_another_language_or_form_is_refused(write, header, pointer):
    with pytest.raises(Invalid) as refused:
        read_translations([str(write(ENTRY, **header))], [])
    assert [fault.pointer for fault in refused.value.faults] == [pointer]


def test_an_import_is_published_and_a_second_one_changes_nothing(write, run, api):
    path = write(ENTRY)
    assert "Bản dịch sẽ ghi: 1 thủ tục" in run("import_procedures", path)
    assert not Translation.objects.exists()
    run("import_procedures", path, apply=True)
    assert api.get("/api/v1/procedures/a/", {"lang": "en"}).json()["name"] == "Card"
    assert "Không có gì để ghi" in run("import_procedures", path, apply=True)


def test_an_export_gives_the_file_back(write, run, tmp_path):
    official = {
        **TEXT,
        "origin": "official",
        "source_url": "https://e-services.mps.gov.vn/a",
        "back_translation": "Thẻ",
        "translated_on": "2026-11-26",
    }
    path = write({"procedure": "a", "texts": [official, {**TEXT, "field": "short_name"}]})
    run("import_procedures", path, apply=True)
    run("export_procedures", tmp_path / "out")
    exported = orjson.loads((tmp_path / "out" / "translations" / "en.json").read_bytes())
    assert exported == orjson.loads(path.read_bytes())


def test_a_translation_of_other_vietnamese_words_is_marked_and_reported(write, run):
    said = run("import_procedures", write(with_text(source="Cấp thẻ cũ")), apply=True)
    assert "en.json/translations/0/texts/0 (a): Thủ tục không còn câu tiếng Việt này" in said
    assert Translation.objects.get().stale


def test_reviewed_translations_are_kept(write, run, officer):
    run("import_procedures", write(ENTRY), apply=True)
    Translation.objects.update(reviewer=officer, origin="reviewed", words="Residence card")
    said = run("import_procedures", write(with_text(words="Other")), apply=True)
    assert "giữ 1 câu cán bộ đã soát: a" in said
    assert Translation.objects.get().words == "Residence card"


def test_a_half_edited_procedure_is_not_published_along(write, run):
    make_procedure(id="a", name="Cấp thẻ", short_name="Đang sửa", code="9.999999")
    said = run("import_procedures", write(ENTRY), apply=True)
    assert "phải công bố riêng" in said
    assert Translation.objects.get().procedure.versions.count() == 1
