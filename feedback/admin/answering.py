"""The page on which an officer answers a question."""

from typing import Any

import orjson
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from unfold.decorators import action
from unfold.enums import ActionVariant

from feedback.admin.forms import AnswerForm
from feedback.admin.question_moves import QuestionRows
from feedback.models import AnswerTemplate, Question
from feedback.questions import actions, template_placeholders
from feedback.questions.conversation import with_conversation
from foundation.api.problems import Problem
from foundation.desk.work_lists.place import Place
from offices.snapshot import directory
from procedures.snapshot import Published, catalogue


class AnswerPage(QuestionRows):
    """The conversation with a form below it, filled in from a template if one was chosen."""

    @action(
        description="Trả lời",
        url_path="tra-loi",
        icon="reply",
        attrs={"data-shortcut": "answer"},
        permissions=["answer"],
        variant=ActionVariant.PRIMARY,
    )
    def answer(self, request: HttpRequest, object_id: str) -> HttpResponse:
        question = self.find_question(request, object_id)
        rows = with_conversation(Question.objects.all(), internal=True)
        conversation = rows.get(pk=question.pk).conversation[::-1]
        initial = {
            "text": _filled_template(question, request.GET.get("mau", "")),
            "seen": conversation[-1].pk if conversation else 0,
        }
        form = AnswerForm(request.POST or None, question=question, initial=initial)
        place = Place.of(self, request, question.pk)
        if request.method == "POST" and form.is_valid():
            place.read_next()
            if self._answered(request, question, form):
                return HttpResponseRedirect(place.address_after())
        context = {
            **self.admin_site.each_context(request),
            "title": "Trả lời",
            "question": question,
            "place": place,
            "messages_said": conversation,
            "form": form,
            "templates": templates_for(question),
        }
        return TemplateResponse(request, "admin/feedback/answer.html", context)

    def _answered(self, request: HttpRequest, question: Question, form: AnswerForm) -> bool:
        """Answer and return True if that worked.

        Otherwise the officer's text stays in the form, below the reason and any new message.
        """
        officer: Any = request.user  # signed in: the admin's own check comes first
        try:
            actions.answer(question, officer, form.cleaned_data["text"], form.cleaned_data["seen"])
        except Problem as problem:
            form.add_error(None, problem.detail)
            form.data = {
                **form.data,
                "text": form.cleaned_data.get("text", form.data["text"]),
                "seen": str(form.initial["seen"]),
            }
            return False
        self.log_change(request, question, form.noted("Đã trả lời"))
        messages.success(request, "Đã trả lời.")
        return True


def templates_for(question: Question) -> QuerySet[AnswerTemplate]:
    """Return the templates for the question's field and those for every field."""
    return AnswerTemplate.objects.filter(Q(field=question.field_id) | Q(field=None), enabled=True)


def _filled_template(question: Question, chosen: str) -> str:
    """Return the template with the id `chosen`, filled in for the question; empty without one."""
    if not chosen.isdecimal():
        return ""
    template = AnswerTemplate.objects.filter(enabled=True, pk=int(chosen)).first()
    if template is None:
        return ""
    found = catalogue.current().find(question.procedure_id) if question.procedure_id else None
    procedure = orjson.loads(found.document) if isinstance(found, Published) else {}
    office = directory.current().offices.get(question.office_id)
    return template_placeholders.fill_placeholders(
        template.text, procedure, office.card if office else {}
    )
