"""What leaders type when they decide a report, or look again at a decision."""

from typing import Any

from django import forms
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from citizens.admin.words_to_citizens import ScreenedForm
from reports.actions import deciding
from reports.actions.deciding import Conclusion, OutsideBody
from reports.admin.report_forms import (
    FIXED_FOR_CRIME,
    READ_BY_SENDER,
    ReportForm,
    WordsForm,
    listed_for,
    number_field,
    words_field,
)
from reports.models import ListedReason
from reports.workflow import CONCLUSIONS, Outcome


class ReopenForm(WordsForm):
    """Asks why it is verified again."""

    done = "Đã mở lại xác minh"

    def act(self) -> object:
        return deciding.reopen(self.report, self.officer, self.typed("words"), self.typed("seen"))


class UpholdForm(WordsForm):
    """Asks why the decision stands."""

    done = "Đã giữ kết luận"

    def act(self) -> object:
        return deciding.uphold(self.report, self.officer, self.typed("words"), self.typed("seen"))


class ConcludeForm(ScreenedForm, ReportForm):
    """Asks for the outcome, the document and what the sender reads."""

    done = "Đã kết luận"
    outcome = forms.ChoiceField(
        label="Kết quả",
        choices=[(one.value, one.label) for one in CONCLUSIONS],
        widget=UnfoldAdminSelectWidget(),
    )
    document_number = number_field(
        "Số văn bản kết luận", "Người gửi đọc được. Chỉ kiến nghị, hiện trường mới để trống được.",
        required=False,
    )  # fmt: skip
    words = words_field(f"{READ_BY_SENDER} {FIXED_FOR_CRIME}", "Nội dung trả lời")

    def act(self) -> object:
        outcome = Outcome(self.typed("outcome"))
        found = Conclusion(outcome, self.typed("document_number"), self.typed("words"))
        return deciding.conclude(self.report, self.officer, found, self.typed("seen"))


class HandOverForm(ScreenedForm, ReportForm):
    """Asks for the body, the slip that proves it, and what the sender reads."""

    done = "Đã chuyển cơ quan có thẩm quyền"
    body = forms.CharField(
        label="Cơ quan nhận",
        max_length=200,
        widget=UnfoldAdminTextInputWidget(),
        help_text="Cơ quan ngoài hệ thống này, ví dụ «Cơ quan Cảnh sát điều tra».",
    )
    slip_number = number_field("Số phiếu chuyển", "Phiếu chuyển hoặc biên bản giao.")
    words = words_field(f"{READ_BY_SENDER} {FIXED_FOR_CRIME}", "Nội dung trả lời")

    def act(self) -> object:
        body = OutsideBody(self.typed("body"), self.typed("slip_number"))
        return deciding.hand_over(
            self.report, self.officer, body, self.typed("words"), self.typed("seen")
        )


class DeclineForm(ScreenedForm, ReportForm):
    """Asks for the reason from the list, and what is to be added."""

    done = "Đã ghi không thụ lý"
    reason = forms.ModelChoiceField(
        ListedReason.objects.none(), label="Lý do", widget=UnfoldAdminSelectWidget()
    )
    words = words_field(READ_BY_SENDER, "Hướng dẫn thêm", required=False)

    def prepare(self) -> None:
        field: Any = self.fields["reason"]
        field.queryset = listed_for(self.report, ListedReason.Use.DECLINE)

    def act(self) -> object:
        return deciding.decline(
            self.report, self.officer, self.typed("reason"), self.typed("words"),
            self.typed("seen"),
        )  # fmt: skip
