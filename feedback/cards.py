"""The cards of officers' first page: questions and low marks that wait."""

from officers.first_page.cards import Card, Group

_GROUP, _QUESTIONS, _ANSWER = Group(2, "Hỏi đáp"), "feedback.question", "feedback.answer_question"
_LOW, _FOLLOW_UPS, _LEAD = Group(3, "Đánh giá"), "feedback.followup", "feedback.lead_rating"
CARDS = (
    Card(_GROUP, "Quá hạn trả lời", "alarm", _QUESTIONS, _ANSWER, {"state": "late"}, "danger"),
    Card(_GROUP, "Đến hạn hôm nay", "today", _QUESTIONS, _ANSWER, {"state": "today"}, "warning"),
    Card(_GROUP, "Đang chờ đơn vị", "forum", _QUESTIONS, _ANSWER, {"state": "due"}),
    Card(_GROUP, "Tôi đang trả lời", "person", _QUESTIONS, _ANSWER, {"state": "mine"}),
    Card(
        _LOW,
        "Chưa hài lòng, quá hạn xử lý",
        "alarm",
        _FOLLOW_UPS,
        _LEAD,
        {"part": "late"},
        "danger",
    ),
    Card(
        _LOW,
        "Chưa hài lòng, chờ đơn vị",
        "sentiment_dissatisfied",
        _FOLLOW_UPS,
        _LEAD,
        {"part": "due"},
        "warning",
    ),
    Card(
        _LOW,
        "Nghi đánh giá khống, chờ kết luận",
        "gpp_maybe",
        "feedback.ratingalarm",
        _LEAD,
        {"part": "mine"},
        "danger",
    ),
)
