"""Forms of officers' dialogs about questions and follow-ups."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils import timezone
from unfold.widgets import UnfoldAdminTextInputWidget

from citizens.admin.words_to_citizens import ScreenedForm, WordsField
from feedback.models import Author, Channel, Question
from feedback.models.answer_template import MAX_ANSWER
from feedback.models.question import MAX_NOTE, MAX_TEXT
from feedback.questions import actions, template_placeholders
from feedback.questions.moving import flow
from foundation.desk.dialogs import REASON
from foundation.desk.long_lists import PickOne
from foundation.desk.moves import MoveForm
from offices.finding import suggesting
from offices.held_work import offer
from offices.snapshot import directory
from offices.working_time.calendar import ZONE


class WordsForm(ScreenedForm, MoveForm):
    """The text for the citizen."""

    words = WordsField(
        label="Nội dung gửi công dân",
        max_length=MAX_TEXT,
        help_text="Công dân đọc được nguyên văn.",
    )


class PassOnForm(MoveForm):
    """The receiving office, found by typing, and a note for its officers."""

    office = forms.ChoiceField(
        label="Đơn vị nhận", widget=PickOne(), error_messages={"required": "Hãy chọn đơn vị nhận."}
    )
    note = WordsField(
        label="Ghi chú nội bộ",
        max_length=MAX_NOTE,
        help_text="Chỉ cán bộ đọc được; công dân không thấy.",
    )

    def prepare(self) -> None:
        offices: Any = self.fields["office"]
        offices.choices = _office_choices(self.row)


def _office_choices(question: Question) -> list[tuple[str, list[tuple[str, str]]]]:
    held, today = directory.current(), timezone.now().astimezone(ZONE).date()
    said = question.messages.filter(author=Author.CITIZEN).values_list("text", flat=True)
    dossier = question.dossier.office_id if question.dossier else None
    known = [(dossier, "giải quyết hồ sơ được hỏi")]
    meant = suggesting.Meant("\n".join(said), question.field_id, known)
    likely = suggesting.suggest(meant, held, today)
    return suggesting.choices(likely, held, today, {question.office_id})


class AssignForm(MoveForm):
    """The colleague who shall answer, with their load."""

    makes = frozenset({"to"})
    officer = forms.TypedChoiceField(
        label="Cán bộ",
        coerce=int,
        widget=PickOne(),
        error_messages={"required": "Hãy chọn cán bộ."},
        help_text="Chỉ người của đơn vị này được trả lời câu hỏi.",
    )

    def prepare(self) -> None:
        officers: Any = self.fields["officer"]
        answerers = actions.answerers(self.row.office_id)
        offer(officers, (one for one in answerers if one.user != self.row.officer_id))

    def arguments(self) -> dict[str, Any]:
        return {"to": User.objects.get(pk=self.typed("officer"))}


class MergeForm(MoveForm):
    """The question that both are merged into."""

    into = forms.IntegerField(
        label="Số câu hỏi nhận gộp",
        min_value=1,
        widget=UnfoldAdminTextInputWidget(),
        help_text="Câu hỏi khác của cùng công dân, còn đang chờ trả lời.",
    )

    def arguments(self) -> dict[str, Any]:
        """Find the question, of those that the officer may see."""
        into = flow.visible_to(self.officer).filter(pk=self.typed("into")).first()
        if into is None:
            flow.refuse("Không có câu hỏi mang số này trong các đơn vị của đồng chí.")
        return {"into": into}


class AnswerForm(ScreenedForm):
    """The answer, and the last message that the officer had read."""

    text = WordsField(
        rows=8,
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
        """Refuse unfilled placeholders, and texts too long for one chat message."""
        text: str = self.cleaned_data["text"]
        if left := template_placeholders.first_unfilled(text):
            raise forms.ValidationError(f"Còn chỗ chưa điền: {left}", code="left_open")
        if self._by_chat and len(text) > MAX_TEXT:
            raise forms.ValidationError(
                f"Tin nhắn Zalo OA tối đa {MAX_TEXT} ký tự.", code="max_length"
            )
        return text


class PublishForm(forms.Form):
    """The reason for publishing, and the draft that the officer read."""

    reason = REASON
    seen = forms.CharField(widget=forms.HiddenInput())
