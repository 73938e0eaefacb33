"""One question on one screen: the conversation, its subject, the answer."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from unfold.decorators import action
from unfold.enums import ActionVariant

from citizens.models import Citizen
from feedback.admin import question_about
from feedback.admin.forms import AnswerForm
from feedback.admin.question_moves import QuestionRows
from feedback.models import AnswerTemplate, Author, Channel, Question, QuestionMessage
from feedback.photos.addresses import sign_path
from feedback.questions import actions, moving, template_placeholders, workflow
from feedback.questions.conversation import with_conversation
from feedback.questions.routing import Rule
from feedback.questions.workflow import Move
from foundation.desk.one_screen import (
    Colleague,
    Insert,
    OneScreenAdmin,
    Panel,
    Picture,
    Said,
)
from foundation.desk.one_screen.parts import CITIZEN, OFFICER
from offices.colleagues import colleagues_who_see

MOST_TEMPLATES = 40


class QuestionScreen(OneScreenAdmin, QuestionRows):
    """The page of one question; the queue and the moves are other mixins."""

    reply_name = "answer"

    @action(
        description="Trả lời",
        url_path="tra-loi",
        icon="reply",
        attrs={"data-shortcut": "answer"},
        permissions=["answer"],
        variant=ActionVariant.PRIMARY,
    )
    def answer(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Open the text box on the question's page, or send the text."""
        return self.reply(request, object_id)

    def has_note_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return self.has_answer_permission(request)

    # --- the conversation ------------------------------------------------------------------------

    def conversation(self, _request: HttpRequest, row: Question) -> list[Said]:
        return [_said(message) for message in _messages(row)]

    def state_of_row(self, row: Question) -> str:
        return f"{row.status}-{row.office_id}-{row.officer_id}-{row.changed_at.timestamp()}"

    def panels(self, request: HttpRequest, row: Question) -> list[Panel]:
        facts = {
            "row": row,
            "clock": self.show_clock(row),
            "citizen": given_name(row.citizen) if row.citizen else "Không rõ",
            "rule": str(Rule(row.rule).label) if row.rule in Rule.values else "–",
            "unreachable": not row.citizen_id and row.channel == Channel.OA and not row.erased_at,
        }
        standing = Panel("Tình trạng", "admin/feedback/question_standing.html", facts)
        matter = Panel("Câu hỏi", "admin/feedback/about_question.html", facts)
        return [standing, matter, *question_about.panels(request, row)]

    def colleagues(self, _request: HttpRequest, row: Question) -> Sequence[Colleague]:
        posts = colleagues_who_see("feedback.view_question", row.office_id)
        return [Colleague(one.user, one.name) for one in posts]

    # --- the answer ------------------------------------------------------------------------------

    def may_reply(self, request: HttpRequest, row: Question) -> bool:
        moves = workflow.officers_moves(row.status, holds=moving.may_hold(row, request.user))
        lawful = Move.ANSWER in moves or Move.TAKE in moves  # answering takes it
        return lawful and not row.erased_at and self.has_answer_permission(request)

    def reply_form(self, _request: HttpRequest, row: Question, data: Any = None) -> AnswerForm:
        seen = max((message.pk for message in _messages(row)), default=0)
        return AnswerForm(data, question=row, initial={"seen": seen})

    def send_reply(self, request: HttpRequest, row: Question, form: AnswerForm) -> None:
        """Answer; after a refusal the newest message counts as read."""
        typed = form.cleaned_data
        officer: Any = request.user  # signed in: the admin's own check comes first
        text, seen = typed["text"], typed["seen"]
        form.data = {**form.data, "text": text, "seen": str(form.initial["seen"])}
        actions.answer(row, officer, text, seen)

    def inserts(self, _request: HttpRequest, row: Question) -> Sequence[Insert]:
        templates = list(templates_for(row)[:MOST_TEMPLATES])
        if not templates:
            return ()
        procedure, office = question_about.procedure_document(row), question_about.office_card(row)
        fill = template_placeholders.fill_placeholders
        filled = [Insert(one.title, fill(one.text, procedure, office)) for one in templates]
        return [one for one in filled if one.text]  # without a procedure a template may be empty

    def greeting(self, row: Question) -> str:
        """Return the salutation to the citizen."""
        name = f" {given_name(row.citizen)}" if row.citizen and row.citizen.name.strip() else ""
        return f"Kính gửi ông/bà{name},"


def templates_for(question: Question) -> QuerySet[AnswerTemplate]:
    """Return the templates for the question's field and those for every field."""
    return AnswerTemplate.objects.filter(Q(field=question.field_id) | Q(field=None), enabled=True)


def given_name(citizen: Citizen) -> str:
    """Return a citizen's given name, which comes last.

    >>> given_name(Citizen(name="Nguyễn Thị Lan"))
    'Lan'
    """
    return citizen.name.split()[-1] if citizen.name.strip() else "Công dân"


def _messages(question: Any) -> list[QuestionMessage]:
    """Return the messages, the oldest first, read once per page."""
    if not hasattr(question, "conversation"):
        said = with_conversation(Question.objects.all()).get(pk=question.pk)
        question.conversation = said.conversation
    messages: list[QuestionMessage] = question.conversation[::-1]
    return messages


def _said(message: QuestionMessage) -> Said:
    by_citizen = message.author == Author.CITIZEN
    return Said(
        CITIZEN if by_citizen else OFFICER,
        "Công dân" if by_citizen else message.officer_name,
        message.at,
        message.text,
        [Picture(sign_path(one), one.width, one.height) for one in message.photos.all()],
        number=message.pk,
    )
