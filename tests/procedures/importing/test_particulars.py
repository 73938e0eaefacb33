"""The shipped catalogue for one province."""

import json
import re

import pytest

from offices.geography.provinces import find_province
from procedures.importing.forms_file import read_forms
from procedures.importing.particulars import CATALOGUE, adapt, catalogue_of
from procedures.importing.reading import read
from procedures.publishing.public_texts import NOT_PUBLIC
from tests.for_each import for_each
from tests.offices.factories import field

PHU_THO, HUNG_YEN, NGHE_AN, HAI_PHONG = map(
    find_province, ("Phú Thọ", "Hưng Yên", "Nghệ An", "Hải Phòng")
)


def file_of(*procedures):
    return {"format": 1, "field": "xnc", "procedures": list(procedures)}


def adapted(entry, province=HUNG_YEN):
    (row,) = adapt(file_of({"id": "a", "trust": "current", **entry}), province)["procedures"]
    return row


@for_each("name", [path.name for path in CATALOGUE.glob("*.json")])
def test_other_provinces_get_nothing_of_the_province_of_collection(name):
    whole = adapt(json.loads((CATALOGUE / name).read_text()), HUNG_YEN)
    text = json.dumps(whole, ensure_ascii=False)
    assert [word for word in ("Phú Thọ", "congan.phutho", "Thái Bình") if word in text] == []


def test_the_province_of_collection_gets_it_unchanged():
    for path in CATALOGUE.glob("*.json"):
        document = json.loads(path.read_text())
        assert adapt(document, PHU_THO) == document


@pytest.mark.django_db
def test_the_whole_catalogue_of_another_province_is_valid():
    for path in CATALOGUE.glob("*.json"):
        if "procedures" in (document := json.loads(path.read_text())):
            field(document["field"])
    with catalogue_of(HUNG_YEN) as folder:
        forms = read_forms([str(folder)])
        assert len(read([str(folder)], [form["id"] for form in forms]).entries) == 164
    assert not [form for form in forms if "congan.phutho" in form["link"]]


def test_forms_keep_their_names_without_files_of_another_province():
    link = "https://congan.phutho.gov.vn/tk01.pdf"
    form = {"name": "Tờ khai", "link": link, "link_source": "Công an tỉnh Phú Thọ"}
    other = {"name": "Khác", "link": "https://dichvucong.gov.vn/a.pdf"}
    assert adapted({"forms": [form, other]})["forms"] == [{"name": "Tờ khai"}, other]


def test_doubts_are_kept_without_the_name_and_its_page_as_source():
    row = adapted(
        {
            "doubts": ["Cổng quốc gia ghi 05 ngày; Công an Phú Thọ niêm yết 04 ngày."],
            "sources": [{"url": "https://congan.phutho.gov.vn/a"}, {"url": "https://b.vn"}],
            "implementing_agency": "Phòng An ninh mạng (theo niêm yết của Công an Phú Thọ)",
        }
    )
    assert row["doubts"] == ["Cổng quốc gia ghi 05 ngày; công an một tỉnh khác niêm yết 04 ngày."]
    assert row["sources"] == [{"url": "https://b.vn"}]
    assert row["implementing_agency"] == "Phòng An ninh mạng"


def test_a_time_limit_of_another_province_is_marked_for_rechecking():
    row = adapted({"id": "tthc-3-000489", "time_limits": [{"value": 6}]})
    assert row["time_limits"] == [{"value": 6}]
    assert row["trust"] == "needs_recheck"
    assert row["doubts"] == [
        "Một thời hạn lấy theo niêm yết của công an một tỉnh khác; cần đối chiếu."
    ]


def test_a_national_time_limit_is_used_if_it_differs():
    entry = {"id": "tthc-3-000363", "time_limits": [{"value": 3}]}
    assert adapted(entry)["time_limits"][0]["value"] == 5
    assert adapted(entry, PHU_THO)["time_limits"][0]["value"] == 3


def test_procedures_of_border_provinces_are_rechecked_there():
    entry = {"id": "tthc-1-001280", "trust": "not_applicable", "applicability_note": "Chỉ…"}
    assert adapted(entry) == entry
    assert adapted(entry, NGHE_AN) == {"id": "tthc-1-001280", "trust": "needs_recheck"}


def texts_in(value):
    """Yield the texts of a file that citizens read."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (text for row in value for text in texts_in(row))
    elif isinstance(value, dict):
        members = {key: row for key, row in value.items() if key not in NOT_PUBLIC}
        yield from (text for row in members.values() for text in texts_in(row))


def test_a_city_is_never_told_of_the_police_of_a_province():
    told = re.compile(r"công an tỉnh(?!, thành phố)", re.IGNORECASE)
    with catalogue_of(HAI_PHONG) as folder:
        read = [json.loads(path.read_text()) for path in sorted(folder.rglob("*.json"))]
    texts = [text for document in read for text in texts_in(document)]
    assert [text for text in texts if told.search(text)] == []
    assert any("Phòng Cảnh sát giao thông Công an thành phố" in text for text in texts)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Thanh tra công an tỉnh nhận.", "Thanh tra công an thành phố nhận."),
        ("Công an tỉnh, thành phố trực thuộc", "Công an tỉnh, thành phố trực thuộc"),
        ("Nộp tại Công an tỉnh ở nơi cư trú.", "Nộp tại Công an thành phố ở nơi cư trú."),
        ("Công an tỉnh đã nhận.", "Công an thành phố đã nhận."),
        ("Công an tỉnh Phú Thọ", "Công an tỉnh Phú Thọ"),
    ],
)
def test_texts_name_the_police_by_its_own_level(text, read):
    assert HAI_PHONG.in_own_words(text) == read
    assert HUNG_YEN.in_own_words(text) == text
