"""What is done with many ticked questions at once: giving them to a colleague."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest

from feedback.models import Question
from feedback.questions import actions, moving
from foundation.desk.bulk import BulkAct, BulkForm, BulkPage
from foundation.desk.long_lists import PickOne
from offices.colleagues import in_each
from offices.held_work import offer


class GiveForm(BulkForm):
    """Who answers the questions: only who may answer those of each office."""

    officer_asked = forms.TypedChoiceField(
        label="Cán bộ",
        coerce=int,
        widget=PickOne(),
        error_messages={"required": "Hãy chọn cán bộ."},
    )

    def prepare(self) -> None:
        offices = {row.office_id for row in self.rows}
        offer(self.fields["officer_asked"], in_each(map(actions.answerers, offices)))

    def arguments(self) -> dict[str, Any]:
        return {"to": User.objects.get(pk=self.cleaned_data["officer_asked"])}


def _assign(row: Question, officer: User, _seen: int | None, to: User) -> object:
    return actions.assign(row, officer, to)


class GivesMany(BulkPage):
    """Mixed into the admin of questions."""

    bulk = {
        "assign_many": BulkAct(
            "Giao cán bộ", "giao", "lead", _assign, "Đã giao",
            "Người được giao thấy các câu hỏi ở «Của tôi»; hạn giữ nguyên.", GiveForm,
        ),
    }  # fmt: skip

    def has_lead_permission(self, request: HttpRequest) -> bool:
        answers = request.user.has_perm(moving.ANSWER)
        return bool(answers and request.user.has_perm(moving.LEAD))
