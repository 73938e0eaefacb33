"""Forms of officers' dialogs about questions and follow-ups."""

from typing import Any

from django import forms
from django.utils import timezone
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from citizens.admin.words_to_citizens import ScreenedForm, WordsField
from feedback.models import Channel, Question
from feedback.models.answer_template import MAX_ANSWER
from feedback.models.question import MAX_NOTE, MAX_TEXT
from feedback.questions import template_placeholders
from foundation.desk.dialogs import ReasonForm
from offices.calendar import ZONE
from offices.snapshot import directory


class WordsForm(ScreenedForm, BaseDialogForm):
    """What the citizen reads."""

    words = WordsField(
        label="Nội dung gửi công dân",
        max_length=MAX_TEXT,
        help_text="Công dân đọc được nguyên văn.",
    )


def _office_choices() -> list[tuple[str, str]]:
    today = timezone.now().astimezone(ZONE).date()
    return [
        (office.id, office.card["name"])
        for office in directory.current().offices.values()
        if office.holds(today)
    ]


class PassOnForm(BaseDialogForm):
    """The office that gets the question, and a note for its officers."""

    office = forms.ChoiceField(
        label="Đơn vị nhận", choices=_office_choices, widget=UnfoldAdminSelectWidget()
    )
    note = WordsField(
        label="Ghi chú nội bộ",
        max_length=MAX_NOTE,
        help_text="Chỉ cán bộ đọc được; công dân không thấy.",
    )


class MergeForm(BaseDialogForm):
    """The question that answers for both."""

    into = forms.IntegerField(
        label="Số câu hỏi nhận gộp",
        min_value=1,
        widget=UnfoldAdminTextInputWidget(),
        help_text="Câu hỏi khác của cùng công dân, còn đang chờ trả lời.",
    )


class AnswerForm(ScreenedForm):
    """The answer, and the last message that the officer had read."""

    text = WordsField(
        rows=14,
        label="Câu trả lời",
        max_length=MAX_ANSWER,
        help_text="Công dân đọc được nguyên văn.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput())
    screened = "text"

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._by_chat = question.channel == Channel.OA

    def clean_text(self) -> str:
        """Refuse unfilled placeholders, and what is too long for one chat message."""
        text: str = self.cleaned_data["text"]
        if left := template_placeholders.first_unfilled(text):
            raise forms.ValidationError(f"Còn chỗ chưa điền: {left}", code="left_open")
        if self._by_chat and len(text) > MAX_TEXT:
            raise forms.ValidationError(
                f"Tin nhắn Zalo OA tối đa {MAX_TEXT} ký tự.", code="max_length"
            )
        return text


class PublishForm(forms.Form):
    """Why an answer is published, and the draft that the officer read."""

    reason = ReasonForm.base_fields["reason"]  # as dialogs ask for it
    seen = forms.CharField(widget=forms.HiddenInput())
