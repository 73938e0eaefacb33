"""The buttons on a report's page: each lawful move is a dialog."""

from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminSelectWidget

from citizens.access_log import LoggedAdmin
from foundation.desk.moves import BAD, MAIN, Button, MovesPage, RowButton
from reports import rights
from reports.actions import acknowledging, deciding, incidents, officers, passing, proposing
from reports.actions.moving import flow
from reports.admin.report_forms import (
    BETWEEN_OFFICERS,
    AcknowledgeForm,
    AskMoreForm,
    ConcludeForm,
    DeclineForm,
    HandOverForm,
    MergeForm,
    OwnerForm,
    PassOnForm,
    ProposeForm,
    ReceiveAndPassOnForm,
    ReportMoveForm,
    TakeOnForm,
    WordsForm,
    words_field,
)
from reports.models import Report, ReportKind
from reports.querysets import ReportQuerySet
from reports.workflow import Move, Status

WHY = {"reason": words_field(BETWEEN_OFFICERS, "Lý do")}
BUTTONS: dict[Move, Button] = {
    Move.RECEIVE: Button(
        officers.receive, "tiep-nhan", "inbox",
        "Số vào sổ được cấp tự động. Người gửi được báo ngay.", "Đã tiếp nhận", variant=MAIN,
        shortcut="take",
    ),
    Move.ACCEPT: Button(
        passing.accept, "nhan-chuyen", "move_to_inbox",
        "Từ lúc này đơn vị của đồng chí chịu trách nhiệm; số vào sổ được cấp tự động.",
        "Đã nhận phản ánh được chuyển", variant=MAIN, shortcut="take",
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
        "Đã thụ lý", form=TakeOnForm, name="Thụ lý, giao xác minh", variant=MAIN,
    ),
    Move.TAKE: Button(
        officers.take, "nhan", "front_hand", "Phản ánh nằm ở «Của tôi» của đồng chí.",
        "Đã nhận giải quyết", submit="Nhận",
    ),
    Move.ASSIGN: Button(
        officers.assign, "giao", "person_add",
        "Người được giao thấy phản ánh ở «Của tôi»; thời hạn luật định giữ nguyên.",
        "Đã giao cán bộ", form=OwnerForm, submit="Giao",
    ),
    Move.PROPOSE: Button(
        proposing.propose, "de-xuat", "approval",
        "Lãnh đạo đồng ý, sửa hoặc trả lại. Người gửi chưa thấy gì.", "Đã đề xuất kết luận",
        form=ProposeForm, variant=MAIN, submit="Gửi đề xuất",
    ),
    Move.GIVE_BACK: Button(
        proposing.give_back, "tra-lai-de-xuat", "undo", "Cán bộ xác minh đọc lý do và làm tiếp.",
        "Đã trả lại đề xuất", WHY, submit="Trả lại",
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
        "Đã chuyển, chờ đơn vị nhận", form=PassOnForm, name="Chuyển đơn vị",
        submit="Chuyển",
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
        "receive_and_pass_on": RowButton(
            "Tiếp nhận và chuyển", "tiep-nhan-va-chuyen", "forward", "receiver",
            ReceiveAndPassOnForm, "Tiếp nhận rồi chuyển đơn vị khác",
            "Phản ánh được vào sổ; đơn vị của đồng chí chịu trách nhiệm cho đến khi nơi nhận xác "
            "nhận.", "Chuyển",
        ),
    }  # fmt: skip
    actions_detail = (
        "receive", "accept", "acknowledge", "take_on", "propose", "conclude", "give_back", "take",
        "assign", "ask_more", "reopen", "uphold", "receive_and_pass_on", "pass_on",
        {
            "title": "Việc khác",
            "icon": "more_horiz",
            "items": [
                "send_back", "reclassify", "extend", "hand_over", "merge",
                "split", "decline", "open_seal",
            ],
        },
    )  # fmt: skip

    def other_actions(self, row: Report, user: User) -> set[str]:
        """Offer to learn who sent the report, and to pass a new one on at once."""
        found = {"open_seal"} if rights.may_open_seal(row, user) else set()
        may_receive = row.status == Status.SENT and Move.RECEIVE in flow.lawful_moves(row, user)
        return found | ({"receive_and_pass_on"} if may_receive else set())

    def told(self, row: Report, done: str) -> str:
        """Name the report: its page, or the list if it is out of sight, is shown next.

        Another kind has another desk, and who passed a report on loses it when it is accepted.
        """
        return f"{row.number}: {done}"

    def _visible(self, request: HttpRequest) -> ReportQuerySet:
        return flow.visible_to(request.user)
