"""The buttons on a report's page: each lawful move is a dialog."""

from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminSelectWidget

from citizens.access_log import LoggedAdmin
from foundation.desk.moves import BAD, MAIN, Button, MovesPage, RowButton
from reports import rights
from reports.actions import acknowledging, deciding, incidents, officers, passing
from reports.actions.moving import flow
from reports.admin.report_forms import (
    BETWEEN_OFFICERS,
    AcknowledgeForm,
    AskMoreForm,
    ConcludeForm,
    DeclineForm,
    HandOverForm,
    MergeForm,
    NoteForm,
    PassOnForm,
    ReportMoveForm,
    WordsForm,
    line_field,
    words_field,
)
from reports.models import Report, ReportKind
from reports.querysets import ReportQuerySet
from reports.workflow import Move, Party

REGISTERED = {"register_number": line_field("Số vào sổ", "Số trong sổ tiếp nhận của đơn vị.")}
WHY = {"reason": words_field(BETWEEN_OFFICERS, "Lý do")}
BUTTONS: dict[Move, Button] = {
    Move.RECEIVE: Button(
        officers.receive, "tiep-nhan", "inbox", "Người gửi được báo ngay.", "Đã tiếp nhận",
        REGISTERED, variant=MAIN, shortcut="take",
    ),
    Move.ACCEPT: Button(
        passing.accept, "nhan-chuyen", "move_to_inbox",
        "Từ lúc này đơn vị của đồng chí chịu trách nhiệm.", "Đã nhận phản ánh được chuyển",
        REGISTERED, variant=MAIN, shortcut="take",
    ),
    Move.SEND_BACK: Button(
        passing.send_back, "tra-lai", "undo", "Đơn vị chuyển giải quyết tiếp và đọc lý do.",
        "Đã trả lại đơn vị chuyển", WHY,
    ),
    Move.ACKNOWLEDGE: Button(
        acknowledging.acknowledge, "xac-nhan", "mark_email_read",
        "Thời hạn lưu giữ tính từ ngày nơi nhận xác nhận.", "Đã ghi xác nhận của nơi nhận",
        form=AcknowledgeForm, variant=MAIN,
    ),
    Move.TAKE_ON: Button(
        officers.take_on, "thu-ly", "play_arrow", "Thời hạn xác minh tính từ lúc này.",
        "Đã thụ lý", {"note": words_field(BETWEEN_OFFICERS, "Chỉ đạo", required=False)},
        variant=MAIN,
    ),
    Move.ASK_MORE: Button(
        officers.ask_more, "bo-sung", "contact_support",
        "Người gửi có 7 ngày để bổ sung. Thời hạn của đơn vị không dừng.", "Đã yêu cầu bổ sung",
        form=AskMoreForm,
    ),
    Move.CONCLUDE: Button(
        deciding.conclude, "ket-luan", "task_alt", "Người gửi được báo và đọc nội dung trả lời.",
        "Đã kết luận", form=ConcludeForm, variant=MAIN,
    ),
    Move.REOPEN: Button(
        deciding.reopen, "xac-minh-tiep", "restart_alt", "Thời hạn xác minh tính lại từ đầu.",
        "Đã mở lại xác minh", form=WordsForm, variant=MAIN,
    ),
    Move.UPHOLD: Button(
        deciding.uphold, "giu-ket-luan", "gavel",
        "Người gửi đọc lý do; không đề nghị thêm lần nữa được.", "Đã giữ kết luận", form=WordsForm,
    ),
    Move.PASS_ON: Button(
        passing.pass_on, "chuyen", "forward",
        "Đơn vị của đồng chí chịu trách nhiệm cho đến khi nơi nhận xác nhận.",
        "Đã chuyển, chờ đơn vị nhận", form=PassOnForm,
    ),
    Move.RECLASSIFY: Button(
        officers.reclassify, "phan-loai", "category", "Thời hạn vẫn tính từ lúc nhận lần đầu.",
        "Đã phân loại lại",
        {"kind": forms.ModelChoiceField(
            ReportKind.objects.all(), label="Loại", widget=UnfoldAdminSelectWidget()
        ), **WHY},
    ),
    Move.EXTEND: Button(
        officers.extend, "gia-han", "more_time", "Chỉ được một lần.", "Đã gia hạn xác minh",
        form=WordsForm,
    ),
    Move.HAND_OVER: Button(
        deciding.hand_over, "chuyen-co-quan", "outbound",
        "Phản ánh kết thúc ở đây; cơ quan nhận giải quyết tiếp.", "Đã chuyển cơ quan có thẩm quyền",
        form=HandOverForm,
    ),
    Move.MERGE: Button(
        incidents.merge, "gop", "merge",
        "Kết luận của phản ánh đứng đầu được báo cho từng người gửi.", "Đã gộp", form=MergeForm,
    ),
    Move.SPLIT: Button(
        incidents.split, "tach", "call_split",
        "Phản ánh được giải quyết riêng, từ bước trước khi gộp.", "Đã tách", WHY,
    ),
    Move.DECLINE: Button(
        deciding.decline, "khong-thu-ly", "block",
        "Người gửi đọc lý do và đề nghị xem xét lại được một lần.", "Đã ghi không thụ lý",
        form=DeclineForm, variant=BAD,
    ),
}  # fmt: skip


class ReportMoves(MovesPage, LoggedAdmin):
    """Mixed into the admin of reports."""

    flow, buttons, move_form = flow, BUTTONS, ReportMoveForm
    dialogs = {
        "note": RowButton(
            "Ghi chú nội bộ", "ghi-chu", "sticky_note_2", "note", NoteForm, "Ghi chú nội bộ",
            "Người gửi không bao giờ thấy.", "Ghi",
        ),
    }  # fmt: skip
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

    def has_note_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        parties = (Party.VERIFIER, Party.LEADER)
        return any(rights.may_act_as(request.user, party) for party in parties)

    def other_actions(self, row: Report, user: User) -> set[str]:
        """Offer to write a note, and to learn who sent the report."""
        return {"note", "open_seal"} if rights.may_open_seal(row, user) else {"note"}

    def told(self, row: Report, done: str) -> str:
        """Name the report: its page, or the list if it is out of sight, is shown next.

        Another kind has another desk, and who passed a report on loses it when it is accepted.
        """
        return f"{row.number}: {done}"

    def _visible(self, request: HttpRequest) -> ReportQuerySet:
        return flow.visible_to(request.user)
