"""Officers' page on which a leader hands over all the work of somebody who is away."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from unfold.decorators import display

from foundation.desk.dates import date_field
from foundation.desk.long_lists import PickOne
from foundation.desk.moves import OfferingPage, RowButton, RowForm
from foundation.desk.tags import rows_told
from foundation.moves.engine import Versioned
from offices import handing_over
from offices.held_work import choices_of
from offices.models import StandIn
from offices.rights import within_reach


class Absences(Versioned[StandIn]):
    """The absences that an officer may see: of whom they lead."""

    version = ""

    def visible_to(self, user: Any) -> QuerySet[StandIn]:
        return within_reach(StandIn.objects.all(), user, "officer__posts__office").distinct()


class GiveBackForm(RowForm):
    """Gives back what the stand-in still holds."""

    flow = Absences()

    def act(self) -> object:
        outcome = handing_over.end(self.row, self.officer)
        _tell_refused(self.request, outcome, "Chưa trả lại được, vẫn ở người thay:")
        return f"Đã trả lại {outcome}"


def _tell_refused(request: HttpRequest, outcome: handing_over.Outcome, beginning: str) -> None:
    """Name all rows that stayed where they were in one message."""
    if outcome.refused:
        messages.warning(request, rows_told(beginning, outcome.refused))


def _account(label: str, help_text: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, help_text=help_text, coerce=int, widget=PickOne())


class HandingOverForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """Who is away, who stands in, and how long."""

    away = _account("Cán bộ vắng", "Phản ánh, câu hỏi, hồ sơ đang giữ được bàn giao ngay.")
    to = _account("Người thay", "Thấy mọi việc đó ở «Của tôi».")
    first_day = date_field("Từ ngày", "")
    last_day = date_field(
        "Đến hết ngày", "Hôm sau, việc chưa xong được trả lại. Để trống khi chuyển công tác.",
        required=False,
    )  # fmt: skip

    officer: Any  # the leader; set by the page

    class Meta:
        model = StandIn
        fields = ("first_day", "last_day")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = choices_of(handing_over.candidates(self.officer))
        away: Any = self.fields["away"]
        away.choices = choices[::-1]  # who has most in hand first
        to: Any = self.fields["to"]
        to.choices = choices
        self.initial.setdefault("first_day", timezone.localdate())

    def clean(self) -> dict[str, Any]:
        """Refuse who cannot stand in."""
        typed = super().clean() or {}
        if self.errors:
            return typed
        row = self.instance
        row.officer_id, row.stand_in_id = typed["away"], typed["to"]
        row.first_day = typed["first_day"]
        if fault := handing_over.fault_of(row):
            self.add_error("to", fault)
        elif typed["last_day"] and typed["last_day"] < typed["first_day"]:
            self.add_error("last_day", "Ngày cuối không được trước ngày đầu.")
        return typed


@admin.register(StandIn)
class StandInAdmin(OfferingPage):
    """Absences: `add_standin` hands work over, nobody changes or deletes what was."""

    flow = Absences()
    form = HandingOverForm
    add_words = "Bàn giao"
    list_display = ("show_who", "first_day", "last_day", "show_number", "show_state")
    list_select_related = ("officer", "stand_in")
    list_fullwidth = True
    actions = None
    actions_detail = ("give_back",)
    dialogs = {
        "give_back": RowButton(
            "Trở lại, nhận lại việc", "tra-lai", "undo", "give_back", GiveBackForm,
            "Trả lại việc chưa xong", "Việc người thay còn giữ trở về người vắng.", "Trả lại",
        ),
    }  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[StandIn]:
        return self.flow.visible_to(request.user)

    def get_fields(self, _request: HttpRequest, obj: StandIn | None = None) -> Any:
        if obj is None:
            return ("away", "to", ("first_day", "last_day"))
        return ("officer", "stand_in", ("first_day", "last_day"), "show_number", "show_state")

    def get_readonly_fields(self, _request: HttpRequest, obj: StandIn | None = None) -> Any:
        return ("show_number", "show_state") if obj else ()

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, *args, **kwargs)
        form.officer = request.user
        return form

    def has_change_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def has_give_back_permission(self, request: HttpRequest, _key: str | None = None) -> bool:
        return bool(request.user.has_perm(handing_over.HAND_OVER))

    def offered(self, row: StandIn, _user: Any) -> set[str]:
        return set() if row.ended_at else {"give_back"}

    def save_model(self, request: HttpRequest, obj: Any, _form: Any, _change: bool) -> None:  # noqa: FBT001  # Django's own signature
        """Hand over, and say what could not be."""
        officer: Any = request.user  # signed in: the admin's own check comes first
        outcome = handing_over.hand_over(obj, officer)
        messages.success(request, f"Đã bàn giao {outcome}.")
        _tell_refused(request, outcome, "Chưa bàn giao được, vẫn ở người cũ:")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Offer one button: what was handed over is not written on."""
        one = {"show_save_and_add_another": False, "show_save_and_continue": False}
        page: HttpResponse = super().render_change_form(request, context | one, *args, **kwargs)
        return page

    def response_add(self, _request: HttpRequest, _obj: Any, **_where: Any) -> HttpResponse:
        """Lead to the list; what was done is said already."""
        return HttpResponseRedirect(reverse("admin:offices_standin_changelist"))

    @display(description="Bàn giao")
    def show_who(self, row: StandIn) -> str:
        return str(row)

    @display(description="Số việc đã bàn giao")
    def show_number(self, row: StandIn) -> int:
        return row.number

    @display(description="Tình trạng")
    def show_state(self, row: StandIn) -> str:
        if row.ended_at:
            return "Đã trả lại" if row.last_day else "Chuyển hẳn"
        return capfirst(row.in_words)
