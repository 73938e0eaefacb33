"""What is done with many ticked reports at once: taking them in, and giving them to a colleague."""

from typing import Any

from django import forms
from django.contrib.auth.models import User

from foundation.desk.bulk import BulkAct, BulkForm, BulkPage
from foundation.desk.dates import date_field
from foundation.desk.long_lists import PickOne
from offices.colleagues import in_each
from offices.held_work import offer
from reports import rights
from reports.actions import officers
from reports.models import Report


class GiveForm(BulkForm):
    """Who gets the reports, and until when: only who may verify each of them."""

    owner = forms.TypedChoiceField(
        label="Cán bộ xác minh",
        coerce=int,
        widget=PickOne(),
        error_messages={"required": "Hãy chọn cán bộ."},
    )
    until = date_field("Trình đề xuất trước ngày", "Đến hết ngày này.", required=False)

    def prepare(self) -> None:
        kinds = {(one.office_id, one.kind.desk, one.about_office_id) for one in self.rows}
        offer(self.fields["owner"], in_each(rights.verifiers(*key) for key in kinds))

    def arguments(self) -> dict[str, Any]:
        to = User.objects.get(pk=self.cleaned_data["owner"])
        return {"to": to, "until": self.cleaned_data["until"]}


def _receive(row: Report, officer: User, seen: int | None) -> object:
    return officers.receive.seen(seen)(row, officer)


def _assign(row: Report, officer: User, seen: int | None, **given: Any) -> object:
    return officers.assign.seen(seen)(row, officer, **given)


class ActsOnMany(BulkPage):
    """Mixed into the admin of reports."""

    bulk = {
        "receive_many": BulkAct(
            "Tiếp nhận, vào sổ", "tiep-nhan", "receiver", _receive, "Đã tiếp nhận",
            "Mỗi phản ánh được cấp số vào sổ; từng người gửi được báo ngay.",
        ),
        "assign_many": BulkAct(
            "Giao cán bộ", "giao", "leader", _assign, "Đã giao",
            "Người được giao thấy các phản ánh ở «Của tôi».", GiveForm,
        ),
    }  # fmt: skip
