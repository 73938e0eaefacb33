"""Officers' pages for questions: the queue, most urgent first, and each conversation."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import display

from citizens.models import Citizen
from feedback.admin.answering import AnswerPage, templates_for
from feedback.admin.drafting import DraftPage
from feedback.admin.period_filters import AskedFilter, OfficeFilter
from feedback.admin.question_filters import StateFilter
from feedback.admin.question_moves import QuestionMoves
from feedback.excerpts import excerpt
from feedback.models import Question, QuestionEvent
from feedback.questions import actions
from feedback.questions.conversation import with_conversation
from feedback.questions.querysets import QuestionQuerySet
from feedback.questions.routing import Rule
from feedback.questions.workflow import DUE, Status
from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.tags import two_lines
from foundation.desk.work_lists import Tab, WorkListAdmin
from offices.due_times import INFO, Standing, due_cell
from offices.own_office import has_one_office

CITIZENS, OVER = Standing("Chờ công dân", INFO), Standing("Đã kết thúc", INFO)
BEGINNING = 90
MOST_TEMPLATES = 8  # beside the conversation; the page of the answer has all


@admin.register(Question)
class QuestionAdmin(WorkListAdmin, QuestionMoves, AnswerPage, DraftPage):
    """Questions: `view_question` reads them, `answer_question` moves them."""

    row_noun = "câu hỏi"
    tabs = (
        Tab("Chờ đơn vị trả lời", {"state": "due"}),
        Tab("Của tôi", {"state": "mine"}),
        Tab("Chưa ai nhận", {"state": "nobody"}),
        Tab("Hôm nay", {"state": "today"}, "warning"),
        Tab("Quá hạn", {"state": "late"}, "danger"),
        Tab("Chờ công dân", {"state": "citizen"}),
        Tab("Tất cả", {"state": "all"}, counted=False),
    )
    list_display = (
        "show_beginning",
        "show_clock",
        "show_state",
        "show_about",
        "asked_at",
    )
    list_filter = (StateFilter, ("channel", ChoicesDropdownFilter), OfficeFilter, AskedFilter)
    linked_by = ("procedure",)
    list_filter_submit = True
    search_fields = ("words",)
    search_help_text = "Số câu hỏi, hoặc lời công dân; không cần gõ dấu"
    logged_values = ("status", "office", "officer", "due_at", "procedure", "merged_into")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = BoundedPaginator
    sortable_by = ("show_clock",)
    actions_detail = ("take", "answer", "ask_back", "pass_on", "merge", "release", "close", "draft")
    change_form_outer_before_template = "admin/feedback/answer_templates.html"
    fieldsets = (
        ("Trao đổi", {"fields": ("show_conversation",)}),
        (
            "Về việc",
            {
                "fields": (
                    "show_citizen",
                    "office",
                    "show_rule",
                    "show_procedure",
                    "field",
                    "dossier",
                    "channel",
                )
            },
        ),
        (
            "Thời hạn",
            {
                "fields": (
                    "status",
                    "show_clock",
                    "due_at",
                    "show_officer",
                    "asked_at",
                    "ended_at",
                    "merged_into",
                )
            },
        ),
        ("Diễn biến", {"fields": ("show_events",)}),
    )

    def get_ordering(self, request: HttpRequest) -> list[str]:
        """Leave the order to StateFilter."""
        return []

    def get_search_results(
        self, _request: HttpRequest, queryset: QuestionQuerySet, search_term: str
    ) -> tuple[QuestionQuerySet, bool]:
        return (queryset.matching(search_term) if search_term else queryset), False

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,
        obj: Question | None = None,
        **kwargs: Any,
    ) -> HttpResponse:
        """Begin with the templates by which the question can be answered."""
        offered = obj is not None and self._may_answer(request, obj)
        templates = list(templates_for(obj)[:MOST_TEMPLATES]) if obj and offered else []
        shown = {**context, "templates": templates}
        page: HttpResponse = super().render_change_form(request, shown, *args, obj=obj, **kwargs)
        return page

    def _may_answer(self, request: HttpRequest, question: Question) -> bool:
        holds = actions.may_hold(question, request.user)
        waits = question.status in {Status.WAITING, Status.TAKEN, Status.ASKED_BACK}
        return waits and holds and self.has_answer_permission(request)

    @display(description="Câu hỏi")
    def show_beginning(self, question: Any) -> str:
        return f"{question.pk}. {excerpt(question.beginning or '', BEGINNING) or 'Đã xoá nội dung'}"

    def get_list_display(self, request: HttpRequest) -> list[str]:
        """Leave the office out for officers of a single one."""
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
        """Show when an answer is due and how much working time is left."""
        if question.status in DUE:
            return due_cell(question.due_at)
        return due_cell(None, CITIZENS if question.status == Status.ASKED_BACK else OVER)

    @display(description="Thủ tục")
    def show_procedure(self, question: Question) -> str:
        return question.procedure.short_name if question.procedure else "–"

    @display(description="Cán bộ trả lời")
    def show_officer(self, question: Question) -> str:
        return question.officer_name or "–"

    @display(description="Công dân")
    def show_citizen(self, question: Question) -> str:
        """Show only the given name, by which citizens are addressed."""
        return given_name(question.citizen) if question.citizen else "Không rõ"

    @display(description="Vì sao đến đơn vị này")
    def show_rule(self, question: Question) -> str:
        return str(Rule(question.rule).label) if question.rule in Rule.values else "–"

    @display(description="Nội dung")
    def show_conversation(self, question: Question) -> str:
        said = with_conversation(Question.objects.all(), internal=True).get(pk=question.pk)
        return render_to_string(
            "admin/feedback/conversation.html",
            {"messages": said.conversation[::-1], "question": question},
        )

    @display(description="Các bước")
    def show_events(self, question: Question) -> str:
        events = QuestionEvent.objects.filter(question=question).select_related("office", "officer")
        return render_to_string("admin/feedback/events.html", {"events": events})


def given_name(citizen: Citizen) -> str:
    """Return a citizen's given name, which stands last.

    >>> given_name(Citizen(name="Nguyễn Thị Lan"))
    'Lan'
    """
    return citizen.name.split()[-1] if citizen.name.strip() else "Công dân"
