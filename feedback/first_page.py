"""What questions and low marks show on the officers' first page: cards and urgent rows."""

from django.http import HttpRequest

from feedback.admin.question_filters import own_work
from feedback.models import FollowUp, Question
from feedback.questions.querysets import QuestionQuerySet
from feedback.ratings.querysets import FollowUpQuerySet
from officers.first_page.cards import Card, Group
from officers.first_page.urgent import Source, Told

_GROUP, _QUESTIONS, _ANSWER = Group(2, "Hỏi đáp"), "feedback.question", "feedback.answer_question"
_LOW, _FOLLOW_UPS, _LEAD = Group(3, "Đánh giá"), "feedback.followup", "feedback.lead_rating"
LEADS_QUESTIONS = "feedback.lead_question"


CARDS = (
    Card(_GROUP, "Quá hạn trả lời", "alarm", _QUESTIONS, _ANSWER, {"state": "late"}, "danger",
        own=own_work),
    Card(_GROUP, "Đến hạn hôm nay", "today", _QUESTIONS, _ANSWER, {"state": "today"}, "warning",
        own=own_work),
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
)  # fmt: skip


def own_questions(request: HttpRequest) -> QuestionQuerySet:
    """Return what the officer may answer: own and free questions; for a leader the whole office."""
    rows = Question.objects.visible_to_officer(request.user).due()
    if not request.user.has_perm(LEADS_QUESTIONS):
        rows = rows.free_for(request.user)
    return rows.select_related("procedure", "office").most_urgent_first()


def _tell_question(request: HttpRequest, question: Question) -> Told:
    """Leave out the citizen's words."""
    about = question.procedure.short_name if question.procedure else question.office.name
    mine = question.officer_id == request.user.pk
    state = "mine" if mine else "due" if question.officer_id else "nobody"
    return Told(f"Câu hỏi {question.pk}", about, question.due_at, {"state": state})


def own_follow_ups(request: HttpRequest) -> FollowUpQuerySet:
    """Return the low marks that the leader's offices have to act on."""
    rows = FollowUp.objects.visible_to_officer(request.user).due().filter(due_on__isnull=False)
    return rows.select_related("office").order_by("due_on", "pk")


def _tell_follow_up(_request: HttpRequest, row: FollowUp) -> Told:
    return Told(str(row), row.office.name, row.due_on, {"part": "due"})


SOURCES = (
    Source(
        "Câu hỏi", "feedback.question", "feedback.answer_question", own_questions, _tell_question
    ),
    Source(
        "Chưa hài lòng",
        "feedback.followup",
        "feedback.lead_rating",
        own_follow_ups,
        _tell_follow_up,
    ),
)
