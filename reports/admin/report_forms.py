"""What officers type about a report: a form for each dialog, which knows the action that it is for.

Each remembers the state that the officer saw, so that of two at one report one is told.
"""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.html import format_html, format_html_join
from unfold.forms import BaseDialogForm
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
)

from citizens.admin.words_to_citizens import ScreenedForm, WordsField
from reports.actions import incidents, officers
from reports.actions.officers_moves import refuse
from reports.models import ListedReason, Report, ReportKind
from reports.workflow import Status

MAX_WORDS, MAX_NUMBER, MAX_REASON = 2_000, 60, 300
READ_BY_SENDER = "Người gửi đọc được nguyên văn. Không nêu tên, biển số của người khác."
BETWEEN_OFFICERS = "Chỉ cán bộ đọc được; người gửi không thấy."
FIXED_FOR_CRIME = "Với tố giác, tin báo tội phạm, người gửi chỉ nhận lời mẫu; lời này là nội bộ."


def number_field(label: str, help_text: str, *, required: bool = True) -> forms.CharField:
    """Return a field for the number of a document or of a register."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=MAX_NUMBER,
        widget=UnfoldAdminTextInputWidget(),
    )


def words_field(help_text: str, label: str = "Nội dung", *, required: bool = True) -> WordsField:
    """Return a field for several lines."""
    return WordsField(
        rows=4, label=label, help_text=help_text, max_length=MAX_WORDS, required=required
    )


class ReportForm(BaseDialogForm):
    """A dialog about one visible report."""

    done: ClassVar[str]
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        key, user = str(self.object_id), self.request.user
        if not isinstance(user, User):
            raise PermissionDenied
        visible = Report.objects.visible_to_officer(user).select_related("kind")
        self.report: Report = get_object_or_404(visible, pk=key if key.isdecimal() else None)
        self.officer = user
        self.fields["seen"].initial = self.report.events_count
        self.prepare()

    def prepare(self) -> None:
        """Fill in the choices that depend on the report."""

    def render_before_template(self) -> str:
        """Show which report it is, and errors that belong to no field.

        Unfold's dialog shows errors of fields only.
        """
        errors = format_html_join(
            "",
            '<div class="notice notice-danger">{}</div>',
            ((text,) for text in self.non_field_errors()),
        )
        status = Status(self.report.status).label
        return format_html('<p class="quiet">{} · {}</p>{}', self.report.number, status, errors)

    def act(self) -> object:
        """Do what the officer asks for."""
        raise NotImplementedError

    def typed(self, name: str) -> Any:
        """Return what was typed into a field."""
        return self.cleaned_data[name]

    def said_done(self) -> str:
        """Return what was done, for the log."""
        return self.noted(self.done) if isinstance(self, ScreenedForm) else self.done


class ReceiveForm(ReportForm):
    """Asks for the number in the office's register."""

    done = "Đã tiếp nhận"
    register_number = number_field("Số vào sổ", "Số trong sổ tiếp nhận của đơn vị.")

    def act(self) -> object:
        return officers.receive(
            self.report, self.officer, self.typed("register_number"), self.typed("seen")
        )


class ReclassifyForm(ReportForm):
    """Asks for the kind, and why."""

    done = "Đã phân loại lại"
    kind = forms.ModelChoiceField(
        ReportKind.objects.all(), label="Loại", widget=UnfoldAdminSelectWidget()
    )
    reason = words_field(BETWEEN_OFFICERS, "Lý do")

    def act(self) -> object:
        return officers.reclassify(
            self.report, self.officer, self.typed("kind"), self.typed("reason"), self.typed("seen")
        )


def listed_for(report: Report, use: ListedReason.Use) -> QuerySet[ListedReason]:
    """Return the reasons in the list that fit the report's kind."""
    fits = Q(kinds=report.kind) | Q(kinds__isnull=True)
    return ListedReason.objects.filter(fits, use=use).distinct()


class AskMoreForm(ScreenedForm, ReportForm):
    """Asks what is missing: from the list, in own words, or both."""

    done = "Đã yêu cầu bổ sung"
    missing = forms.ModelMultipleChoiceField(
        ListedReason.objects.none(),
        label="Còn thiếu",
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget(),
    )
    words = words_field(READ_BY_SENDER, "Lời nhắn thêm", required=False)

    def prepare(self) -> None:
        field: Any = self.fields["missing"]
        field.queryset = listed_for(self.report, ListedReason.Use.ASK_MORE)

    def clean(self) -> dict[str, Any]:
        """Refuse to ask for nothing."""
        typed = super().clean()
        if not typed.get("missing") and not typed.get("words"):
            self.add_error("words", "Hãy chọn hoặc ghi điều còn thiếu.")
        return typed

    def act(self) -> object:
        return officers.ask_more(
            self.report, self.officer, self.typed("missing"), self.typed("words"),
            self.typed("seen"),
        )  # fmt: skip


class TakeOnForm(ReportForm):
    """Takes an order for the verifiers, if there is one."""

    done = "Đã thụ lý"
    note = words_field(BETWEEN_OFFICERS, "Chỉ đạo", required=False)

    def act(self) -> object:
        return officers.take_on(self.report, self.officer, self.typed("note"), self.typed("seen"))


class WordsForm(ScreenedForm, ReportForm):
    """Asks for words that the sender reads."""

    words = words_field(f"{READ_BY_SENDER} {FIXED_FOR_CRIME}", "Lý do")


class ExtendForm(WordsForm):
    """Asks why the verification takes longer."""

    done = "Đã gia hạn xác minh"

    def act(self) -> object:
        return officers.extend(self.report, self.officer, self.typed("words"), self.typed("seen"))


class MergeForm(ReportForm):
    """Asks which report leads the incident."""

    done = "Đã gộp"
    number = number_field(
        "Số phản ánh đứng đầu", "Phản ánh cùng vụ việc, chưa kết luận, ví dụ «PA26-7K3M9Q»."
    )
    title = forms.CharField(
        label="Tên vụ việc",
        max_length=150,
        required=False,
        widget=UnfoldAdminTextInputWidget(),
        help_text="Khi vụ việc chưa có tên. Không ghi tên người gửi.",
    )

    def act(self) -> object:
        visible = Report.objects.visible_to_officer(self.officer)
        into = visible.filter(number=self.typed("number").strip().upper()).first()
        if into is None:
            refuse("Không có phản ánh mang số này trong các đơn vị của đồng chí.")
        title = self.typed("title") or f"Vụ việc {into.number}"
        return incidents.merge(self.report, self.officer, into, title, self.typed("seen"))


class SplitForm(ReportForm):
    """Asks why it is another incident."""

    done = "Đã tách"
    reason = words_field(BETWEEN_OFFICERS, "Lý do")

    def act(self) -> object:
        return incidents.split(self.report, self.officer, self.typed("reason"), self.typed("seen"))


class NoteForm(ReportForm):
    """Asks for a note between officers."""

    done = "Đã ghi chú"
    text = words_field(BETWEEN_OFFICERS, "Ghi chú")

    def act(self) -> object:
        return officers.add_note(self.report, self.officer, self.typed("text"))
