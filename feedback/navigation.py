"""The entries of questions and ratings in the officers' sidebar, and the guide of each page."""

from django.http import HttpRequest
from django.utils import timezone

from feedback.first_page import LEADS_QUESTIONS
from feedback.models import FollowUp, Question
from foundation.desk import navigation
from foundation.desk.navigation import Page, count_for_badge, list_page
from officers.guides import sections
from officers.guides.sections import Section

_COUNTER = Section("mot-cua", "Mời người dân đánh giá tại quầy")
_MARKS = Section("lanh-dao", "Đánh giá chưa hài lòng")
_NEEDS = "Người dân cần gì"
GUIDES = {
    "needs": (
        Section("lanh-dao", _NEEDS),
        Section("mot-cua", _NEEDS),
        Section("bien-tap", "Buổi sáng: việc gì trước"),
        Section("tra-loi", "Câu hỏi lặp lại"),
    ),
    "satisfaction-figures": (_MARKS,),
    "feedback_question": (Section("tra-loi", "Hàng chờ"), Section("lanh-dao", "Câu hỏi")),
    "feedback_question_change": (
        Section("tra-loi", "Trả lời một câu hỏi"),
        Section("lanh-dao", "Câu hỏi"),
    ),
    "feedback_question_answer": (Section("tra-loi", "Trả lời một câu hỏi"),),
    "feedback_question_draft": (Section("tra-loi", "Câu hỏi lặp lại"),),
    "feedback_answertemplate": (Section("bien-tap", "Mẫu trả lời và lịch làm việc"),),
    "feedback_faqentry": (
        Section("bien-tap", "Câu trả lời công khai"),
        Section("tra-loi", "Câu hỏi lặp lại"),
    ),
    "feedback_rating": (Section("tra-loi", "Đánh giá của người dân"), _MARKS),
    "feedback_followup": (_MARKS,),
    "feedback_ratingalarm": (_MARKS,),
    "feedback_poster": (_COUNTER,),
    "feedback_questionnaire": (Section("bien-tap", "Bộ câu hỏi đánh giá"),),
}


def count_late_questions(request: HttpRequest) -> str:
    """Return how many questions are late that the officer may answer: a leader's whole offices'."""
    visible = Question.objects.visible_to_officer(request.user)
    if not request.user.has_perm(LEADS_QUESTIONS):
        visible = visible.free_for(request.user)
    return count_for_badge(visible.late(timezone.now()))


def count_late_follow_ups(request: HttpRequest) -> str:
    """Return how many follow-ups of the leader's offices are late."""
    visible = FollowUp.objects.visible_to_officer(request.user)
    return count_for_badge(visible.late(timezone.localdate()))


def register() -> None:
    """Add the groups and guides; for AppConfig.ready."""
    _register_questions()
    _register_ratings()
    sections.register(GUIDES)


def _register_questions() -> None:
    navigation.register(
        "Hỏi đáp",
        Page(
            "Câu hỏi của công dân",
            "forum",
            "admin:feedback_question_changelist",
            "feedback.view_question",
            count_late_questions,
            badge_permission="feedback.answer_question",
        ),
        Page("Người dân cần gì", "insights", "needs", "feedback.view_needcount"),
        Page(
            "Mức hài lòng và tiến độ",
            "sentiment_satisfied",
            "satisfaction-figures",
            "feedback.view_satisfactionrelease",
        ),
        list_page("Câu trả lời công khai", "campaign", "feedback.faqentry"),
        list_page("Mẫu trả lời", "quickreply", "feedback.answertemplate"),
    )


def _register_ratings() -> None:
    navigation.register(
        "Đánh giá",
        Page(
            "Đánh giá chưa hài lòng",
            "sentiment_dissatisfied",
            "admin:feedback_followup_changelist",
            "feedback.view_followup",
            count_late_follow_ups,
            badge_permission="feedback.lead_rating",
        ),
        list_page("Đánh giá của người dân", "reviews", "feedback.rating"),
        list_page("Cảnh báo đánh giá khống", "gpp_maybe", "feedback.ratingalarm"),
        Page(
            "Mã QR tại quầy",
            "qr_code_2",
            "admin:feedback_poster_counter",
            "feedback.show_rating_qr",
        ),
        list_page("Áp phích đánh giá", "print", "feedback.poster"),
        list_page("Bộ câu hỏi đánh giá", "checklist", "feedback.questionnaire"),
    )
