"""What officers may do with a question: each move is a dialog on its page."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from unfold.dataclasses import UnfoldAction
from unfold.decorators import action
from unfold.enums import ActionVariant
from unfold.forms import BaseDialogForm

from citizens.access_log import LoggedAdmin
from feedback.admin.forms import AssignForm, MergeForm, PassOnForm, WordsForm
from feedback.models import Question
from feedback.questions import actions, workflow
from feedback.questions.conversation import with_beginning
from feedback.questions.querysets import QuestionQuerySet
from feedback.questions.workflow import Move, Status
from foundation.api.problems import Problem
from foundation.desk.dialogs import carry_out, dialog
from foundation.desk.read_only import ReadOnlyAdmin


class QuestionRows(LoggedAdmin, ReadOnlyAdmin):
    """The questions of the officer's offices and of those below."""

    def get_queryset(self, request: HttpRequest) -> QuestionQuerySet:
        rows = with_beginning(Question.objects.visible_to_officer(request.user))
        return rows.select_related(
            "office", "procedure", "officer", "citizen", "field", "dossier", "merged_into"
        )

    def has_answer_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return request.user.has_perm("feedback.answer_question")

    def find_question(self, request: HttpRequest, object_id: str) -> Question:
        """Return the question. Raises Http404 if the officer may not see it."""
        question: Question | None = (
            self.get_queryset(request).filter(pk=self._key(object_id)).first()
        )
        if question is None:
            raise Http404
        return question


def may_be_drafted(question: Question) -> bool:
    """Return True if the question was answered and nothing of it erased."""
    return question.status in {Status.ANSWERED, Status.SOLVED} and not question.erased_at


class QuestionMoves(QuestionRows):
    """The moves that an officer may make now."""

    def get_actions_detail(
        self, request: HttpRequest, object_id: str | None = None
    ) -> list[UnfoldAction]:
        """Offer the moves that are lawful now, and a draft if there is an answer."""
        question: Question | None = (
            self.get_queryset(request).filter(pk=self._key(str(object_id))).first()
        )
        if question is None:
            return []
        holds = actions.may_hold(question, request.user)
        names = {str(move) for move in workflow.officers_moves(question.status, holds=holds)}
        if not actions.may_assign(question, request.user):
            names.discard(Move.ASSIGN)
        if Move.TAKE in names:
            names.add(Move.ANSWER)  # who answers takes it
        if may_be_drafted(question):
            names.add("draft")
        offered = {f"feedback_question_{name}" for name in names}
        return [
            offer
            for offer in super().get_actions_detail(request, object_id)
            if offer.action_name in offered
        ]

    @action(
        description="Nhận trả lời",
        url_path="nhan",
        icon="front_hand",
        attrs={"data-shortcut": "take"},
        permissions=["answer"],
        variant=ActionVariant.PRIMARY,
        dialog=dialog(
            "Nhận trả lời",
            "Sau khi nhận, chỉ đồng chí trả lời câu hỏi này.",
            "Nhận",
            BaseDialogForm,
        ),
    )
    def take(self, request: HttpRequest, _form: BaseDialogForm, object_id: str) -> HttpResponse:
        return self._decide(request, object_id, "Đã nhận trả lời", actions.take)

    @action(
        description="Trả lại hàng chờ",
        url_path="tra-lai",
        icon="undo",
        permissions=["answer"],
        dialog=dialog(
            "Trả lại hàng chờ",
            "Cán bộ khác của đơn vị có thể nhận câu hỏi này.",
            "Trả lại",
            BaseDialogForm,
        ),
    )
    def release(self, request: HttpRequest, _form: BaseDialogForm, object_id: str) -> HttpResponse:
        return self._decide(request, object_id, "Đã trả lại hàng chờ", actions.release)

    @action(
        description="Hỏi thêm công dân",
        url_path="hoi-them",
        icon="contact_support",
        permissions=["answer"],
        dialog=dialog(
            "Hỏi thêm công dân",
            "Hạn trả lời dừng cho tới khi công dân bổ sung.",
            "Gửi",
            WordsForm,
        ),
    )
    def ask_back(self, request: HttpRequest, form: WordsForm, object_id: str) -> HttpResponse:
        words = form.cleaned_data["words"]
        return self._decide(
            request,
            object_id,
            form.noted("Đã hỏi thêm công dân"),
            lambda question, officer: actions.ask_back(question, officer, words),
        )

    @action(
        description="Giao cán bộ",
        url_path="giao",
        icon="person_add",
        permissions=["answer"],
        dialog=dialog(
            "Giao cán bộ trả lời",
            "Người được giao thấy câu hỏi ở «Của tôi»; hạn giữ nguyên.",
            "Giao",
            AssignForm,
        ),
    )
    def assign(self, request: HttpRequest, form: AssignForm, object_id: str) -> HttpResponse:
        """Give it to a colleague of the office who may answer."""
        to = form.cleaned_data["officer"]

        def act(question: Question, officer: User) -> None:
            actions.assign(question, officer, User.objects.get(pk=to))

        return self._decide(request, object_id, "Đã giao cán bộ trả lời", act)

    @action(
        description="Chuyển đơn vị khác",
        url_path="chuyen",
        icon="forward",
        permissions=["answer"],
        dialog=dialog(
            "Chuyển đơn vị khác",
            "Đơn vị nhận trả lời; hạn giữ nguyên.",
            "Chuyển",
            PassOnForm,
        ),
    )
    def pass_on(self, request: HttpRequest, form: PassOnForm, object_id: str) -> HttpResponse:
        """Pass it on to another office, after which the officer may lose sight of it."""
        office, note = form.cleaned_data["office"], form.cleaned_data["note"]
        return self._decide(
            request,
            object_id,
            "Đã chuyển",
            lambda question, officer: actions.pass_on(question, officer, office, note),
        )

    @action(
        description="Gộp câu hỏi trùng",
        url_path="gop",
        icon="merge",
        permissions=["answer"],
        dialog=dialog(
            "Gộp câu hỏi trùng",
            "Công dân được dẫn tới câu hỏi nhận gộp.",
            "Gộp",
            MergeForm,
        ),
    )
    def merge(self, request: HttpRequest, form: MergeForm, object_id: str) -> HttpResponse:
        """Make it part of another question of the same citizen."""

        def act(question: Question, officer: User) -> None:
            target = self.get_queryset(request).filter(pk=form.cleaned_data["into"]).first()
            if target is None:
                raise Problem(
                    "question_moved_on",
                    "Không có câu hỏi mang số này trong các đơn vị của đồng chí.",
                )
            actions.merge(question, officer, target)

        return self._decide(request, object_id, "Đã gộp", act)

    @action(
        description="Kết thúc, không trả lời",
        url_path="ket-thuc",
        icon="block",
        permissions=["answer"],
        variant=ActionVariant.DANGER,
        dialog=dialog(
            "Kết thúc, không trả lời",
            "Công dân đọc được lý do và hỏi tiếp được trong 14 ngày.",
            "Kết thúc",
            WordsForm,
        ),
    )
    def close(self, request: HttpRequest, form: WordsForm, object_id: str) -> HttpResponse:
        words = form.cleaned_data["words"]
        return self._decide(
            request,
            object_id,
            form.noted("Đã kết thúc"),
            lambda question, officer: actions.close(question, officer, words),
        )

    def _decide(
        self,
        request: HttpRequest,
        object_id: str,
        done: str,
        act: Callable[[Question, User], object],
    ) -> HttpResponse:
        question = self.find_question(request, object_id)
        officer: Any = request.user  # signed in: the admin's own check comes first
        return carry_out(self, request, question, lambda: act(question, officer), done)
