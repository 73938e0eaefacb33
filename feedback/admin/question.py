"""Officers' pages for questions.

The queue with the most urgent first, the conversation, and what may be done next.
"""

from collections.abc import Callable
from typing import Any

import orjson
from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter
from unfold.decorators import action, display
from unfold.enums import ActionVariant
from unfold.forms import BaseDialogForm

from citizens.access_log import LoggedAdmin
from citizens.models import Citizen
from feedback.admin.forms import AnswerForm, MergeForm, PassOnForm, WordsForm
from feedback.faq import actions as faq
from feedback.models import AnswerTemplate, Question, QuestionEvent
from feedback.questions import actions, placeholders, workflow
from feedback.questions.routing import Rule
from feedback.questions.workflow import DUE, Status
from foundation.api.problems import Problem
from foundation.desk.change_log.recording import Act, record
from foundation.desk.change_log.values import differences, state_of
from foundation.desk.dialogs import carry_out, redirect_to_row
from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.read_only import ReadOnlyAdmin
from offices.snapshot import directory
from procedures.snapshot import Published, catalogue

LATE, IN_TIME, CITIZENS, OVER = "Quá hạn", "Trong hạn", "Chờ công dân", "Đã kết thúc"
CLOCK_COLOURS = {LATE: "danger", IN_TIME: "info", CITIZENS: "warning", OVER: "success"}
BEGINNING = 90


class StateFilter(DropdownFilter):
    """Which part of the queue. Without a choice: what the office has to do."""

    title = "phần việc"
    parameter_name = "state"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        """Return the parts."""
        return [
            ("due", "Chờ đơn vị trả lời"),
            ("late", "Quá hạn"),
            ("today", "Đến hạn hôm nay"),
            ("mine", "Tôi đang trả lời"),
            ("citizen", "Chờ công dân bổ sung"),
            ("over", "Đã trả lời hoặc kết thúc"),
            ("all", "Tất cả"),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Return the part in its order.

        By the moment when an answer is due, or by the last change.
        """
        now, chosen = timezone.now(), self.value()
        if chosen in {"citizen", "over", "all"}:
            return _PARTS[chosen](queryset).newest_first()
        if chosen is None and request.GET.get(
            "q"
        ):  # a search looks everywhere: what somebody telephones about may be over
            return queryset.newest_first()
        match chosen:
            case "late":
                queryset = queryset.late(now)
            case "today":
                queryset = queryset.due_today(now)
            case "mine":
                queryset = queryset.open().filter(officer=request.user)
            case _:
                queryset = queryset.due()
        return queryset.most_urgent_first()


_PARTS: dict[str, Callable[[Any], Any]] = {
    "citizen": lambda rows: rows.filter(status=Status.ASKED_BACK),
    "over": lambda rows: rows.exclude(status__in=workflow.OPEN),
    "all": lambda rows: rows,
}


def _dialog(title: str, description: str, button: str, form: Any = WordsForm) -> dict[str, Any]:
    return {
        "title": title,
        "description": description,
        "form_class": form,
        "form_submit_text": button,
    }


@admin.register(Question)
class QuestionAdmin(LoggedAdmin, ReadOnlyAdmin):
    """Questions of the officer's offices and those below.

    Read with `view_question`, moved with `answer_question`.
    """

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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the questions of the officer's offices and of those below."""
        rows = Question.objects.visible_to_officer(request.user).with_beginning()
        return rows.select_related(
            "office", "procedure", "officer", "citizen", "field", "dossier", "merged_into"
        )

    def get_ordering(self, request: HttpRequest) -> list[str]:
        """Leave the order to the filter."""
        return []

    def get_search_results(
        self, _request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Search by number, or in the words without marks."""
        return (queryset.matching(search_term) if search_term else queryset), False  # type: ignore[attr-defined]  # its own queryset

    # --- rights ----------------------------------------------------------------------------------

    def has_answer_permission(self, request: HttpRequest, _object_id: Any = None) -> bool:
        """Allow those who answer."""
        return request.user.has_perm("feedback.answer_question")

    def has_draft_permission(self, request: HttpRequest, _object_id: Any = None) -> bool:
        """Allow those who see the question and may begin published answers."""
        return request.user.has_perms(["feedback.view_question", "feedback.add_faqentry"])

    def get_actions_detail(self, request: HttpRequest, object_id: Any = None) -> list[Any]:
        """Offer the moves that are lawful now, and a draft where there is an answer."""
        shown: Question | None = (
            self.get_queryset(request).filter(pk=self._key(str(object_id))).first()
        )
        if shown is None:
            return []
        lawful = {
            str(move)
            for move in workflow.officers_moves(
                shown.status, holds=actions.holds(shown, request.user)
            )
        }
        if shown.status in {Status.ANSWERED, Status.SOLVED} and not shown.erased_at:
            lawful.add("draft")
        names = {name: f"feedback_question_{name}" for name in lawful}
        return [
            offer
            for offer in super().get_actions_detail(request, object_id)
            if offer.action_name in names.values()
        ]

    def _row(self, request: HttpRequest, object_id: str) -> Question:
        row: Question | None = self.get_queryset(request).filter(pk=self._key(object_id)).first()
        if row is None:
            raise Http404
        return row

    # --- what is shown ---------------------------------------------------------------------------

    @display(description="Câu hỏi")
    def show_beginning(self, question: Any) -> str:
        """Show number and first words."""
        text = " ".join((question.beginning or "").split()) or "Đã xoá nội dung"
        return f"{question.pk}. {text if len(text) <= BEGINNING else text[: BEGINNING - 1] + '…'}"

    @display(description="Thời hạn", label=CLOCK_COLOURS)
    def show_clock(self, question: Question) -> str:
        """Say whose turn it is, and whether it is late."""
        if question.status in DUE:
            return LATE if question.is_late else IN_TIME
        return CITIZENS if question.status == Status.ASKED_BACK else OVER

    @display(description="Thủ tục")
    def show_procedure(self, question: Question) -> str:
        """Show the procedure."""
        return question.procedure.short_name if question.procedure else "–"

    @display(description="Cán bộ trả lời")
    def show_officer(self, question: Question) -> str:
        """Show who took it."""
        return question.officer_name or "–"

    @display(description="Công dân")
    def show_citizen(self, question: Question) -> str:
        """Show how to address the citizen: the given name, which stands last, and nothing else."""
        return given_name(question.citizen) if question.citizen else "Không rõ"

    @display(description="Vì sao đến đơn vị này")
    def show_rule(self, question: Question) -> str:
        """Show the rule that chose the office."""
        return str(Rule(question.rule).label) if question.rule in Rule.values else "–"

    @display(description="Nội dung")
    def show_conversation(self, question: Question) -> str:
        """Show what was said, with photos."""
        said = Question.objects.with_conversation(internal=True).get(pk=question.pk)
        return render_to_string(
            "admin/feedback/conversation.html",
            {"messages": said.conversation[::-1], "question": question},
        )

    @display(description="Các bước")
    def show_events(self, question: Question) -> str:
        """Show what happened."""
        events = QuestionEvent.objects.filter(question=question).select_related("office", "officer")
        return render_to_string("admin/feedback/events.html", {"events": events})

    # --- what may be done ------------------------------------------------------------------------

    @action(description="Nhận trả lời", url_path="nhan", icon="front_hand", permissions=["answer"], variant=ActionVariant.PRIMARY,
            dialog=_dialog("Nhận trả lời", "Bạn trả lời câu hỏi này; cán bộ khác thì "
                                           "không.", "Nhận", BaseDialogForm))  # fmt: skip
    def take(self, request: HttpRequest, _form: Any, object_id: str) -> HttpResponse:
        """Take it."""
        return self._decide(request, object_id, "Đã nhận trả lời", actions.take)

    @action(description="Trả lại hàng chờ", url_path="tra-lai", icon="undo", permissions=["answer"],
            dialog=_dialog("Trả lại hàng chờ", "Cán bộ khác của đơn vị có thể nhận câu hỏi "
                                               "này.", "Trả lại", BaseDialogForm))  # fmt: skip
    def release(self, request: HttpRequest, _form: Any, object_id: str) -> HttpResponse:
        """Put it back."""
        return self._decide(request, object_id, "Đã trả lại hàng chờ", actions.release)

    @action(description="Hỏi thêm công dân", url_path="hoi-them", icon="contact_support", permissions=["answer"],
            dialog=_dialog("Hỏi thêm công dân", "Hạn trả lời dừng cho tới khi công dân bổ "
                                                "sung.", "Gửi"))  # fmt: skip
    def ask_back(self, request: HttpRequest, form: WordsForm, object_id: str) -> HttpResponse:
        """Ask the citizen for more."""
        words = form.cleaned_data["words"]
        return self._decide(
            request,
            object_id,
            "Đã hỏi thêm công dân",
            lambda row, officer: actions.ask_back(row, officer, words),
        )

    @action(description="Chuyển đơn vị khác", url_path="chuyen", icon="forward", permissions=["answer"],
            dialog=_dialog("Chuyển đơn vị khác", "Đơn vị nhận trả lời; hạn giữ "
                                                 "nguyên.", "Chuyển", PassOnForm))  # fmt: skip
    def pass_on(self, request: HttpRequest, form: PassOnForm, object_id: str) -> HttpResponse:
        """Put it into another office's queue, after which the officer may see it no more."""
        office, note = form.cleaned_data["office"], form.cleaned_data["note"]
        return self._decide(
            request,
            object_id,
            "Đã chuyển",
            lambda row, officer: actions.pass_on(row, officer, office, note),
        )

    @action(description="Gộp câu hỏi trùng", url_path="gop", icon="merge", permissions=["answer"],
            dialog=_dialog("Gộp câu hỏi trùng", "Công dân được dẫn tới câu hỏi nhận "
                                                "gộp.", "Gộp", MergeForm))  # fmt: skip
    def merge(self, request: HttpRequest, form: MergeForm, object_id: str) -> HttpResponse:
        """Make it part of another question of the same citizen."""

        def act(row: Question, officer: Any) -> None:
            target = self.get_queryset(request).filter(pk=form.cleaned_data["into"]).first()
            if target is None:
                raise Problem(
                    "question_moved_on", "Không có câu hỏi mang số này trong các đơn vị của bạn."
                )
            actions.merge(row, officer, target)

        return self._decide(request, object_id, "Đã gộp", act)

    @action(description="Kết thúc, không trả lời", url_path="ket-thuc", icon="block", permissions=["answer"], variant=ActionVariant.DANGER,
            dialog=_dialog("Kết thúc, không trả lời", "Công dân đọc được lý do và hỏi tiếp được "
                                                      "trong 14 ngày.", "Kết thúc"))  # fmt: skip
    def close(self, request: HttpRequest, form: WordsForm, object_id: str) -> HttpResponse:
        """End it for a reason."""
        words = form.cleaned_data["words"]
        return self._decide(
            request,
            object_id,
            "Đã kết thúc",
            lambda row, officer: actions.close(row, officer, words),
        )

    @action(description="Soạn câu trả lời công khai", url_path="cong-khai", icon="campaign", permissions=["draft"],
            dialog=_dialog("Soạn câu trả lời công khai", "Bản nháp che sẵn số điện thoại, số giấy "
                                                         "tờ, tên.", "Soạn",
                           BaseDialogForm))  # fmt: skip
    def draft(self, request: HttpRequest, _form: Any, object_id: str) -> HttpResponse:
        """Begin a published answer."""
        row = self._row(request, object_id)
        if row.status not in {Status.ANSWERED, Status.SOLVED} or row.erased_at:
            raise Http404
        entry = faq.draft_from(row)
        record(
            request.user,
            Act.ADDED,
            entry,
            f"Soạn từ câu hỏi {row.pk}",
            differences(type(entry), {}, state_of(entry), ()),
        )
        self.log_change(request, row, "Đã soạn câu trả lời công khai")
        return redirect_to_row(entry)

    def _decide(
        self, request: HttpRequest, object_id: str, done: str, act: Callable[[Question, Any], Any]
    ) -> HttpResponse:
        row = self._row(request, object_id)
        carry_out(self, request, row, lambda: act(row, request.user), done)
        return HttpResponse(headers={"HX-Redirect": self._way_back(request, row)})

    def _way_back(self, request: HttpRequest, row: Question) -> str:
        """Return the address of the question.

        Of the list where the officer may no longer see it.
        """
        visible = self.get_queryset(request).filter(pk=row.pk).exists()
        return (
            reverse("admin:feedback_question_change", args=[row.pk])
            if visible
            else reverse("admin:feedback_question_changelist")
        )

    @action(
        description="Trả lời",
        url_path="tra-loi",
        icon="reply",
        permissions=["answer"],
        variant=ActionVariant.PRIMARY,
    )
    def answer(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the conversation with a form below it.

        Filled in from a template if one was chosen; then answer.
        """
        row = self._row(request, object_id)
        said = Question.objects.with_conversation(internal=True).get(pk=row.pk).conversation[::-1]
        initial = {
            "text": _filled(row, request.GET.get("mau", "")),
            "seen": said[-1].pk if said else 0,
        }
        form = AnswerForm(request.POST or None, question=row, initial=initial)
        if request.method == "POST" and form.is_valid() and self._answered(request, row, form):
            return HttpResponseRedirect(self._way_back(request, row))
        context = {
            **self.admin_site.each_context(request),
            "title": "Trả lời",
            "question": row,
            "messages_said": said,
            "form": form,
        }
        return TemplateResponse(
            request, "admin/feedback/answer.html", {**context, "templates": _templates(row)}
        )

    def _answered(self, request: HttpRequest, row: Question, form: AnswerForm) -> bool:
        """Answer, and tell whether that could be done.

        What the officer wrote stays in the form with what is new above it.
        """
        officer: Any = request.user
        try:
            actions.answer(row, officer, form.cleaned_data["text"], form.cleaned_data["seen"])
        except Problem as problem:
            form.add_error(None, problem.detail)
            form.data = {
                **form.data,
                "text": form.cleaned_data.get("text", form.data["text"]),
                "seen": str(form.initial["seen"]),
            }
            return False
        self.log_change(request, row, "Đã trả lời")
        messages.success(request, "Đã trả lời.")
        return True


def given_name(citizen: Citizen) -> str:
    """Return the given name of a citizen.

    >>> given_name(Citizen(name="Nguyễn Thị Lan"))
    'Lan'
    """
    return citizen.name.split()[-1] if citizen.name.strip() else "Công dân"


def _templates(question: Question) -> QuerySet[AnswerTemplate]:
    """Return the templates for the question's field, and those for every field."""
    return AnswerTemplate.objects.filter(Q(field=question.field_id) | Q(field=None), enabled=True)


def _filled(question: Question, chosen: str) -> str:
    """Return the chosen template, filled from the question's procedure and office.

    Empty without one.
    """
    template = (
        AnswerTemplate.objects.filter(enabled=True, pk=int(chosen)).first()
        if chosen.isdecimal()
        else None
    )
    if template is None:
        return ""
    found = catalogue.current().find(question.procedure_id) if question.procedure_id else None
    procedure = orjson.loads(found.document) if isinstance(found, Published) else {}
    office = directory.current().offices.get(question.office_id)
    return placeholders.fill(template.text, procedure, office.card if office else {})
