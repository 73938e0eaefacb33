"""The page on which an officer drafts a published answer from a conversation."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from unfold.decorators import action

from feedback.admin.question_moves import QuestionRows, may_be_drafted
from feedback.faq import actions as faq
from feedback.models import Author, FaqEntry, Question, QuestionMessage
from feedback.models.faq import MAX_QUESTION
from feedback.questions.conversation import with_conversation
from foundation.desk.change_log.recording import Act, record
from foundation.desk.change_log.values import differences, state_of


class DraftForm(forms.Form):
    """The messages for the draft: at least one of each side."""

    messages = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": "Hãy chọn lời đưa vào bản nháp."}
    )

    def __init__(self, *args: Any, said: list[QuestionMessage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.said = said
        self.fields["messages"].choices = [(one.pk, str(one.pk)) for one in said]  # type: ignore[attr-defined]  # a field with choices

    def clean_messages(self) -> list[QuestionMessage]:
        """Return the chosen messages."""
        chosen = [one for one in self.said if one.pk in self.cleaned_data["messages"]]
        if {one.author for one in chosen} != {Author.CITIZEN, Author.OFFICER}:
            raise forms.ValidationError(
                "Hãy chọn ít nhất một lời của công dân và một lời của cán bộ.", code="one_sided"
            )
        return chosen


class DraftPage(QuestionRows):
    """The conversation, with boxes to tick for question and answer."""

    def has_draft_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return request.user.has_perms(["feedback.view_question", "feedback.add_faqentry"])

    @action(
        description="Soạn câu trả lời công khai",
        url_path="cong-khai",
        icon="campaign",
        permissions=["draft"],
    )
    def draft(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Draft a published answer from messages of this question."""
        question = self.find_question(request, object_id)
        said = with_conversation(Question.objects.all()).get(pk=question.pk)
        messages = said.conversation[::-1] if may_be_drafted(question) else []
        form = DraftForm(request.POST if request.method == "POST" else None, said=messages)
        if form.is_valid():
            entry = self._draft(request, question, form)
            return redirect("admin:feedback_faqentry_change", entry.pk)
        sent = {one.pk for one in messages if str(one.pk) in request.POST.getlist("messages")}
        context = {
            **self.admin_site.each_context(request),
            "title": "Soạn câu trả lời công khai",
            "question": question,
            "messages_said": messages,
            "chosen": sent or _last_exchange(messages),
            "form": form,
            "max_question": MAX_QUESTION,
        }
        return TemplateResponse(request, "admin/feedback/draft_faq.html", context)

    def _draft(self, request: HttpRequest, question: Question, form: DraftForm) -> FaqEntry:
        officer: Any = request.user  # signed in: the admin's own check comes first
        entry = faq.draft_from_question(question, form.cleaned_data["messages"], officer)
        record(
            officer,
            Act.ADDED,
            entry,
            f"Soạn từ câu hỏi {question.pk}",
            differences(type(entry), {}, state_of(entry), ()),
        )
        self.log_change(request, question, "Đã soạn câu trả lời công khai")
        return entry


def _last_exchange(messages: list[QuestionMessage]) -> set[int]:
    """Return the ids of the last answer and of the citizen's messages before it."""
    answers = [one for one in messages if one.author == Author.OFFICER]
    if not answers:
        return set()
    before = answers[-2].pk if len(answers) > 1 else 0
    return {one.pk for one in messages if before < one.pk <= answers[-1].pk}
