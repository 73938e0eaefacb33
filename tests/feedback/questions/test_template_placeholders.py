"""Templates contain known facts: papers with their conditions, no sentence without its value."""

import pytest

from feedback.questions.template_placeholders import MOST_DOCUMENTS, fill_placeholders

OFFICE = {"name": "Công an xã Ao Sen", "address": ""}
PROCEDURE = {
    "short_name": "Cấp lại thẻ",
    "documents": [
        {"name": "Tờ khai", "condition": ""},
        {"name": "Giấy uỷ quyền", "condition": "Khi nộp thay."},
    ],
    "cases": [
        {"name": "Mất thẻ", "documents": [{"name": "Đơn", "condition": ""}]},
        {"name": "Trẻ em", "documents": [{"name": "Giấy khai sinh", "condition": "Khi mới"}]},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("Nộp «{thủ tục}» tại {đơn vị}, {địa chỉ}.", "Nộp «Cấp lại thẻ» tại Công an xã Ao Sen."),
        ("Nộp tại {đơn vị}, {địa chỉ}, buổi sáng.", "Nộp tại Công an xã Ao Sen, buổi sáng."),
        ("Mời đến {đơn vị}. Địa chỉ: {địa chỉ}. Chào.", "Mời đến Công an xã Ao Sen. Chào."),
        ("Mời đến {đơn vị}.\nĐịa chỉ: {địa chỉ}\nChào.", "Mời đến Công an xã Ao Sen.\nChào."),
        ("Đoạn một.\n\nĐoạn hai.", "Đoạn một.\n\nĐoạn hai."),
        ("Lệ phí: {lệ phí}.", ""),
    ],
)  # fmt: skip
def test_sentences_without_a_value_are_left_out(template, said):
    assert fill_placeholders(template, PROCEDURE, OFFICE) == said


def test_each_paper_has_its_condition():
    assert fill_placeholders("Giấy tờ: {giấy tờ}", PROCEDURE, OFFICE) == (
        "Giấy tờ: \n- Tờ khai\n- Giấy uỷ quyền (Khi nộp thay)\n- Đơn (Mất thẻ)\n"
        "- Giấy khai sinh (Trẻ em; khi mới)"
    )


def test_surplus_papers_are_counted():
    many = [{"name": f"Giấy {number}"} for number in range(MOST_DOCUMENTS + 3)]
    said = fill_placeholders("{giấy tờ}", {"documents": many}, OFFICE).split("\n")
    assert said[MOST_DOCUMENTS:] == ["- và 3 giấy tờ khác theo trường hợp, xem trong ứng dụng"]
