"""Search words from a file: all are checked, missing ones added, officers' rows kept."""

import orjson
import pytest

from procedures.importing import vocabulary_file
from procedures.importing.reading import Invalid
from procedures.models import (
    Abbreviation,
    Aspect,
    CommonQuestion,
    ConfusablePair,
    DangerAct,
    DangerKind,
    DangerPerson,
    Elsewhere,
    Emergency,
    FillerWord,
    Signpost,
    SynonymGroup,
)
from procedures.publishing.snapshot import catalogue
from tests.for_each import for_each
from tests.procedures.conftest import ENGLISH
from tests.procedures.factories import make_field, make_procedure, publish_procedure

pytestmark = pytest.mark.django_db

ENTRIES = {
    "abbreviations": {"abbreviation": "cccd", "expansion": "căn cước công dân"},
    "synonyms": {"canonical": "hộ chiếu", "forms": ["passport"]},
    "questions": {"question": "mất hộ chiếu phải làm sao", "variants": ["rớt hộ chiếu"]},
    "confusables": {"a": "lưu trú", "b": "tạm trú", "hint": "Dưới 30 ngày là lưu trú."},
    "elsewhere": {"terms": ["sổ đỏ"], "unless": ["mất"], "agency": "Văn phòng đăng ký đất đai"},
    "signposts": {
        "name": "Hỏng đèn đường",
        "doors": ["report_kind:site_report"],
        "reason": "Chụp một ảnh.",
        "terms": ["đèn đường"],
    },
    "emergencies": {"terms": ["cháy nhà"], "number": "114", "advice": "Gọi 114 ngay."},
    "aspects": {
        "name": "Cấp lại",
        "family": "hành động",
        "in_names": ["cấp lại"],
        "in_queries": ["mất", "làm lại"],
    },
    "fillers": {"text": "cần giấy tờ gì", "kind": "question"},
    "danger_kinds": {"code": "fire", "number": "114", "sentence": "Gọi 114 ngay."},
    "danger_people": {"name": "Vợ chồng", "terms": ["chồng"]},
    "danger_acts": {"kind": "fire", "terms": ["cháy nhà"]},
}
MODELS = (
    Abbreviation,
    SynonymGroup,
    CommonQuestion,
    ConfusablePair,
    Elsewhere,
    Signpost,
    Emergency,
    Aspect,
    FillerWord,
    DangerKind,
    DangerPerson,
    DangerAct,
)


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a file of words and returns its path."""

    def write_words(**sections):
        path = tmp_path / "vocabulary.json"
        path.write_bytes(orjson.dumps(sections))
        return path

    return write_words


def load(path):
    """Import `path` and return how many entries of each section were added."""
    new = vocabulary_file.find_missing(vocabulary_file.read_entries(path))
    vocabulary_file.add_entries(new)
    return {name: len(entries) for name, entries in new.items() if entries}


def faults_of(path):
    """Read a file that must be refused and return {pointer: text}."""
    with pytest.raises(Invalid) as refused:
        vocabulary_file.read_entries(path)
    return {fault.pointer: fault.text for fault in refused.value.faults}


def test_every_section_is_added(write):
    assert load(write(**{name: [entry] for name, entry in ENTRIES.items()})) == dict.fromkeys(
        ENTRIES, 1
    )
    assert [model.objects.count() for model in MODELS] == [1] * len(ENTRIES)


@pytest.mark.parametrize(("section", "entry"), ENTRIES.items(), ids=ENTRIES)
def test_existing_words_are_not_added_again(write, section, entry):
    path = write(**{section: [entry]})
    load(path)
    assert load(path) == {}


def test_officers_rows_are_kept(write):
    Abbreviation.objects.create(abbreviation="CCCD", expansion="thẻ căn cước", note="Cán bộ sửa")
    assert load(write(abbreviations=[ENTRIES["abbreviations"]])) == {}
    assert Abbreviation.objects.get().expansion == "thẻ căn cước"


def test_new_words_are_used_after_the_next_refresh(write):
    publish_procedure(id="a", short_name="Cấp hộ chiếu")
    assert catalogue.current().index.search("passport").ids == ()
    load(write(synonyms=[{**ENTRIES["synonyms"], "procedures": ["a"]}]))
    assert catalogue.refresh()
    assert catalogue.current().index.search("passport").ids == ("a",)


def test_a_file_without_new_words_bumps_no_revision(write, revision):
    path = write(abbreviations=[ENTRIES["abbreviations"]])
    load(path)
    before = revision()
    load(path)
    assert revision() == before == 1


def test_procedures_and_field_are_linked(write):
    make_field("xnc")
    make_procedure(id="a")
    load(write(synonyms=[{**ENTRIES["synonyms"], "field": "xnc", "procedures": ["a"]}]))
    group = SynonymGroup.objects.get()
    assert (group.field_id, [p.pk for p in group.procedures.all()]) == ("xnc", ["a"])


def test_an_emergency_may_have_no_number(write):
    load(write(emergencies=[{**ENTRIES["emergencies"], "number": None}]))
    assert Emergency.objects.get().number == ""


@for_each(
    ("sections", "pointer", "told"),
    [
        ({"la": []}, "/la", "Không có phần này."),
        (
            {"abbreviations": [{**ENTRIES["abbreviations"], "mau": 1}]},
            "/abbreviations/0/mau",
            "Không có trường này.",
        ),
        ({"abbreviations": [{"abbreviation": "a"}]}, "/abbreviations/0/expansion", "bắt buộc"),
        (
            {"abbreviations": [{"abbreviation": "x" * 41, "expansion": "a"}]},
            "/abbreviations/0/abbreviation",
            "40",
        ),
        (
            {"abbreviations": [ENTRIES["abbreviations"]] * 2},
            "/abbreviations/1",
            "Mục này xuất hiện nhiều lần.",
        ),
        (
            {"abbreviations": [{**ENTRIES["abbreviations"], "field": "la"}]},
            "/abbreviations/0/field",
            "Không có lĩnh vực la.",
        ),
        (
            {"synonyms": [{**ENTRIES["synonyms"], "procedures": ["la"]}]},
            "/synonyms/0/procedures",
            "Không có thủ tục la.",
        ),
        (
            {"synonyms": [{**ENTRIES["synonyms"], "forms": ["a", ""]}]},
            "/synonyms/0/forms/1",
            "trống",
        ),
        ({"synonyms": [{**ENTRIES["synonyms"], "forms": "passport"}]}, "/synonyms/0/forms", ""),
        (
            {"emergencies": [{**ENTRIES["emergencies"], "number": 114.5, "advice": ""}]},
            "/emergencies/0/advice",
            "trống",
        ),
        ({"aspects": [{**ENTRIES["aspects"], "in_names": "cấp lại"}]}, "/aspects/0/in_names", ""),
        ({"fillers": [{**ENTRIES["fillers"], "kind": "la"}]}, "/fillers/0/kind", "la"),
        ({"questions": None}, "/questions", ""),
        ({"questions": "x"}, "/questions", ""),
        ({"questions": {"a": 1}}, "/questions", ""),
        ({"questions": [None]}, "/questions/0", ""),
        ({"questions": ["x", 5]}, "/questions/1", ""),
    ],
)
def test_faults_are_reported_in_vietnamese_and_nothing_is_added(write, sections, pointer, told):
    faults = faults_of(write(confusables=[ENTRIES["confusables"]], **sections))
    assert told in faults[pointer]
    assert not [text for text in faults.values() if ENGLISH.search(text)]


@pytest.mark.parametrize(
    ("raw", "told"),
    [(b"", "Tệp trống."), (b"[]", "Tệp phải là một đối tượng JSON."), (b'{"a', "dòng 1, cột")],
)
def test_files_of_another_format_are_refused(tmp_path, raw, told):
    path = tmp_path / "vocabulary.json"
    path.write_bytes(raw)
    (text,) = faults_of(path).values()
    assert told in text
