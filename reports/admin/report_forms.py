"""Dialogs of reports. Those with plain fields only are in their `Button`."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
)

from citizens.admin.words_to_citizens import ScreenedForm, WordsField
from foundation.desk.dates import date_field
from foundation.desk.long_lists import PickOne
from foundation.desk.moves import MoveForm, RowForm
from foundation.desk.one_screen.notes import name_of
from offices.held_work import offer
from offices.models import Office
from reports import rights
from reports.actions import officers, passing
from reports.actions.acknowledging import Receipt
from reports.actions.deciding import Conclusion, OutsideBody
from reports.actions.moving import flow
from reports.admin.likely_offices import office_choices
from reports.models import ListedReason, Report
from reports.workflow import CONCLUSIONS, Outcome, Status

MAX_WORDS, MAX_NUMBER = 2_000, 60
READ_BY_SENDER = "Người gửi đọc được nguyên văn. Không nêu tên, biển số của người khác."
BETWEEN_OFFICERS = "Chỉ cán bộ đọc được; người gửi không thấy."
FIXED_FOR_CRIME = "Với tố giác, tin báo tội phạm, người gửi chỉ nhận lời mẫu; lời này là nội bộ."


def line_field(
    label: str, help_text: str, most: int = MAX_NUMBER, *, required: bool = True
) -> forms.CharField:
    """Return a field for one line, such as the number of a document or of a register."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=most,
        widget=UnfoldAdminTextInputWidget(),
    )


def words_field(help_text: str, label: str = "Nội dung", *, required: bool = True) -> WordsField:
    """Return a field for several lines."""
    return WordsField(
        rows=4, label=label, help_text=help_text, max_length=MAX_WORDS, required=required
    )


def listed_for(report: Report, use: ListedReason.Use) -> QuerySet[ListedReason]:
    """Return the reasons in the list that fit the report's kind."""
    fits = Q(kinds=report.kind) | Q(kinds__isnull=True)
    return ListedReason.objects.filter(fits, use=use).distinct()


class ReportForm(RowForm):
    """A dialog about one visible report."""

    flow = flow

    def heading(self) -> str:
        return f"{self.row.number} · {Status(self.row.status).label}"

    def offer(self, name: str, rows: QuerySet[Any]) -> None:
        """Offer these rows in a field."""
        field: Any = self.fields[name]
        field.queryset = rows


class ReportMoveForm(ReportForm, MoveForm):
    """A dialog that moves a report."""


class Screened(ScreenedForm, ReportMoveForm):
    """A dialog with words that the sender reads."""


class WordsForm(Screened):
    """Asks for words that the sender reads."""

    words = words_field(f"{READ_BY_SENDER} {FIXED_FOR_CRIME}", "Lý do")


class AskMoreForm(Screened):
    """Asks what is missing: from the list, in own words, or both."""

    missing = forms.ModelMultipleChoiceField(
        ListedReason.objects.none(),
        label="Còn thiếu",
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget(),
    )
    words = words_field(READ_BY_SENDER, "Lời nhắn thêm", required=False)

    def prepare(self) -> None:
        self.offer("missing", listed_for(self.row, ListedReason.Use.ASK_MORE))

    def clean(self) -> dict[str, Any]:
        """Refuse to ask for nothing."""
        typed = super().clean()
        if not typed.get("missing") and not typed.get("words"):
            self.add_error("words", "Hãy chọn hoặc ghi điều còn thiếu.")
        return typed


class MergeForm(ReportMoveForm):
    """Asks which report leads the incident."""

    makes = frozenset({"into"})
    number = line_field(
        "Số phản ánh đứng đầu", "Phản ánh cùng vụ việc, chưa kết luận, ví dụ «PA26-7K3M9Q»."
    )
    title = line_field(
        "Tên vụ việc", "Khi vụ việc chưa có tên. Không ghi tên người gửi.", 150, required=False
    )

    def arguments(self) -> dict[str, Any]:
        """Find the report that leads."""
        visible = Report.objects.visible_to_officer(self.officer)
        into = visible.filter(number=self.typed("number").strip().upper()).first()
        if into is None:
            flow.refuse("Không có phản ánh mang số này trong các đơn vị của đồng chí.")
        return {"into": into, "title": self.typed("title") or f"Vụ việc {into.number}"}


class AsksOffice(ReportForm):
    """Asks which office shall have the report, the likeliest first, and why."""

    office = forms.ModelChoiceField(
        Office.objects.none(), label="Đơn vị nhận", widget=PickOne(),
        error_messages={"required": "Hãy chọn đơn vị nhận."},
    )  # fmt: skip
    reason = words_field(BETWEEN_OFFICERS, "Lý do chuyển")

    def prepare(self) -> None:
        choices = office_choices(self.row)
        keys = [key for _group, offices in choices for key, _name in offices]
        self.offer("office", Office.objects.filter(pk__among=frozenset(keys)))
        field: Any = self.fields["office"]
        field.choices = choices
        self.initial.setdefault("reason", "Thuộc phạm vi giải quyết của đơn vị nhận.")


class PassOnForm(AsksOffice, ReportMoveForm):
    """Passes a report on."""


class ReceiveAndPassOnForm(AsksOffice):
    """Enters a report into the book and passes it on: two moves, one transaction."""

    done = "Đã tiếp nhận và chuyển, chờ đơn vị nhận"

    def act(self) -> object:
        received = officers.receive.seen(self.typed("seen"))(self.row, self.officer)
        office, reason = self.typed("office"), self.typed("reason")
        return passing.pass_on(received, self.officer, office, reason)


class OwnerForm(ReportMoveForm):
    """Asks who shall verify, until when, and what they should know."""

    makes = frozenset({"to"})
    officer_asked = True  # whether somebody has to be named
    owner = forms.TypedChoiceField(
        label="Cán bộ xác minh",
        coerce=int,
        empty_value=None,
        widget=PickOne(),
        error_messages={"required": "Hãy chọn cán bộ."},
    )
    until = date_field("Trình đề xuất trước ngày", "Đến hết ngày này.", required=False)
    note = words_field(BETWEEN_OFFICERS, "Chỉ đạo", required=False)

    def prepare(self) -> None:
        asked: Any = self.fields["owner"]
        report = self.row
        found = rights.verifiers(report.office_id, report.kind.desk, report.about_office_id)
        offer(asked, found)
        asked.required = self.officer_asked
        self.initial.setdefault("owner", report.officer_id)
        self.initial.setdefault("until", report.verify_by)

    def arguments(self) -> dict[str, Any]:
        key = self.typed("owner")
        to = User.objects.get(pk=key) if key else None
        return {"to": to, "until": self.typed("until"), "note": self.typed("note")}


class TakeOnForm(OwnerForm):
    """Orders the verification, by somebody or by whoever has the report."""

    officer_asked = False


class AcknowledgeForm(ReportMoveForm):
    """Asks for the receipt of the body that has the report now."""

    makes = frozenset({"receipt"})
    day = date_field("Ngày xác nhận", "Ngày ghi trên biên nhận; thời hạn lưu giữ tính từ ngày này.")
    number = line_field("Số biên nhận", "Số biên nhận hoặc văn bản trả lời của nơi nhận.")
    signed_by = line_field(
        "Người xác nhận", "Chức vụ, bộ phận ký nhận, ví dụ «Văn thư Chi cục Kiểm ngư».", 150
    )

    def arguments(self) -> dict[str, Any]:
        typed = self.typed
        return {"receipt": Receipt(typed("day"), typed("number"), typed("signed_by"))}


class AsksConclusion(Screened):
    """Asks for the outcome, the document and what the sender reads."""

    makes = frozenset({"conclusion"})
    outcome = forms.ChoiceField(
        label="Kết quả",
        choices=[(one.value, one.label) for one in CONCLUSIONS],
        widget=UnfoldAdminSelectWidget(),
    )
    document_number = line_field(
        "Số văn bản kết luận", "Người gửi đọc được.", required=False
    )  # fmt: skip
    words = words_field(f"{READ_BY_SENDER} {FIXED_FOR_CRIME}", "Nội dung trả lời")

    def arguments(self) -> dict[str, Any]:
        typed, outcome = self.typed, Outcome(self.typed("outcome"))
        return {"conclusion": Conclusion(outcome, typed("document_number"), typed("words"))}

    def prepare(self) -> None:
        """Begin with what is proposed; what needs no verification needs no document."""
        report = self.row
        self.fields["document_number"].required = not report.kind.plain
        if report.proposed_at is not None:
            self.initial.setdefault("outcome", report.proposed_outcome)
            self.initial.setdefault("document_number", report.proposed_number)
            self.initial.setdefault("words", report.proposed_words)


class ConcludeForm(AsksConclusion):
    """Concludes: as proposed, changed, or without a proposal."""

    def heading(self) -> str:
        by = self.row.officer
        said = super().heading()
        proposed = self.row.proposed_at is not None and by is not None
        return f"{said} · theo đề xuất của {name_of(by)}" if proposed else said


class ProposeForm(AsksConclusion):
    """Proposes a conclusion with its basis."""

    basis = words_field(BETWEEN_OFFICERS, "Căn cứ")

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"basis": self.typed("basis")}


class HandOverForm(Screened):
    """Asks for the body, the slip that proves it, and what the sender reads."""

    body = line_field(
        "Cơ quan nhận", "Cơ quan ngoài hệ thống này, ví dụ «Cơ quan Cảnh sát điều tra».", 200
    )
    slip_number = line_field("Số phiếu chuyển", "Phiếu chuyển hoặc biên bản giao.")
    words = words_field(f"{READ_BY_SENDER} {FIXED_FOR_CRIME}", "Nội dung trả lời")

    def arguments(self) -> dict[str, Any]:
        body = OutsideBody(self.typed("body"), self.typed("slip_number"))
        return {"body": body, "words": self.typed("words")}


class DeclineForm(Screened):
    """Asks for the reason from the list, and what is to be added."""

    reason = forms.ModelChoiceField(
        ListedReason.objects.none(), label="Lý do", widget=UnfoldAdminSelectWidget()
    )
    words = words_field(READ_BY_SENDER, "Hướng dẫn thêm", required=False)

    def prepare(self) -> None:
        self.offer("reason", listed_for(self.row, ListedReason.Use.DECLINE))
