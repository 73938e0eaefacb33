"""Legal deadlines, dates and fines come from the Vietnamese text, in the language of the answer."""

import pytest

from procedures.translations.deadlines import fill_slots, types_deadline_or_fine, unknown_slots
from procedures.translations.sentences import speaking
from tests.for_each import for_each


@for_each(
    ("field", "source", "words", "typed"),
    [
        ("conditions", "Nộp phiếu trong 12 giờ.", "Hand it in.", True),
        ("conditions", "Nộp phiếu trong 12 giờ.", "Hand it in within 12 hours.", True),
        ("conditions", "Nộp phiếu trong 12 giờ.", "Hand it in within {24 giờ}.", True),
        ("conditions", "Nộp phiếu trong 12 giờ.", "Hand it in within {12 giờ}.", False),
        ("conditions", "Trong 12 giờ, vùng xa 24 giờ.", "Within {12 giờ}.", True),
        ("conditions", "Phạt 500.000 đồng.", "The fine is 500,000 VND.", True),
        ("conditions", "Phạt 500.000 đồng.", "The fine is {500.000 đồng}.", False),
        ("public_doubt", "Từ 24/07/2026 khai qua mạng.", "Online since 24 July 2026.", True),
        ("public_doubt", "Từ 24/07/2026 khai qua mạng.", "Online since {24/07/2026}.", False),
        ("conditions", "Còn thời hiệu.", "It is not too late.", False),
        ("steps.detail", "Không khai thì bị phạt.", "You will be fined.", False),
        ("summary", "Khai báo tạm trú", "Declare within 12 hours.", True),
        ("summary", "Khai báo tạm trú", "Or you will be fined.", True),
        ("summary", "Khai báo tạm trú", "逾期处以罚款。", True),
        ("summary", "Khai báo tạm trú", "12시간 이내에 신고하세요.", True),
        ("time_limits.condition", "Tiếp nhận 24 giờ/07 ngày", "Open 24/7", False),
        ("time_limits.condition", "Nhận 24 giờ mỗi ngày, cả 07 ngày", "Open 24/7", False),
        ("conditions", "Trẻ dưới 14 tuổi đi cùng người đại diện.", "Come with a parent.", False),
        ("short_name", "Giấy miễn thị thực 5 năm", "5-year certificate", False),
        ("fees.condition", "Nhiều lần, không quá 90 ngày", "Up to 90 days", False),
        ("steps.detail", "Cán bộ xác nhận.", "An officer confirms the final details.", False),
    ],
)
def test_typed_fines_and_deadlines_are_recognised(field, source, words, typed):
    assert types_deadline_or_fine(field, source, words) is typed


@pytest.mark.parametrize(
    ("language", "filled"),
    [
        ("en", "12 hours, 1 month, 23:00, 500,000 VND, 1 July 2026"),
        ("zh", "12 小时, 1 个月, 23:00, 500,000 越南盾, 2026年7月1日"),
        ("ko", "12시간, 1개월, 23:00, 500,000 동(VND), 2026년 7월 1일"),
    ],
)
def test_slots_are_filled_in_the_language(language, filled):
    with speaking(language, {}):
        words = "{12 giờ}, {01 tháng}, {lúc 23 giờ}, {500.000 đồng}, {01/07/2026}"
        assert fill_slots(words) == filled


def test_a_slot_must_stand_in_the_vietnamese_text():
    words = "{12 giờ} {lúc 23 giờ} {24 giờ} {lúc 8 giờ} {hours}"
    source = "Trong 12 giờ, trước 23 giờ."
    assert unknown_slots(source, words) == ["24 giờ", "lúc 8 giờ", "hours"]
