"""Officers' pages for questions: the queue, most urgent first, and each conversation."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.loader import render_to_string
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import display

from feedback.admin.drafting import DraftPage
from feedback.admin.question_filters import (
    AskedFilter,
    OfficeFilter,
    OfficerFilter,
    ProcedureFilter,
    StateFilter,
    WhoseFilter,
    own_work,
)
from feedback.admin.question_many import GivesMany
from feedback.admin.question_moves import QuestionMoves
from feedback.admin.question_screen import QuestionScreen
from feedback.excerpts import excerpt
from feedback.models import Question, QuestionEvent
from feedback.questions import moving
from feedback.questions.querysets import QuestionQuerySet
from feedback.questions.workflow import DUE, Status
from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.tags import two_lines
from foundation.desk.work_lists import Tab
from offices.admin.own_office import has_one_office
from offices.working_time.due_times import INFO, Standing, due_cell

CITIZENS, OVER = Standing("Chờ công dân", INFO), Standing("Đã kết thúc", INFO)
BEGINNING = 90


@admin.register(Question)
class QuestionAdmin(QuestionScreen, QuestionMoves, GivesMany, DraftPage):
    """Questions: `view_question` reads them, `answer_question` moves them."""

    row_noun = "câu hỏi"
    short_rows = True
    tabs = (
        Tab("Cần trả lời", {"state": "todo"}),
        Tab("Chờ đơn vị trả lời", {"state": "due"}),
        Tab("Của tôi", {"state": "mine"}),
        Tab("Chưa ai nhận", {"state": "nobody"}),
        Tab("Hôm nay", {"state": "today"}, "warning", own=own_work),
        Tab("Quá hạn", {"state": "late"}, "danger", own=own_work),
        Tab("Chờ công dân", {"state": "citizen"}),
        Tab("Được nhắc", {"state": "mentioned"}, "warning"),
        Tab("Tất cả", {"state": "all"}, counted=False),
    )
    list_display = (
        "show_beginning",
        "show_clock",
        "show_state",
        "show_about",
        "asked_at",
    )
    list_filter = (
        StateFilter,
        WhoseFilter,
        OfficeFilter,
        ProcedureFilter,
        OfficerFilter,
        ("channel", ChoicesDropdownFilter),
        AskedFilter,
    )
    linked_by = ("procedure",)
    list_filter_submit = True
    search_fields = ("words",)
    search_help_text = "Số câu hỏi, hoặc lời công dân; không cần gõ dấu"
    logged_values = ("status", "office", "officer", "due_at", "procedure", "merged_into")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = BoundedPaginator
    sortable_by = ("show_clock",)
    actions_detail = (
        "take",
        "answer",
        "ask_back",
        "assign",
        "pass_on",
        "merge",
        "release",
        "close",
        "draft",
    )
    fieldsets = (("Diễn biến", {"fields": ("show_events",)}),)

    def get_ordering(self, request: HttpRequest) -> list[str]:
        """Leave the order to StateFilter."""
        return []

    def get_tabs(self, request: HttpRequest) -> list[Tab]:
        """Begin with the default part; leaders have no part of their own questions."""
        if request.user.has_perm(moving.LEAD):
            return [tab for tab in self.tabs if tab.query["state"] != "todo"]
        return list(self.tabs)

    def get_search_results(
        self, _request: HttpRequest, queryset: QuestionQuerySet, search_term: str
    ) -> tuple[QuestionQuerySet, bool]:
        return (queryset.matching(search_term) if search_term else queryset), False

    @display(description="Câu hỏi")
    def show_beginning(self, question: Any) -> str:
        return f"{question.pk}. {excerpt(question.beginning or '', BEGINNING) or 'Đã xoá nội dung'}"

    def get_list_display(self, request: HttpRequest) -> list[str]:
        """Hide the office from officers of a single one."""
        about = "show_procedure" if has_one_office(request.user) else "show_about"
        return [about if name == "show_about" else name for name in self.list_display]

    @display(description="Thủ tục, đơn vị")
    def show_about(self, question: Question) -> str:
        return two_lines(self.show_procedure(question), question.office.name)

    @display(description="Tình trạng, cán bộ")
    def show_state(self, question: Question) -> str:
        return two_lines(question.get_status_display(), question.officer_name)

    @display(description="Hạn trả lời", ordering="due_at")
    def show_clock(self, question: Question) -> str:
        """Show when an answer is due and the working time left."""
        if question.status in DUE:
            return due_cell(question.due_at)
        return due_cell(None, CITIZENS if question.status == Status.ASKED_BACK else OVER)

    @display(description="Thủ tục")
    def show_procedure(self, question: Question) -> str:
        return question.procedure.short_name if question.procedure else "–"

    @display(description="Các bước")
    def show_events(self, question: Question) -> str:
        events = QuestionEvent.objects.filter(question=question).select_related("office", "officer")
        return render_to_string("admin/feedback/events.html", {"events": events})
