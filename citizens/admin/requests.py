"""Officers' pages for requests about personal data, the longest overdue first."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter
from unfold.decorators import action, display
from unfold.enums import ActionVariant
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminTextareaWidget

from citizens.access_log import LoggedAdmin
from citizens.admin.citizen_names import NamesCitizens
from citizens.models import PersonalRequest, PersonalRequestEvent
from citizens.models.request import MAX_ANSWER, PersonalRequestQuerySet
from citizens.requests import actions as requests
from citizens.requests.workflow import Move
from citizens.validators import clean_text
from foundation.desk.dialogs import carry_out
from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.read_only import ReadOnlyAdmin, ReadOnlyInline
from foundation.desk.work_lists import Tab, WorkListAdmin
from offices.due_times import INFO, Standing, due_cell
from offices.rights import OfEveryOffice, reaches_all

CLOSED = Standing("Đã kết thúc", INFO)


class WordsForm(BaseDialogForm):
    """Words that the citizen reads."""

    words = forms.CharField(
        label="Nội dung gửi công dân",
        max_length=MAX_ANSWER,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 6}),
        help_text="Công dân đọc được nguyên văn. Được mã hoá khi lưu.",
    )

    def clean_words(self) -> str:
        """Return the words without invisible characters."""
        words = clean_text(self.cleaned_data["words"])
        if not words:
            raise forms.ValidationError("Hãy ghi nội dung.", code="required")
        return words


class OpenFilter(DropdownFilter):
    """By whether an officer still has to act."""

    title = "tình trạng chung"
    parameter_name = "open"

    def lookups(self, _request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        """Return the choices."""
        return [
            ("yes", "Đang chờ"),
            ("today", "Đến hạn hôm nay"),
            ("late", "Đã quá hạn"),
            ("no", "Đã kết thúc"),
            ("all", "Tất cả"),
        ]

    def queryset(
        self, _request: HttpRequest, queryset: PersonalRequestQuerySet
    ) -> PersonalRequestQuerySet:
        """Return the requests of the choice."""
        match self.value():
            case "yes":
                return queryset.open()
            case "late":
                return queryset.late(timezone.localdate())
            case "today":
                return queryset.due_on_day(timezone.localdate())
            case "no":
                return queryset.filter(closed_at__isnull=False)
        return queryset


class EventInline(ReadOnlyInline):
    """The moves of a request."""

    model = PersonalRequestEvent
    fields = ["move", "status", "officer", "at"]

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Allow officers who see the request."""
        return request.user.has_perm("citizens.view_personalrequest")


def _dialog(
    title: str, description: str, button: str, form: type[forms.Form] = BaseDialogForm
) -> dict[str, object]:
    return {
        "title": title,
        "description": description,
        "form_class": form,
        "form_submit_text": button,
    }


@admin.register(PersonalRequest)
class PersonalRequestAdmin(WorkListAdmin, NamesCitizens, OfEveryOffice, LoggedAdmin, ReadOnlyAdmin):
    """Requests about personal data.

    Officers read them with `view_personalrequest` and handle them with `handle_personalrequest`.
    """

    row_noun = "yêu cầu"
    tabs = (
        Tab("Đang chờ", {"open": "yes"}),
        Tab("Hôm nay", {"open": "today"}, "warning"),
        Tab("Quá hạn", {"open": "late"}, "danger"),
        Tab("Đã kết thúc", {"open": "no"}, counted=False),
        Tab("Tất cả", {"open": "all"}, counted=False, default=True),
    )
    list_display = [
        "show_number",
        "kind",
        "show_citizen",
        "received_at",
        "show_clock",
        "status",
    ]
    list_filter = [OpenFilter, ("status", ChoicesDropdownFilter), ("kind", ChoicesDropdownFilter)]
    list_filter_submit = True
    list_select_related = ["citizen"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = BoundedPaginator
    logged_values = ("status", "kind", "due_on", "acknowledged_at", "closed_at")
    sortable_by = ()
    actions_detail = [
        Move.ACKNOWLEDGE.value,
        Move.EXTEND.value,
        Move.FINISH.value,
        Move.REFUSE.value,
    ]
    inlines = [EventInline]
    fieldsets = [
        ("Yêu cầu", {"fields": ["kind", "show_citizen", "received_at", "show_text"]}),
        (
            "Thời hạn",
            {"fields": ["status", "show_clock", "acknowledge_by", "acknowledged_at", "due_on"]},
        ),
        ("Gia hạn", {"fields": ["extended_at", "show_extension_reason"]}),
        ("Trả lời", {"fields": ["closed_at", "show_answer"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PersonalRequest]:
        """Return all requests, the longest overdue first."""
        return PersonalRequest.objects.by_deadline()

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """Return the queryset's order again, or the list would use the model's."""
        return list(PersonalRequestQuerySet.DEADLINE_ORDER)

    def get_actions_detail(
        self, request: HttpRequest, object_id: int | str | None = None
    ) -> list[Any]:
        """Offer the moves that are allowed now."""
        shown = PersonalRequest.objects.filter(pk=self._key(str(object_id))).first()
        lawful = set(shown.moves) if shown else set()
        return [
            offer
            for offer in super().get_actions_detail(request, object_id)
            if offer.action_name.rpartition("_")[2] in lawful
        ]

    def has_handle_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Allow officers who handle requests and reach every office: requests belong to none."""
        return request.user.has_perm("citizens.handle_personalrequest") and reaches_all(
            request.user
        )

    @display(description="Mã")
    def show_number(self, request: PersonalRequest) -> str:
        """Show the number."""
        return str(request)

    @display(description="Hạn")
    def show_clock(self, request: PersonalRequest) -> str:
        """Show by when an officer has to act and how much working time is left."""
        deadline = request.next_deadline
        return due_cell(deadline) if deadline else due_cell(None, CLOSED)

    @display(description="Nội dung")
    def show_text(self, request: PersonalRequest) -> str:
        """Show what the citizen wrote."""
        return request.text or "–"

    @display(description="Lý do gia hạn")
    def show_extension_reason(self, request: PersonalRequest) -> str:
        """Show why it took longer."""
        return request.extension_reason or "–"

    @display(description="Trả lời")
    def show_answer(self, request: PersonalRequest) -> str:
        """Show the answer."""
        return request.answer or "–"

    @action(
        description="Xác nhận đã nhận",
        url_path="xac-nhan",
        icon="mark_email_read",
        permissions=["handle"],
        dialog=_dialog(
            "Xác nhận đã nhận", "Công dân thấy yêu cầu đã được nhận và hạn trả lời.", "Xác nhận"
        ),
    )
    def acknowledge(
        self, request: HttpRequest, _form: BaseDialogForm, object_id: str
    ) -> HttpResponse:
        """Acknowledge the request."""
        return self._decide(request, object_id, "Đã xác nhận", requests.acknowledge)

    @action(
        description="Gia hạn",
        url_path="gia-han",
        icon="more_time",
        permissions=["handle"],
        dialog=_dialog(
            "Gia hạn", "Chỉ được gia hạn một lần. Công dân đọc được lý do.", "Gia hạn", WordsForm
        ),
    )
    def extend(self, request: HttpRequest, form: WordsForm, object_id: str) -> HttpResponse:
        """Extend the deadline."""
        words = form.cleaned_data["words"]
        return self._decide(
            request,
            object_id,
            "Đã gia hạn",
            lambda row, officer: requests.extend(row, officer, words),
        )

    @action(
        description="Giải quyết xong",
        url_path="giai-quyet",
        icon="task_alt",
        permissions=["handle"],
        variant=ActionVariant.SUCCESS,
        dialog=_dialog(
            "Giải quyết xong",
            "Với yêu cầu xoá dữ liệu: mọi dữ liệu cá nhân của công dân bị xoá ngay, không khôi "
            "phục được, "
            "kể cả nội dung yêu cầu và câu trả lời này.",
            "Hoàn thành",
            WordsForm,
        ),
    )
    def finish(self, request: HttpRequest, form: WordsForm, object_id: str) -> HttpResponse:
        """Close the request as done."""
        words = form.cleaned_data["words"]
        return self._decide(
            request,
            object_id,
            "Đã giải quyết",
            lambda row, officer: requests.finish(row, officer, words),
        )

    @action(
        description="Từ chối",
        url_path="tu-choi",
        icon="block",
        permissions=["handle"],
        variant=ActionVariant.DANGER,
        dialog=_dialog("Từ chối", "Công dân đọc được lý do từ chối.", "Từ chối", WordsForm),
    )
    def refuse(self, request: HttpRequest, form: WordsForm, object_id: str) -> HttpResponse:
        """Close it as refused."""
        words = form.cleaned_data["words"]
        return self._decide(
            request,
            object_id,
            "Đã từ chối",
            lambda row, officer: requests.refuse(row, officer, words),
        )

    def _decide(
        self,
        request: HttpRequest,
        object_id: str,
        done: str,
        act: Callable[[PersonalRequest, User], PersonalRequest],
    ) -> HttpResponse:
        row = get_object_or_404(PersonalRequest, pk=self._key(object_id))
        return carry_out(self, request, row, lambda: act(row, cast("User", request.user)), done)
