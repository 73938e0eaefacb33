"""What officers type when a report goes to another office, or was handed over to another body."""

from typing import Any

from django import forms
from django.utils import timezone
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from foundation.desk.dates import date_field
from offices.models import Office
from reports.actions import acknowledging, passing
from reports.actions.acknowledging import Receipt
from reports.admin.report_forms import (
    BETWEEN_OFFICERS,
    ReceiveForm,
    ReportForm,
    number_field,
    words_field,
)


class PassOnForm(ReportForm):
    """Asks for the office, and why."""

    done = "Đã chuyển, chờ đơn vị nhận"
    office = forms.ModelChoiceField(
        Office.objects.none(), label="Đơn vị nhận", widget=UnfoldAdminSelectWidget()
    )
    reason = words_field(BETWEEN_OFFICERS, "Lý do chuyển")

    def prepare(self) -> None:
        field: Any = self.fields["office"]
        offices = Office.objects.in_force(timezone.localdate()).order_by("name")
        asked = self.report.hand_overs.waiting().values("office")
        field.queryset = offices.exclude(pk=self.report.office_id).exclude(pk__in=asked)

    def act(self) -> object:
        return passing.pass_on(
            self.report, self.officer, self.typed("office"), self.typed("reason"),
            self.typed("seen"),
        )  # fmt: skip


class AcceptForm(ReceiveForm):
    """Asks for the number in the register of the office that takes over."""

    done = "Đã nhận phản ánh được chuyển"

    def act(self) -> object:
        return passing.accept(
            self.report, self.officer, self.typed("register_number"), self.typed("seen")
        )


class SendBackForm(ReportForm):
    """Asks why the office does not take the report over."""

    done = "Đã trả lại đơn vị chuyển"
    reason = words_field(BETWEEN_OFFICERS, "Lý do")

    def act(self) -> object:
        return passing.send_back(
            self.report, self.officer, self.typed("reason"), self.typed("seen")
        )


class AcknowledgeForm(ReportForm):
    """Asks for the receipt of the body that has the report now."""

    done = "Đã ghi xác nhận của nơi nhận"
    day = date_field("Ngày xác nhận", "Ngày ghi trên biên nhận; thời hạn lưu giữ tính từ ngày này.")
    number = number_field("Số biên nhận", "Số biên nhận hoặc văn bản trả lời của nơi nhận.")
    signed_by = forms.CharField(
        label="Người xác nhận",
        max_length=150,
        widget=UnfoldAdminTextInputWidget(),
        help_text="Chức vụ, bộ phận ký nhận, ví dụ «Văn thư Chi cục Kiểm ngư».",
    )

    def act(self) -> object:
        receipt = Receipt(self.typed("day"), self.typed("number"), self.typed("signed_by"))
        return acknowledging.acknowledge(self.report, self.officer, receipt, self.typed("seen"))
