"""Officers' pages for requests about personal data, the longest overdue first."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter
from unfold.decorators import action, display
from unfold.enums import ActionVariant
from unfold.widgets import UnfoldBooleanWidget

from citizens.access_log import LoggedAdmin
from citizens.admin.citizen_names import NamesCitizens
from citizens.admin.words_to_citizens import ScreenedForm, WordsField
from citizens.models import PersonalRequest, PersonalRequestEvent
from citizens.models.request import MAX_ANSWER, PersonalRequestQuerySet
from citizens.requests import actions as requests
from citizens.requests.personal_data import PAGE
from citizens.requests.workflow import Kind, Move, Party
from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.moves import BAD, Button, MoveForm, MovesPage
from foundation.desk.one_screen import Colleague, OneScreenAdmin, Panel, Said, notes
from foundation.desk.one_screen.parts import CITIZEN, OFFICER
from foundation.desk.read_only import ReadOnlyAdmin, ReadOnlyInline
from foundation.desk.work_lists import Tab
from offices.colleagues import colleagues
from offices.rights import OfEveryOffice
from offices.snapshot import directory
from offices.working_time.due_times import INFO, Standing, due_cell

HANDLE = "citizens.handle_personalrequest"
CLOSED = Standing("Đã kết thúc", INFO)


class WordsForm(ScreenedForm, MoveForm):
    """Words that the citizen reads."""

    words = WordsField(
        label="Nội dung gửi công dân",
        max_length=MAX_ANSWER,
        help_text="Công dân đọc được nguyên văn. Được mã hoá khi lưu.",
    )


BUTTONS = {
    Move.ACKNOWLEDGE: Button(
        requests.acknowledge, "xac-nhan", "mark_email_read",
        "Công dân thấy yêu cầu đã được nhận và hạn trả lời.", "Đã xác nhận", submit="Xác nhận",
    ),
    Move.EXTEND: Button(
        requests.extend, "gia-han", "more_time",
        "Chỉ được gia hạn một lần. Công dân đọc được lý do.", "Đã gia hạn", form=WordsForm,
    ),
    Move.REFUSE: Button(
        requests.refuse, "tu-choi", "block", "Công dân đọc được lý do từ chối.", "Đã từ chối",
        form=WordsForm, variant=BAD,
    ),
}  # fmt: skip


class AnswerForm(ScreenedForm):
    """The answer that ends a request; one that erases everything is confirmed in so many words."""

    words = WordsField(
        rows=7,
        label="Trả lời",
        max_length=MAX_ANSWER,
        help_text="Công dân đọc được nguyên văn. Được mã hoá khi lưu.",
    )

    def __init__(self, *args: Any, erases: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if erases:
            self.fields["erase"] = _erasing()


def _erasing() -> forms.BooleanField:
    """Return the box without which a citizen's data are not erased."""
    return forms.BooleanField(
        label="Xoá mọi dữ liệu cá nhân của công dân ngay, không khôi phục được",
        help_text="Kể cả nội dung yêu cầu và câu trả lời này.",
        widget=UnfoldBooleanWidget(),
        error_messages={"required": "Hãy xác nhận việc xoá dữ liệu."},
    )


class OpenFilter(DropdownFilter):
    """By whether an officer still has to act."""

    title = "tình trạng chung"
    parameter_name = "open"

    def lookups(self, _request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        """Return the choices."""
        return [
            ("yes", "Đang chờ"),
            ("mentioned", "Tôi được nhắc"),
            ("today", "Đến hạn hôm nay"),
            ("late", "Đã quá hạn"),
            ("no", "Đã kết thúc"),
            ("all", "Tất cả"),
        ]

    def queryset(
        self, request: HttpRequest, queryset: PersonalRequestQuerySet
    ) -> PersonalRequestQuerySet:
        """Return the requests of the choice."""
        match self.value():
            case "yes":
                return queryset.open()
            case "mentioned":
                return queryset.filter(pk__in=notes.unseen_keys(PAGE, request.user))
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


@admin.register(PersonalRequest)
class PersonalRequestAdmin(
    MovesPage, OneScreenAdmin, NamesCitizens, OfEveryOffice, LoggedAdmin, ReadOnlyAdmin
):
    """Requests about personal data.

    Officers read them with `view_personalrequest` and handle them with `handle_personalrequest`.
    """

    flow, buttons = requests.flow, BUTTONS
    row_noun = "yêu cầu"
    tabs = (
        Tab("Đang chờ", {"open": "yes"}),
        Tab("Hôm nay", {"open": "today"}, "warning", acting=HANDLE),
        Tab("Quá hạn", {"open": "late"}, "danger", acting=HANDLE),
        Tab("Được nhắc", {"open": "mentioned"}, "warning"),
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
        ("Người yêu cầu", {"fields": ["show_citizen"]}),
        ("Các mốc", {"fields": ["acknowledged_at", "extended_at", "closed_at"]}),
    ]
    reply_name, reply_button, reply_verb = "finish", "Gửi trả lời, giải quyết xong", "Giải quyết"
    reply_done = "Đã giải quyết"

    def get_queryset(self, request: HttpRequest) -> QuerySet[PersonalRequest]:
        """Return all requests, the longest overdue first."""
        return PersonalRequest.objects.by_deadline()

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """Return the queryset's order again, or the list would use the model's."""
        return list(PersonalRequestQuerySet.DEADLINE_ORDER)

    @display(description="Mã")
    def show_number(self, request: PersonalRequest) -> str:
        """Show the number."""
        return str(request)

    @display(description="Hạn")
    def show_clock(self, request: PersonalRequest) -> str:
        """Show by when an officer has to act and how much working time is left."""
        deadline = request.next_deadline
        return due_cell(deadline) if deadline else due_cell(None, CLOSED)

    # --- one screen ------------------------------------------------------------------------------

    def has_note_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        """Allow officers who handle requests."""
        return requests.flow.may_act_as(request.user, Party.HANDLER)

    def conversation(self, _request: HttpRequest, row: PersonalRequest) -> list[Said]:
        """Return what the citizen asked for, why it took longer, and the answer."""
        asked = Said(CITIZEN, "Công dân", row.received_at, row.text, tag=row.get_kind_display())
        later = row.extended_at and Said(
            OFFICER, "Cán bộ", row.extended_at, row.extension_reason, tag="Gia hạn"
        )
        ended = row.closed_at and Said(
            OFFICER, "Cán bộ", row.closed_at, row.answer, tag=row.get_status_display()
        )
        return [said for said in (asked, later, ended) if said]

    def panels(self, _request: HttpRequest, row: PersonalRequest) -> list[Panel]:
        """Return how the request stands."""
        facts = {"row": row, "clock": self.show_clock(row)}
        return [Panel("Yêu cầu", "admin/citizens/about_request.html", facts)]

    def colleagues(self, _request: HttpRequest, _row: PersonalRequest) -> list[Colleague]:
        """Return who handles requests at the office above all others: requests belong to none."""
        root = directory.current().root
        posts = colleagues(HANDLE, [root.id] if root else [])
        return [Colleague(one.user, one.name) for one in posts]

    def state_of_row(self, row: PersonalRequest) -> str:
        """Return where it stands, extensions included."""
        return f"{row.status}-{row.due_on}"

    def may_reply(self, request: HttpRequest, row: PersonalRequest) -> bool:
        """Allow whoever handles requests, while it is open."""
        return Move.FINISH in row.moves and self.has_note_permission(request)

    def reply_form(
        self, _request: HttpRequest, row: PersonalRequest, data: Any = None
    ) -> AnswerForm:
        """Return the form of the answer; a deletion is confirmed."""
        return AnswerForm(data, erases=row.kind == Kind.DELETION)

    def send_reply(self, request: HttpRequest, row: PersonalRequest, form: AnswerForm) -> None:
        """Close the request as done."""
        requests.finish(row, cast("User", request.user), form.cleaned_data["words"])

    @action(
        description="Giải quyết xong",
        url_path="giai-quyet",
        icon="task_alt",
        permissions=["handler"],
        variant=ActionVariant.SUCCESS,
        attrs={"data-shortcut": "answer"},
    )
    def finish(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Lead to the box on the request's page, or close the request as done."""
        return self.reply(request, object_id)
