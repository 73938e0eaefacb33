"""The buttons on a report's page: each lawful move is a dialog."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from unfold.decorators import action
from unfold.enums import ActionVariant

from citizens.access_log import LoggedAdmin
from foundation.desk.dialogs import carry_out, dialog
from reports import rights
from reports.admin import decision_forms as decisions
from reports.admin import passing_forms as passing
from reports.admin import report_forms as forms
from reports.models import Report
from reports.querysets import ReportQuerySet
from reports.workflow import RULES, Move, Party

_PLAIN, _MAIN, _BAD = ActionVariant.DEFAULT, ActionVariant.PRIMARY, ActionVariant.DANGER


@dataclass(frozen=True)
class Button:
    """How a move looks: its icon, colour, what the dialog says, and its form."""

    path: str
    icon: str
    text: str
    form: type[forms.ReportForm]
    variant: ActionVariant = _PLAIN


BUTTONS: dict[Move, Button] = {
    Move.RECEIVE: Button(
        "tiep-nhan", "inbox", "Người gửi được báo ngay.", forms.ReceiveForm, _MAIN
    ),
    Move.ACCEPT: Button(
        "nhan-chuyen", "move_to_inbox", "Từ lúc này đơn vị của đồng chí chịu trách nhiệm.",
        passing.AcceptForm, _MAIN,
    ),
    Move.SEND_BACK: Button(
        "tra-lai", "undo", "Đơn vị chuyển giải quyết tiếp và đọc lý do.", passing.SendBackForm
    ),
    Move.ACKNOWLEDGE: Button(
        "xac-nhan", "mark_email_read", "Thời hạn lưu giữ tính từ ngày nơi nhận xác nhận.",
        passing.AcknowledgeForm, _MAIN,
    ),
    Move.TAKE_ON: Button(
        "thu-ly", "play_arrow", "Thời hạn xác minh tính từ lúc này.", forms.TakeOnForm, _MAIN
    ),
    Move.ASK_MORE: Button(
        "bo-sung", "contact_support",
        "Người gửi có 7 ngày để bổ sung. Thời hạn của đơn vị không dừng.", forms.AskMoreForm,
    ),
    Move.CONCLUDE: Button(
        "ket-luan", "task_alt", "Người gửi được báo và đọc nội dung trả lời.",
        decisions.ConcludeForm, _MAIN,
    ),
    Move.REOPEN: Button(
        "xac-minh-tiep", "restart_alt", "Thời hạn xác minh tính lại từ đầu.", decisions.ReopenForm,
        _MAIN,
    ),
    Move.UPHOLD: Button(
        "giu-ket-luan", "gavel", "Người gửi đọc lý do; không đề nghị thêm lần nữa được.",
        decisions.UpholdForm,
    ),
    Move.PASS_ON: Button(
        "chuyen", "forward", "Đơn vị của đồng chí chịu trách nhiệm cho đến khi nơi nhận xác nhận.",
        passing.PassOnForm,
    ),
    Move.RECLASSIFY: Button(
        "phan-loai", "category", "Thời hạn vẫn tính từ lúc nhận lần đầu.", forms.ReclassifyForm
    ),
    Move.EXTEND: Button("gia-han", "more_time", "Chỉ được một lần.", forms.ExtendForm),
    Move.HAND_OVER: Button(
        "chuyen-co-quan", "outbound", "Phản ánh kết thúc ở đây; cơ quan nhận giải quyết tiếp.",
        decisions.HandOverForm,
    ),
    Move.MERGE: Button(
        "gop", "merge", "Kết luận của phản ánh đứng đầu được báo cho từng người gửi.",
        forms.MergeForm,
    ),
    Move.SPLIT: Button(
        "tach", "call_split", "Phản ánh được giải quyết riêng, từ bước trước khi gộp.",
        forms.SplitForm,
    ),
    Move.DECLINE: Button(
        "khong-thu-ly", "block", "Người gửi đọc lý do và đề nghị xem xét lại được một lần.",
        decisions.DeclineForm, _BAD,
    ),
}  # fmt: skip

_TAKES = {Move.RECEIVE, Move.ACCEPT}
_MoveAction = Callable[[Any, HttpRequest, forms.ReportForm, str], HttpResponse]


def move_button(move: Move) -> _MoveAction:
    """Return the button of a move."""
    button = BUTTONS[move]

    def press(
        admin: "ReportMoves",
        request: HttpRequest,
        form: forms.ReportForm,
        object_id: str,  # noqa: ARG001  # Unfold passes it by name
    ) -> HttpResponse:
        return admin.decide(request, form)

    press.__name__ = str(move)
    decorate: Callable[[_MoveAction], _MoveAction] = action(
        description=str(move.label),
        url_path=button.path,
        icon=button.icon,
        permissions=[RULES[move].party.value],
        variant=button.variant,
        attrs={"data-shortcut": "take"} if move in _TAKES else None,
        dialog=dialog(str(move.label), button.text, str(move.label), button.form),
    )
    return decorate(press)


class ReportMoves(LoggedAdmin):
    """Mixed into the admin of reports: the moves that an officer may make now."""

    receive = move_button(Move.RECEIVE)
    accept = move_button(Move.ACCEPT)
    send_back = move_button(Move.SEND_BACK)
    acknowledge = move_button(Move.ACKNOWLEDGE)
    take_on = move_button(Move.TAKE_ON)
    ask_more = move_button(Move.ASK_MORE)
    conclude = move_button(Move.CONCLUDE)
    reopen = move_button(Move.REOPEN)
    uphold = move_button(Move.UPHOLD)
    pass_on = move_button(Move.PASS_ON)
    reclassify = move_button(Move.RECLASSIFY)
    extend = move_button(Move.EXTEND)
    hand_over = move_button(Move.HAND_OVER)
    merge = move_button(Move.MERGE)
    split = move_button(Move.SPLIT)
    decline = move_button(Move.DECLINE)
    actions_detail = (
        "receive", "accept", "acknowledge", "take_on", "ask_more", "conclude", "reopen", "uphold",
        {
            "title": "Việc khác",
            "icon": "more_horiz",
            "items": [
                "note", "send_back", "pass_on", "reclassify", "extend", "hand_over", "merge",
                "split", "decline", "open_seal",
            ],
        },
    )  # fmt: skip

    def has_receiver_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return rights.may_act_as(request.user, Party.RECEIVER)

    def has_verifier_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return rights.may_act_as(request.user, Party.VERIFIER)

    def has_leader_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return rights.may_act_as(request.user, Party.LEADER)

    has_other_leader_permission = has_leader_permission

    def has_note_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        parties = (Party.VERIFIER, Party.LEADER)
        return any(rights.may_act_as(request.user, party) for party in parties)

    @action(
        description="Ghi chú nội bộ",
        url_path="ghi-chu",
        icon="sticky_note_2",
        permissions=["note"],
        dialog=dialog("Ghi chú nội bộ", "Người gửi không bao giờ thấy.", "Ghi", forms.NoteForm),
    )
    def note(self, request: HttpRequest, form: forms.NoteForm, object_id: str) -> HttpResponse:
        return self.decide(request, form)

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list[Any]:
        """Offer the moves that are lawful now."""
        report = self._visible(request).filter(pk=self._key(str(object_id))).first()
        if report is None:
            return []
        user: Any = request.user  # signed in: the admin's own check comes first
        lawful = {str(move) for move in rights.lawful_moves(report, user)} | {"note"}
        if rights.may_open_seal(report, user):
            lawful.add("open_seal")
        return [
            offer
            for offer in super().get_actions_detail(request, object_id)
            if offer.action_name.removeprefix("reports_report_") in lawful
        ]

    def _visible(self, request: HttpRequest) -> ReportQuerySet:
        found: ReportQuerySet = Report.objects.visible_to_officer(request.user)
        return found.select_related("kind", "office")

    def decide(self, request: HttpRequest, form: forms.ReportForm) -> HttpResponse:
        """Do what a dialog asks for, and lead to the report, or to the list if it is out of sight.

        Another kind has another desk, and who passed a report on loses it when it is accepted.
        """
        report, done = form.report, form.said_done()
        return carry_out(self, request, report, form.act, done, told=f"{report.number}: {done}")
