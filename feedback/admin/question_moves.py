"""Officers' moves of a question: each is a dialog on its page."""

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest

from citizens.access_log import LoggedAdmin
from feedback.admin.forms import AssignForm, MergeForm, PassOnForm, WordsForm
from feedback.models import Question
from feedback.questions import actions
from feedback.questions.conversation import with_beginning
from feedback.questions.moving import flow
from feedback.questions.querysets import QuestionQuerySet
from feedback.questions.workflow import Move, Status
from foundation.desk.moves import BAD, MAIN, Button, MovesPage
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


BUTTONS = {
    Move.TAKE: Button(
        actions.take, "nhan", "front_hand", "Sau khi nhận, chỉ đồng chí trả lời câu hỏi này.",
        "Đã nhận trả lời", variant=MAIN, submit="Nhận", shortcut="take",
    ),
    Move.RELEASE: Button(
        actions.release, "tra-lai", "undo", "Cán bộ khác của đơn vị có thể nhận câu hỏi này.",
        "Đã trả lại hàng chờ", submit="Trả lại",
    ),
    Move.ASK_BACK: Button(
        actions.ask_back, "hoi-them", "contact_support",
        "Hạn trả lời dừng cho tới khi công dân bổ sung.", "Đã hỏi thêm công dân", form=WordsForm,
        submit="Gửi",
    ),
    Move.ASSIGN: Button(
        actions.assign, "giao", "person_add",
        "Người được giao thấy câu hỏi ở «Của tôi»; hạn giữ nguyên.", "Đã giao cán bộ trả lời",
        form=AssignForm, name="Giao cán bộ", submit="Giao",
    ),
    Move.PASS_ON: Button(
        actions.pass_on, "chuyen", "forward", "Đơn vị nhận trả lời; hạn giữ nguyên.", "Đã chuyển",
        form=PassOnForm, submit="Chuyển",
    ),
    Move.MERGE: Button(
        actions.merge, "gop", "merge", "Công dân được dẫn tới câu hỏi nhận gộp.", "Đã gộp",
        form=MergeForm, submit="Gộp",
    ),
    Move.CLOSE: Button(
        actions.close, "ket-thuc", "block",
        "Công dân đọc được lý do và hỏi tiếp được trong 14 ngày.", "Đã kết thúc", form=WordsForm,
        variant=BAD, submit="Kết thúc",
    ),
}  # fmt: skip


class QuestionMoves(MovesPage, QuestionRows):
    """The moves that an officer may make now."""

    flow, buttons = flow, BUTTONS

    def other_actions(self, row: Question, _user: User) -> set[str]:
        """Offer a draft if there is an answer; who answers what nobody has taken takes it."""
        offered = {"draft"} if may_be_drafted(row) else set()
        return offered | ({"answer"} if row.status == Status.WAITING else set())
