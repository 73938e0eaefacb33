"""Which texts contain a fine or a legal deadline."""

from procedures.translations.deadlines import tells_deadline_or_fine
from tests.for_each import for_each


@for_each(
    ("field", "source", "words", "told"),
    [
        ("conditions", "Nộp phiếu trong 12 giờ.", "Hand it in.", True),
        ("conditions", "Còn thời hiệu.", "It is not too late.", True),
        ("steps.detail", "Không khai thì bị phạt.", "You must.", True),
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
def test_fines_and_deadlines_are_recognised(field, source, words, told):
    assert tells_deadline_or_fine(field, source, words) is told
