"""Notices to citizens about their questions and ratings, with the shipped texts."""

from citizens.notices.events import NUMBER, Event, Kind, Placeholder
from foundation.zalo.deep_links import MINE, Screen, pattern, query
from offices.api.landing import OFFICE

QUESTION = Screen("question", "Một câu hỏi của tôi; giá trị là số câu hỏi.")
RATINGS = Screen("ratings", "Các đánh giá của tôi; giá trị luôn là «mine».")
CALL = Placeholder("call", "số phải gọi ngay", "113")
OFFICE_ID = Placeholder("office", "mã đơn vị nhận đặt lịch", "ca-xa-mau")
OFFICE_NAME = Placeholder("office_name", "tên đơn vị nhận đặt lịch", "Công an xã Mẫu")
QUESTIONS = Kind(2, "questions", "Câu hỏi và đánh giá")


def _question(name: str, label: str, title: str, text: str) -> Event:
    return Event(
        f"question_{name}",
        label,
        QUESTIONS,
        title,
        text,
        (NUMBER,),
        link=pattern(QUESTION, NUMBER.name),
    )


def _follow_up(name: str, label: str, title: str, text: str) -> Event:
    # Raters are confidential (NĐ 309/2026 Đ6): a list of notices about a follow-up, with times,
    # would identify them.
    return Event(
        f"follow_up_{name}",
        label,
        QUESTIONS,
        title,
        text,
        (NUMBER,),
        link=query(RATINGS, MINE),
        confidential=True,
    )


DANGER = Event(
    "question_danger",
    "Người nhắn tin đang gặp nguy hiểm",
    QUESTIONS,
    "Cần giúp ngay thì gọi {call}",
    "Cần giúp ngay thì gọi {call}, nói rõ địa chỉ.\nCán bộ đọc tin nhắn trong giờ làm việc; câu "
    "hỏi số {number} của ông/bà đã được nhận.",
    (NUMBER, CALL),
    link=pattern(QUESTION, NUMBER.name),
)
BOOKING = Event(
    "question_booking",
    "Người nhắn tin muốn đặt lịch",
    QUESTIONS,
    "Đặt lịch đến làm thủ tục",
    "Mở ứng dụng ở trang của {office_name}, chọn «Đặt lịch». Không đặt lịch vẫn được tiếp nhận.\n"
    "Câu hỏi số {number} của ông/bà cũng đã được nhận.",
    (NUMBER, OFFICE_ID, OFFICE_NAME),
    link=pattern(OFFICE, OFFICE_ID.name),
)
EVENTS = (
    DANGER,
    BOOKING,
    _question(
        "answered",
        "Câu hỏi được trả lời",
        "Câu hỏi số {number} đã có trả lời",
        "Câu hỏi số {number} của ông/bà đã được trả lời.\nMở ứng dụng để đọc.",
    ),
    _question(
        "asked_back",
        "Cán bộ hỏi thêm",
        "Câu hỏi số {number} cần thêm thông tin",
        "Cán bộ cần hỏi thêm về câu hỏi số {number} của ông/bà.\nMở ứng dụng để trả lời.",
    ),
    _question(
        "closed",
        "Câu hỏi được kết thúc",
        "Câu hỏi số {number} đã kết thúc",
        "Câu hỏi số {number} đã kết thúc.\nNếu chưa rõ, ông/bà mở ứng dụng và hỏi tiếp.",
    ),
    _follow_up(
        "asked_back",
        "Phản ánh cần thêm thông tin",
        "Phản ánh số {number} cần thêm thông tin",
        "Chúng tôi cần hỏi thêm về đánh giá chưa hài lòng của ông/bà (số {number}).\n"
        "Mở ứng dụng để trả lời.",
    ),
    _follow_up(
        "declined",
        "Phản ánh không được xử lý",
        "Phản ánh số {number}: kết quả xem xét",
        "Chúng tôi đã xem xét đánh giá chưa hài lòng của ông/bà (số {number}) và không xử lý "
        "tiếp.\nMở ứng dụng để đọc lý do.",
    ),
    _follow_up(
        "closed",
        "Phản ánh đã xử lý xong",
        "Phản ánh số {number} đã xử lý xong",
        "Đánh giá chưa hài lòng của ông/bà (số {number}) đã được xử lý.\nMở ứng dụng để xem kết "
        "quả.",
    ),
)
