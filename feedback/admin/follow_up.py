"""Leaders' pages of follow-ups: the first due first, without the rater."""

from typing import Any

from django.contrib import admin
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from unfold.contrib.filters.admin import DropdownFilter
from unfold.decorators import action, display
from unfold.enums import ActionVariant

from citizens.admin.words_to_citizens import ScreenedForm, WordsField
from feedback.admin.confidential import ConfidentialAdmin
from feedback.admin.rating import LEAD, LEVELS, aspects_of
from feedback.models import Author, FollowUp, FollowUpMessage, Rating
from feedback.models.follow_up import MAX_MESSAGE
from feedback.ratings import follow_ups, readable_words
from feedback.ratings.personal_data import FOLLOW_UPS
from feedback.ratings.querysets import FollowUpQuerySet
from feedback.ratings.workflow import OPEN_STATUSES, Move, Status
from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.moves import BAD, MAIN, Button, MoveForm, MovesPage
from foundation.desk.one_screen import Colleague, OneScreenAdmin, Panel, Said, notes
from foundation.desk.one_screen.parts import CITIZEN, OFFICER
from foundation.desk.work_lists import Tab
from offices.admin.own_office import without_own_office
from offices.colleagues import colleagues_who_see
from offices.working_time.due_times import INFO, Standing, due_cell

RATER, LEADER = "Người đánh giá (ẩn danh)", "Lãnh đạo đơn vị"
RATERS, OVER = Standing("Chờ bổ sung", INFO), Standing("Đã kết thúc", INFO)


class HandlingForm(ScreenedForm):
    """The findings and measures, as the rater will read them."""

    words = WordsField(
        rows=6,
        label="Kết quả xử lý",
        max_length=MAX_MESSAGE,
        help_text="Người đánh giá đọc được nguyên văn sau khi công bố. Không đoán họ là ai.",
    )


class WordsForm(ScreenedForm, MoveForm):
    """The text for the rater."""

    words = WordsField(
        label="Nội dung",
        max_length=MAX_MESSAGE,
        help_text="Người đánh giá đọc được nguyên văn. Không hỏi họ là ai, không đoán.",
    )


BUTTONS = {
    Move.ASK_BACK: Button(
        follow_ups.ask_back, "hoi-them", "contact_support",
        "Hạn xử lý dừng cho tới khi họ bổ sung; họ vẫn ẩn danh.", "Đã hỏi thêm", form=WordsForm,
        name="Hỏi thêm", submit="Gửi",
    ),
    Move.DECLINE: Button(
        follow_ups.decline, "tu-choi", "block",
        "Chỉ trong 2 ngày làm việc. Người đánh giá đọc được lý do.", "Đã kết thúc, không xử lý",
        form=WordsForm, variant=BAD,
    ),
    Move.PUBLISH: Button(
        follow_ups.publish, "cong-bo", "campaign",
        "Người đánh giá được báo và đọc kết quả đã ghi.", "Đã công bố kết quả", variant=MAIN,
        submit="Công bố",
    ),
}  # fmt: skip


class PartFilter(DropdownFilter):
    """The part of the queue. Without a choice: what the office has to do."""

    title = "phần việc"
    parameter_name = "part"

    def lookups(self, _request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        return [
            ("due", "Đang chờ đơn vị"),
            ("late", "Quá hạn"),
            ("today", "Đến hạn hôm nay"),
            ("mentioned", "Tôi được nhắc"),
            ("asked", "Chờ bổ sung"),
            ("over", "Đã kết thúc"),
            ("all", "Tất cả"),
        ]

    def queryset(self, request: HttpRequest, queryset: FollowUpQuerySet) -> FollowUpQuerySet:
        """Return the chosen part, the first due first.

        The order within a day carries no information.
        """
        today = timezone.localdate()
        urgent = {"late": queryset.late(today), "today": queryset.due().filter(due_on=today)}
        match self.value():
            case "late" | "today" as part:
                return urgent[part].order_by("due_on", "pk")
            case "mentioned":
                named = notes.unseen_keys(FOLLOW_UPS, request.user)
                return queryset.filter(pk__in=named).order_by("-opened_on", "pk")
            case "asked":
                return queryset.filter(status=Status.ASKED_BACK).order_by("-opened_on", "pk")
            case "over":
                return queryset.exclude(status__in=OPEN_STATUSES).order_by("-opened_on", "pk")
            case "all":
                return queryset.order_by(F("due_on").asc(nulls_last=True), "-opened_on", "pk")
        return queryset.due().order_by("due_on", "pk")


@admin.register(FollowUp)
class FollowUpAdmin(MovesPage, OneScreenAdmin, ConfidentialAdmin):
    """Follow-ups: `view_followup` reads them, `lead_rating` moves them."""

    flow, buttons = follow_ups.flow, BUTTONS
    row_noun = "đánh giá"
    counted_as = "việc"
    tabs = (
        Tab("Đang chờ đơn vị", {"part": "due"}),
        Tab("Hôm nay", {"part": "today"}, "warning", acting=LEAD),
        Tab("Quá hạn", {"part": "late"}, "danger", acting=LEAD),
        Tab("Chờ công dân", {"part": "asked"}),
        Tab("Được nhắc", {"part": "mentioned"}, "warning"),
        Tab("Tất cả", {"part": "all"}, counted=False),
    )
    list_display = ("show_name", "show_clock", "status", "office", "opened_on")
    list_filter = (PartFilter,)
    list_filter_submit = True
    list_select_related = ("office",)
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = BoundedPaginator
    sortable_by = ("show_clock",)
    logged_values = ("status", "due_on", "publish_by", "ended_on")
    actions_detail = ("handle", "ask_back", "decline", "publish")
    fieldsets = (("Diễn biến", {"fields": ("show_events",)}),)
    readonly_fields = ("show_events",)
    reply_name, reply_button, reply_verb = "handle", "Ghi kết quả xử lý", "Ghi kết quả"
    reply_done = "Đã ghi kết quả xử lý"

    def get_queryset(self, request: HttpRequest) -> FollowUpQuerySet:
        return FollowUp.objects.visible_to_officer(request.user)

    def get_ordering(self, _request: HttpRequest) -> list[str]:
        """Leave the order to PartFilter."""
        return []

    def has_lead_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return request.user.has_perm(LEAD)

    # --- one screen ------------------------------------------------------------------------------

    def has_note_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return self.has_lead_permission(request)

    def conversation(self, request: HttpRequest, row: Any) -> list[Said]:
        """Return the mark with its words, as far as this officer may read it, and the messages."""
        shown = _readable_rating(row, leader=self.has_lead_permission(request))
        marked = [_said_by_mark(row, shown)] if shown else []
        return [*marked, *(_said(row, message) for message in row.messages.all())]

    def panels(self, _request: HttpRequest, row: Any) -> list[Panel]:
        facts = {"row": row, "clock": self.show_clock(row)}
        return [Panel("Việc xử lý", "admin/feedback/about_follow_up.html", facts)]

    def colleagues(self, _request: HttpRequest, row: FollowUp) -> list[Colleague]:
        return [Colleague(one.user, one.name) for one in colleagues_who_see(LEAD, row.office_id)]

    def state_of_row(self, row: FollowUp) -> str:
        return f"{row.status}-{row.due_on}-{row.messages.count()}"

    def may_reply(self, request: HttpRequest, row: FollowUp) -> bool:
        lawful = Move.HANDLE in row.leaders_moves(timezone.localdate())
        return lawful and self.has_lead_permission(request)

    def reply_form(self, _request: HttpRequest, _row: FollowUp, data: Any = None) -> HandlingForm:
        return HandlingForm(data)

    def send_reply(self, request: HttpRequest, row: FollowUp, form: HandlingForm) -> None:
        officer: Any = request.user  # signed in: the admin's own check comes first
        follow_ups.handle(row, officer, form.cleaned_data["words"])

    @display(description="Việc")
    def show_name(self, row: FollowUp) -> str:
        return str(row)

    def get_list_display(self, request: HttpRequest) -> list[str]:
        """Hide the office from officers of a single one."""
        return without_own_office(request, self.list_display)

    @display(description="Hạn", ordering="due_on")
    def show_clock(self, row: FollowUp) -> str:
        """Show when the office has to act and the working time left."""
        if row.due_on:
            return due_cell(row.due_on)
        return due_cell(None, RATERS if row.status == Status.ASKED_BACK else OVER)

    @display(description="Các bước")
    def show_events(self, row: FollowUp) -> str:
        return render_to_string(
            "admin/feedback/follow_up_events.html", {"events": row.events.select_related("officer")}
        )

    @action(
        description="Ghi kết quả xử lý",
        url_path="xu-ly",
        icon="task_alt",
        permissions=["lead"],
        variant=ActionVariant.PRIMARY,
        attrs={"data-shortcut": "answer"},
    )
    def handle(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Record the measures; the text is published within two working days."""
        return self.reply(request, object_id)


def _readable_rating(row: FollowUp, *, leader: bool) -> dict[str, object] | None:
    """Return the newest low mark of the follow-up.

    A mark that has improved since is not shown: it would reveal who was asked.
    """
    rating: Rating | None = row.ratings.select_related("questionnaire").order_by("-version").first()
    if rating is None:
        return None
    words = readable_words.words_for(rating, readable_words.officers_names(), leader=leader)
    return {"level": LEVELS[rating.overall], "aspects": aspects_of(rating), "words": words}


def _said_by_mark(row: FollowUp, shown: dict[str, Any]) -> Said:
    words = shown["words"] or "Không có lời nhận xét, hoặc lời đã hết thời hạn lưu."
    aspects = render_to_string("admin/feedback/aspects.html", {"aspects": shown["aspects"]})
    return Said(
        CITIZEN, RATER, row.opened_on, words, tag=shown["level"], tone="danger", extra=aspects
    )


def _said(row: FollowUp, message: FollowUpMessage) -> Said:
    by_rater = message.author == Author.CITIZEN
    waits = message.move == Move.HANDLE and row.status != Status.PUBLISHED
    tag = f"{message.get_move_display()}, chưa công bố" if waits else message.get_move_display()
    return Said(
        CITIZEN if by_rater else OFFICER,
        RATER if by_rater else LEADER,
        message.on,
        message.text,
        tag=tag,
        tone="warning" if waits else "",
    )
