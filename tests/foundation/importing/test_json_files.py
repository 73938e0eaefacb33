"""JSON in files that operators import."""

import json
import unicodedata

import pytest

from foundation.importing.json_files import parse
from foundation.importing.tables import FileRefused
from tests.for_each import for_each

HEADER = '{"format": 1, "field": "cutru", "procedures": '


@for_each(
    ("raw", "told"),
    [
        (b"", "Tệp trống."),
        (b" \n\t", "Tệp trống."),
        (b"\xef\xbb\xbf", "Tệp trống."),
        ("{}".encode("utf-16"), "Tệp không phải UTF-8 (byte thứ 0)."),
        ('{"tên": "é"}'.encode("latin-1", "replace"), "Tệp không phải UTF-8 (byte thứ 3)."),
        ('{"a": "ô"}'.encode("cp1258"), "Tệp không phải UTF-8 (byte thứ 7)."),
        ("xin chào".encode(), "JSON hỏng hoặc bị cắt ở dòng 1, cột 1."),
        (b'{\n  "format": 1,\n  "field": "cu', "JSON hỏng hoặc bị cắt ở dòng 3, cột"),
        (f"{HEADER}[".encode(), f"JSON hỏng hoặc bị cắt ở dòng 1, cột {len(HEADER) + 2}."),
        (f"{HEADER}[]}} thừa".encode(), "JSON hỏng hoặc bị cắt ở dòng 1"),
        (f"{HEADER}NaN}}".encode(), "JSON hỏng hoặc bị cắt ở dòng 1"),
        (rb'{"format": "\ud800"}', "JSON hỏng hoặc bị cắt ở dòng 1"),
        (b"[" * 100_000, "JSON"),
        (b'{"a":' * 100_000, "JSON"),
        (rb'{"format": 1, "field": "cu\u0000tru", "procedures": []}', "NUL"),
        (
            b'{"format": 1, "format": 1, "field": "cutru", "procedures": []}',
            "«format» xuất hiện nhiều lần",
        ),
        (b'{"offices": [{"latitude": ' + b"1" * 5000 + b"}]}", "dòng 1, cột 27"),
    ],
)
def test_what_is_no_json_is_refused(raw, told):
    with pytest.raises(FileRefused) as refused:
        parse(raw)
    assert told in str(refused.value)


def test_deep_nesting_is_read_or_refused():
    """How deep Python's own reader goes depends on its version."""
    deep, told = b'{"a":' * 1020 + b"1" + b"}" * 1020, ""
    try:
        parse(deep)
    except FileRefused as refused:
        told = str(refused)
    assert told in {"", "JSON lồng nhau quá sâu hoặc có số quá dài."}


def test_a_byte_order_mark_is_skipped():
    assert parse(b'\xef\xbb\xbf{"fields": [{}]}') == {"fields": [{}]}


@pytest.mark.parametrize("escaped", [False, True])
def test_decomposed_vietnamese_is_composed(escaped):
    name = unicodedata.normalize("NFD", "Cấp thẻ căn cước")
    raw = json.dumps({name: [name]}, ensure_ascii=escaped).encode()
    assert parse(raw) == {"Cấp thẻ căn cước": ["Cấp thẻ căn cước"]}
