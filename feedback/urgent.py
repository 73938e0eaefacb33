"""Questions and low marks among the most urgent rows of the officers' first page."""

from django.db.models import Q
from django.http import HttpRequest

from feedback.models import FollowUp, Question
from feedback.questions.querysets import QuestionQuerySet
from feedback.ratings.querysets import FollowUpQuerySet
from officers.first_page.urgent import Source, Told

LEADS_QUESTIONS = "feedback.lead_question"


def own_questions(request: HttpRequest) -> QuestionQuerySet:
    """Return what the officer may answer: own and free questions; for a leader the whole office."""
    rows = Question.objects.visible_to_officer(request.user).due()
    if not request.user.has_perm(LEADS_QUESTIONS):
        rows = rows.filter(Q(officer=None) | Q(officer=request.user.pk))
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
