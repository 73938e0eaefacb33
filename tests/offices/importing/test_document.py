"""Reading and writing files."""

import json

import pytest

from offices.importing import document
from tests.for_each import for_each


@for_each(
    ("raw", "reason"),
    [
        (b'{"offices": [', "/: JSON hỏng hoặc bị cắt ở dòng 1, cột 14"),
        (b"[]", "đối tượng JSON"),
        (b"null", "đối tượng JSON"),
        (b"{}", "không có danh sách"),
        (b'{"offices": []}', "không có danh sách"),
        (b'{"offices": {}}', "/offices: Phải là một danh sách"),
        (b'{"offices": [{}], "extra": 1}', "/extra: Không có mục này"),
    ],
)
def test_files_of_another_format_are_refused(raw, reason):
    with pytest.raises(document.ImportRefused) as refused:
        document.read(raw)
    assert reason in str(refused.value)


def test_two_files_with_the_same_list_are_refused():
    with pytest.raises(document.ImportRefused, match="/offices: Danh sách này nằm trong hai tệp"):
        document.merge([{"offices": [1]}, {"offices": [2]}])


def test_written_files_have_one_member_per_line_and_can_be_read():
    text = document.write("offices", [{"id": "a", "former_names": ["Bạch Hạc"]}, {"id": "b"}])
    assert '   "former_names": ["Bạch Hạc"]\n' in text
    assert json.loads(text) == {"offices": [{"id": "a", "former_names": ["Bạch Hạc"]}, {"id": "b"}]}
