"""Reading a file checks all of it and reports each fault with its place, in Vietnamese."""

import copy
from itertools import product

import orjson
import pytest

from procedures.importing.applying import apply_plan
from procedures.importing.plan import make_plan
from procedures.importing.reading import MAX_FILE_BYTES, Invalid, read
from tests.for_each import for_each
from tests.procedures.conftest import ENGLISH
from tests.procedures.factories import (
    draft,
    fee,
    make_field,
    make_form,
    make_procedure,
    publish_procedure,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _form():
    make_form("tk01")


def faults_of(path):
    """Read a file that must be refused and return {pointer: text}."""
    with pytest.raises(Invalid) as refused:
        read([str(path)])
    return {fault.pointer: fault.text for fault in refused.value.faults}


def text_of(path):
    """Read a file that must be refused for one reason and return its text."""
    (text,) = faults_of(path).values()
    return text


def whole_draft():
    """Return a draft with a value for every member of the format."""
    return draft(
        id="day-du",
        code="1.000001",
        former_codes=["1.000002"],
        current_name="Tên mới",
        scope="local",
        online_level="partial",
        online_note="Phải lấy vân tay.",
        cases=["Cấp lần đầu", "Cấp lại"],
        document_sets=1,
        documents=[
            {
                "case": "Cấp lại", "name": "Đơn", "original_count": 1, "copy_count": 1,
                "requirement": "conditional",
                "condition": "Bị mất", "form_code": "TK01",
            }
        ],
        steps=[{"case": "Cấp lần đầu", "title": "Nộp", "detail": "Nộp hồ sơ."}],
        channels=[{"kind": "direct", "time_relation": "single"}],
        time_limits=[{"channel": "direct", "value": 7, "unit": "day", "text": "07 ngày",
            "condition": "Đủ giấy", "legal_basis": "Luật"}],
        fee_status="confirmed",
        fees=[{"channel": "direct", "name": "Lệ phí", "group": "Lý do", "amount": 5, "amount_to": 6,
            "currency": "VND", "unit": "lần", "condition": "Cấp mới", "legal_basis": "Thông tư",
            "effective_from": "2026-01-01", "effective_to": "2026-12-31", "certainty": "text_read",
            "confirmed_on": "2026-11-20", "source_title": "Công báo", "source_url": "a.pdf",
            "note": "Trang 3"}, fee(7, "Cấp lại", group="Lý do")],
        same_day_cutoff=True,
        forms=[{"form": "tk01", "condition": "Bị mất", "copies": 2, "filled_online": True}],
        conditions=["Đủ 14 tuổi"],
        legal_basis=[
            {"number": "1/2020", "title": "Luật", "issued_date": "2020-01-01",
                "superseded_by": "2/2026", "expired_on": "2026-01-01"}
        ],
        publication_decision="QĐ 1",
        effective_from="2026-01-01",
        effective_to="2027-01-01",
        superseded_by=None,
        next_procedures=[{"target": "khac", "sentence": "Rồi làm việc khác."}],
        applicability_note="Ghi chú",
        doubts=["Chưa rõ"],
        listed_on_ministry_portal="2026-09-25",
        sources=[
            {"name": "Cổng", "type": "national_portal", "url": "https://dichvucong.gov.vn/",
                "date": "2026-06-10", "reference": "x"}
        ],
        keywords=["mất hộ chiếu"],
    )  # fmt: skip


def test_a_whole_draft_is_read(write_file):
    make_procedure(id="khac")
    (entry,) = read([str(write_file(whole_draft()))]).entries
    assert (entry.draft["id"], entry.draft["field_id"], entry.pointer) == (
        "day-du",
        "cutru",
        "/procedures/0",
    )


# --- the file as a whole -------------------------------------------------------------------------

HEADER = '{"format": 1, "field": "cutru", "procedures": '


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("xin chào", "JSON hỏng hoặc bị cắt ở dòng 1, cột 1."),
        ("[" * 990 + "]" * 990, "JSON"),
    ],
    ids=["no-json", "nested"],
)
def test_a_file_of_another_format_is_refused(tmp_path, text, told):
    path = tmp_path / "tep.json"
    path.write_text(text)
    assert told in text_of(path)


def test_a_repeated_member_is_refused(tmp_path):
    make_field()
    path = tmp_path / "tep.json"
    path.write_text(HEADER + '[{"id": "a", "fee_status": "free", "fee_status": "confirmed"}]}')
    assert "«fee_status» xuất hiện nhiều lần" in text_of(path)


def test_a_file_over_64_mb_is_refused_unread(tmp_path):
    path = tmp_path / "tep.json"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    assert text_of(path) == "Tệp quá lớn (tối đa 64 MB)."


def test_a_missing_file_is_reported(tmp_path):
    with pytest.raises(Invalid) as refused:
        read([str(tmp_path / "thieu.json")])
    assert [str(fault) for fault in refused.value.faults] == [
        f"{tmp_path}/thieu.json: Không có tệp này."
    ]


def test_a_folder_without_files_is_refused(tmp_path):
    with pytest.raises(Invalid) as refused:
        read([str(tmp_path)])
    assert refused.value.faults[0].text == "Thư mục không có tệp danh mục nào."


def test_unreadable_files_are_refused(tmp_path):
    (tmp_path / "thu-muc.json").mkdir()
    with pytest.raises(Invalid) as refused:
        read([str(tmp_path)])
    assert refused.value.faults[0].text == "Không đọc được tệp này."


def test_a_folder_means_its_catalogue_files(write_file, tmp_path):
    write_file(draft(), field="cutru")
    write_file(draft(), field="xe")
    (tmp_path / "vocabulary.json").write_text("[]")
    (tmp_path / "ghi-chu.txt").write_text("x")
    files = read([str(tmp_path)])
    assert (len(files.entries), files.fields) == (2, {"cutru", "xe"})


@for_each(
    ("content", "pointer", "text"),
    [
        ([], "/format", "Tệp phải là một đối tượng JSON có «format»: 1."),
        (None, "/format", "Tệp phải là một đối tượng JSON có «format»: 1."),
        ({}, "/format", "Tệp phải là một đối tượng JSON có «format»: 1."),
        (
            {"format": 2, "field": "cutru", "procedures": []},
            "/format",
            "Tệp phải là một đối tượng JSON có «format»: 1.",
        ),
        (
            {"format": "1", "field": "cutru", "procedures": []},
            "/format",
            "Tệp phải là một đối tượng JSON có «format»: 1.",
        ),
        ({"format": 1, "field": "cutru"}, "/procedures", "Cần danh sách «procedures»."),
        (
            {"format": 1, "field": "cutru", "procedures": {}},
            "/procedures",
            "Cần danh sách «procedures».",
        ),
        ({"format": 1, "procedures": []}, "/field", "Không có lĩnh vực này."),
        ({"format": 1, "field": "la", "procedures": []}, "/field", "Không có lĩnh vực này."),
        ({"format": 1, "field": ["cutru"], "procedures": []}, "/field", "Không có lĩnh vực này."),
        (
            {"format": 1, "field": "x" * 10_000, "procedures": []},
            "/field",
            "Không có lĩnh vực này.",
        ),
        (
            {"format": 1, "field": "cutru", "procedures": [], "a/b": 1},
            "/a~1b",
            "Không có trường này.",
        ),
    ],
)
def test_a_wrong_header_is_reported(tmp_path, content, pointer, text):
    make_field()
    path = tmp_path / "tep.json"
    path.write_bytes(orjson.dumps(content))
    assert faults_of(path) == {pointer: text}


# --- the entries ---------------------------------------------------------------------------------


@for_each(
    ("change", "pointer", "told"),
    [
        ({"mau_sac": "đỏ"}, "/mau_sac", "Không có trường này."),
        (
            {"documents": [{"name": "Đơn", "so_luong": 1}]},
            "/documents/0/so_luong",
            "Không có trường này.",
        ),
        ({"id": "Viết Hoa"}, "/id", "Định danh chỉ gồm chữ thường"),
        ({"id": "a--b"}, "/id", "Định danh chỉ gồm chữ thường"),
        ({"id": "a" * 61}, "/id", "60"),
        ({"code": "1.00145"}, "/code", "Mã thủ tục phải có dạng 1.001456."),
        ({"code": "mã"}, "/code", "Mã thủ tục phải có dạng 1.001456."),
        ({"former_codes": ["1.001456", "x"]}, "/former_codes", "Mã thủ tục phải có dạng 1.001456."),
        ({"former_codes": ["1.001456\n"]}, "/former_codes", "Mã thủ tục phải có dạng 1.001456."),
        ({"former_codes": 5}, "/former_codes", "danh sách"),
        ({"name": ""}, "/name", ""),
        ({"short_name": "   "}, "/short_name", ""),
        ({"levels": ["huyen"]}, "/levels", "Cấp thực hiện không hợp lệ."),
        ({"levels": ["xa", "xa"]}, "/levels", "Cấp thực hiện không hợp lệ."),
        ({"levels": []}, "/levels", "Cần ít nhất một cấp thực hiện."),
        ({"applicant_types": ["robot"]}, "/applicant_types", "Đối tượng thực hiện không hợp lệ."),
        ({"fee_status": "rẻ"}, "/fee_status", ""),
        ({"fee_status": "confirmed", "fees": [{"amount": -1}]}, "/fees/0/amount", "0"),
        ({"fee_status": "confirmed", "fees": [{"amount": "NaN"}]}, "/fees/0/amount", ""),
        ({"fee_status": "confirmed", "fees": [{"amount": 10**12}]}, "/fees/0/amount", ""),
        ({"fee_status": "confirmed", "fees": [{"amount": 0.001}]}, "/fees/0/amount", ""),
        ({"time_limits": [{"value": -1, "unit": "day"}]}, "/time_limits/0/value", "0"),
        ({"as_of": "2026-02-30"}, "/as_of", ""),
        ({"as_of": "24/11/2026"}, "/as_of", ""),
        ({"as_of": "2026-11-24T00:00:00Z"}, "/as_of", ""),
        (
            {"effective_from": "2026-02-02", "effective_to": "2026-02-01"},
            "/effective_to",
            "Ngày hết hiệu lực không được trước",
        ),
        ({"document_sets": -1}, "/document_sets", ""),
        (
            {"documents": [{"name": "Đơn", "requirement": "conditional"}]},
            "/documents/0/condition",
            "phải nêu điều kiện",
        ),
        (
            {"documents": [{"name": "Đơn", "case": "Lạ"}]},
            "/documents/0/case",
            "chưa có trong danh sách trường hợp",
        ),
        (
            {"steps": [{"title": "Nộp", "case": "Lạ"}]},
            "/steps/0/case",
            "chưa có trong danh sách trường hợp",
        ),
        ({"cases": ["A", "A"]}, "/cases", "Có trường hợp trùng tên."),
        ({"cases": ["x" * 301]}, "/cases/0", "300"),
        ({"channels": []}, "/channels", "Cần ít nhất một cách thức nộp hồ sơ."),
        (
            {"channels": [{"kind": "direct"}, {"kind": "direct"}]},
            "/channels",
            "Có cách thức trùng nhau.",
        ),
        ({"channels": [{"kind": "fax"}]}, "/channels/0/kind", ""),
        ({"forms": [{"form": "tk01"}, {"form": "tk01"}]}, "/forms/1/form", "nhiều lần"),
        ({"forms": [{"form": "khong-co"}]}, "/forms/0/form", "Không có mẫu khong-co."),
        ({"forms": [{"form": "tk01", "copies": 0}]}, "/forms/0/copies", ""),
        ({"forms": [{"code": "TK01", "form": "tk01"}]}, "/forms/0/code", ""),
        ({"sources": []}, "/sources", "Cần ít nhất một nguồn."),
        ({"keywords": "mất hộ chiếu"}, "/keywords", "danh sách"),
        ({"keywords": ["", "a"]}, "/keywords", "danh sách"),
        ({"doubts": ["x"] * 201}, "/doubts", "200"),
        ({"doubts": ["x" * 2001]}, "/doubts", "2000"),
        ({"superseded_by": "khong-co"}, "/superseded_by", "Không có thủ tục khong-co."),
        (
            {"next_procedures": [{"target": "khong-co", "sentence": "Rồi đi."}]},
            "/next_procedures/0/target",
            "Không có thủ tục khong-co.",
        ),
        (
            {"next_procedures": [{"target": "a", "sentence": " "}]},
            "/next_procedures/0/sentence",
            "trống",
        ),
    ],
)
def test_an_invalid_member_is_reported_by_its_pointer(write_file, change, pointer, told):
    faults = faults_of(write_file(draft(), draft(**change)))
    assert told in faults[f"/procedures/1{pointer}"]
    assert not [text for text in faults.values() if ENGLISH.search(text)]


@pytest.mark.parametrize("missing", ["id", "name", "short_name", "as_of"])
def test_a_missing_member_is_reported(write_file, missing):
    entry = {name: value for name, value in draft().items() if name != missing}
    assert list(faults_of(write_file(entry))) == [f"/procedures/0/{missing}"]


def test_all_faults_are_found_at_once(write_file):
    path = write_file(draft(name=""), draft(), draft(levels=[], sources=[]))
    assert list(faults_of(path)) == [
        "/procedures/0/name",
        "/procedures/2/levels",
        "/procedures/2/sources",
    ]


def test_a_fault_has_file_place_and_entry(write_file):
    with pytest.raises(Invalid) as refused:
        read([str(write_file(draft(id="ho-chieu", levels=[])))])
    assert (
        str(refused.value.faults[0])
        == "cutru.json/procedures/0/levels (ho-chieu): Cần ít nhất một cấp thực hiện."
    )


def places(value, path=()):
    """Yield the path of every value inside a draft."""
    for key, item in (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    ):
        yield (*path, key)
        yield from places(item, (*path, key))


def replaced(value, path, new):
    """Return a copy of `value` with `new` at `path`."""
    whole = copy.deepcopy(value)
    inner = whole
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = new
    return whole


STRANGE = (
    None,
    True,
    [["x"]],
    {"x": 1},
    -1,
    1e300,
    2**63 - 1,
    "x" * 100_000,
    "",
    "Ệ\u200b\u202e😀\x7f",
)


def find_faults(path):
    """Return the faults of a file, none if it is valid."""
    try:
        read([str(path)])
    except Invalid as invalid:
        return invalid.faults
    return []


@for_each("are_ids", [True, False], ids=["ids", "others"])
def test_any_value_is_refused_in_vietnamese_or_can_be_stored(write_file, are_ids):
    """Each at every place, in one file: to store them one by one takes longer.

    Strange ids stand apart, as strange references would find them.
    """
    make_procedure(id="khac", field="xe")
    paths = [path for path in places(whole_draft()) if (path == ("id",)) is are_ids]
    entries = [
        replaced({**whole_draft(), "id": f"day-du-{i}", "code": f"1.{i:06}"}, path, strange)
        for i, (path, strange) in enumerate(product(paths, STRANGE))
    ]
    faults = find_faults(write_file(*entries))
    assert not [fault for fault in faults if ENGLISH.search(fault.text)]
    refused = {int(fault.pointer.split("/")[2]) for fault in faults}
    assert 0 < len(refused) < len(entries) or are_ids
    stored = write_file(*(entry for i, entry in enumerate(entries) if i not in refused))
    files = read([str(stored)])
    apply_plan(files, make_plan(files), "Thử")
    assert not make_plan(read([str(stored)])).changes_anything


@pytest.mark.parametrize("entry", [None, 5, "x", [], [{}], True, {}])
def test_an_entry_that_is_not_an_object_is_refused(write_file, entry):
    faults = faults_of(write_file(entry))
    assert all(
        pointer.startswith("/procedures/0") and not ENGLISH.search(text)
        for pointer, text in faults.items()
    ), faults


# --- several entries ----------------------------------------------------------------------------


def test_a_repeated_id_is_refused_at_both_places(write_file):
    faults = faults_of(write_file(draft(id="a"), draft(id="a")))
    assert faults == dict.fromkeys(
        ["/procedures/0/id", "/procedures/1/id"], "Định danh này xuất hiện nhiều lần."
    )


def test_an_id_in_two_files_is_refused(write_file, tmp_path):
    write_file(draft(id="a"), field="cutru")
    write_file(draft(id="a"), field="xe")
    with pytest.raises(Invalid) as refused:
        read([str(tmp_path)])
    assert [fault.file for fault in refused.value.faults] == ["cutru.json", "xe.json"]


def test_a_repeated_code_is_refused(write_file):
    faults = faults_of(write_file(draft(code="1.000001"), draft(code="1.000001")))
    assert faults == dict.fromkeys(
        ["/procedures/0/code", "/procedures/1/code"], "Mã 1.000001 xuất hiện nhiều lần."
    )


def test_empty_codes_are_not_duplicates(write_file):
    assert len(read([str(write_file(draft(code=""), draft(code="")))]).entries) == 2


@pytest.mark.parametrize(
    "links",
    [{"a": "a"}, {"a": "b", "b": "a"}, {"a": "b", "b": "c", "c": "a"}],
    ids=["itself", "each other", "three in a ring"],
)
def test_circular_successors_are_refused(write_file, links):
    faults = faults_of(
        write_file(*(draft(id=name, superseded_by=successor) for name, successor in links.items()))
    )
    assert faults == {
        f"/procedures/{i}/superseded_by": "Các thủ tục thay thế nhau thành vòng."
        for i in range(len(links))
    }


def test_a_circle_through_the_database_is_refused(write_file):
    make_procedure(id="b", superseded_by=make_procedure(id="a"))
    assert faults_of(write_file(draft(id="a", superseded_by="b"))) == {
        "/procedures/0/superseded_by": "Các thủ tục thay thế nhau thành vòng."
    }


def test_a_successor_may_come_later_or_be_in_the_database(write_file):
    publish_procedure(id="c")
    path = write_file(draft(id="a", superseded_by="b"), draft(id="b", superseded_by="c"))
    assert len(read([str(path)]).entries) == 2


def test_a_long_chain_of_successors_is_allowed(write_file):
    path = write_file(
        *(draft(id=f"t{i}", superseded_by=f"t{i + 1}" if i < 99 else None) for i in range(100))
    )
    assert len(read([str(path)]).entries) == 100
