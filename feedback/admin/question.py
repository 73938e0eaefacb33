"""Officers' pages for questions: the queue, most urgent first, and each conversation."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.loader import render_to_string
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import display

from citizens.models import Citizen
from feedback.admin.answering import AnswerPage
from feedback.admin.drafting import DraftPage
from feedback.admin.question_filters import StateFilter
from feedback.admin.question_moves import QuestionMoves
from feedback.excerpts import excerpt
from feedback.models import Question, QuestionEvent
from feedback.questions.conversation import with_conversation
from feedback.questions.querysets import QuestionQuerySet
from feedback.questions.routing import Rule
from feedback.questions.workflow import DUE, Status
from foundation.desk.long_lists import BoundedPaginator

LATE, IN_TIME, CITIZENS, OVER = "Quá hạn", "Trong hạn", "Chờ công dân", "Đã kết thúc"
CLOCK_COLOURS = {LATE: "danger", IN_TIME: "info", CITIZENS: "warning", OVER: "success"}
BEGINNING = 90


@admin.register(Question)
class QuestionAdmin(QuestionMoves, AnswerPage, DraftPage):
    """Questions: `view_question` reads them, `answer_question` moves them."""

    list_display = (
        "show_beginning",
        "show_clock",
        "status",
        "office",
        "show_procedure",
        "show_officer",
        "asked_at",
    )
    list_filter = (StateFilter, ("channel", ChoicesDropdownFilter))
    linked_by = ("procedure",)
    list_filter_submit = True
    search_fields = ("words",)
    search_help_text = "Số câu hỏi, hoặc lời công dân; không cần gõ dấu"
    logged_values = ("status", "office", "officer", "due_at", "procedure", "merged_into")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = BoundedPaginator
    sortable_by = ()
    actions_detail = ("take", "answer", "ask_back", "pass_on", "merge", "release", "close", "draft")
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

    @display(description="Câu hỏi")
    def show_beginning(self, question: Any) -> str:
        return f"{question.pk}. {excerpt(question.beginning or '', BEGINNING) or 'Đã xoá nội dung'}"

    @display(description="Thời hạn", label=CLOCK_COLOURS)
    def show_clock(self, question: Question) -> str:
        if question.status in DUE:
            return LATE if question.is_late else IN_TIME
        return CITIZENS if question.status == Status.ASKED_BACK else OVER

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
