"""The buttons on an announcement's page: each lawful move is a dialog."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldBooleanWidget

from announcements import rules
from announcements.actions import arranging, ending, reviewing
from announcements.actions.moving import flow
from announcements.actions.reviewing import Schedule
from announcements.models import Announcement
from announcements.models.choices import RevocationReason
from announcements.querysets import AnnouncementQuerySet
from announcements.workflow import Move, State
from foundation.desk.dates import moment_field
from foundation.desk.moves import BAD, MAIN, Button, MoveForm, MovesPage, RowForm
from foundation.desk.one_tap import OneTap
from offices.snapshot import directory

MAX_WORDS = 300


def words_field(label: str, help_text: str) -> forms.CharField:
    """Return a field for a sentence or two."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=MAX_WORDS,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
    )


class AnnouncementForm(RowForm):
    """A dialog about one visible announcement."""

    flow = flow

    def heading(self) -> str:
        return f"{self.row.named} · {State(self.row.state).label}"


class AnnouncementMoveForm(AnnouncementForm, MoveForm):
    """A dialog that moves an announcement."""


class Warns(AnnouncementMoveForm):
    """Shows what to read again before going on."""

    def warnings(self) -> list[str]:
        return rules.warnings(self.row, timezone.now(), directory.current().calendar)


class ReadAgain(Warns):
    """Asks whether everything was read again; software sees no card in a picture."""

    read_again = forms.BooleanField(
        label="Tôi đã đọc lại lời và xem lại ảnh: không có giấy tờ, số, tên người không cần thiết",
        widget=UnfoldBooleanWidget(),
    )


SCHEDULE = {
    "publish_at": moment_field("Đăng lúc", "Để trống: đăng ngay."),
    "expires_at": moment_field("Hết hạn lúc", "Để trống: không có hạn."),
}


def times_of(row: Announcement) -> dict[str, Any]:
    """Return the editor's times, as far as they lie ahead."""
    at = row.publish_at
    ahead = at if at and at > timezone.now() else None
    return {"publish_at": ahead, "expires_at": row.expires_at}


class ApproveForm(Warns):
    """Approves and schedules in one act."""

    makes = frozenset({"schedule"})
    publish_at, expires_at = SCHEDULE.values()

    def prepare(self) -> None:
        for name, value in times_of(self.row).items():
            self.initial.setdefault(name, value)

    def arguments(self) -> dict[str, Any]:
        return {"schedule": Schedule(self.typed("publish_at"), self.typed("expires_at"))}


class RevokeForm(AnnouncementMoveForm):
    """Asks for one of five reasons; choosing it revokes."""

    sends_itself = True  # the dialog needs no other button
    reason = forms.ChoiceField(
        label="Vì sao thu hồi",
        choices=RevocationReason.choices,
        widget=OneTap("Lý do"),
        error_messages={"required": "Hãy chọn một lý do."},
    )

    def arguments(self) -> dict[str, Any]:
        return {"reason": RevocationReason(self.typed("reason"))}


TO_CHANGE = {
    "words": words_field("Cần sửa gì", "Người biên tập đọc được. Không ghi tên, số của ai.")
}
BUTTONS: dict[Move, Button] = {
    Move.SUBMIT: Button(
        reviewing.submit, "gui-duyet", "send",
        "Từ lúc này không ai sửa được cho đến khi được duyệt hoặc trả lại.", "Đã gửi duyệt",
        form=ReadAgain, variant=MAIN,
    ),
    Move.APPROVE: Button(
        reviewing.approve, "duyet", "task_alt", "Bản tin được đăng đúng giờ đã chọn, hoặc ngay.",
        "Đã duyệt", form=ApproveForm, name="Duyệt, hẹn giờ", variant=MAIN,
    ),
    Move.PROPOSE: Button(
        reviewing.propose, "dinh-chinh", "send",
        "Người dân vẫn thấy bản cũ cho đến khi bản đính chính được đăng.",
        "Đã gửi duyệt bản đính chính", form=ReadAgain, variant=MAIN,
    ),
    Move.CORRECT: Button(
        reviewing.correct, "dang-dinh-chinh", "published_with_changes",
        "Người dân thấy bản mới kèm điều đã đính chính; mọi kênh đã đăng bản cũ được gửi lại.",
        "Đã đăng bản đính chính", form=Warns, variant=MAIN,
    ),
    Move.RETURN: Button(
        reviewing.give_back, "tra-lai", "undo", "Người biên tập sửa được tiếp.", "Đã trả lại",
        TO_CHANGE,
    ),
    Move.TURN_DOWN: Button(
        reviewing.give_back, "tra-lai-dinh-chinh", "undo", "Người dân vẫn thấy bản cũ.",
        "Đã trả lại", TO_CHANGE,
    ),
    Move.RECONFIRM: Button(
        arranging.reconfirm, "xac-nhan", "event_available",
        "Quyết định truy nã còn hiệu lực; 90 ngày sau hỏi lại.", "Đã xác nhận còn hiệu lực",
    ),
    Move.PIN: Button(
        arranging.pin, "ghim", "push_pin", "Đứng đầu danh sách.", "Đã ghim",
        {"until": moment_field("Ghim đến", "Cùng lúc tối đa ba bản tin được ghim.", required=True)},
    ),
    Move.UNPIN: Button(
        arranging.unpin, "bo-ghim", "keep_off", "Đứng giữa các bản tin khác.", "Đã bỏ ghim"
    ),
    Move.PROLONG: Button(
        arranging.prolong, "doi-han", "event", "Sau hạn, bản tin rời danh sách.", "Đã đổi hạn",
        {"until": moment_field("Hạn mới", "Để trống: không có hạn.")},
    ),
    Move.REVOKE: Button(
        ending.revoke, "thu-hoi", "gpp_bad",
        "Lời, ảnh, từ tìm kiếm mất ngay ở mọi nơi. Không hoàn lại được.", "Đã thu hồi",
        form=RevokeForm, variant=BAD,
    ),
    Move.WITHDRAW: Button(
        ending.withdraw, "go", "unpublished",
        "Người dân không còn thấy trong vài giây; địa chỉ cũ nói đã gỡ.", "Đã gỡ",
        {"reason": words_field(
            "Lý do", "Người dân đọc được ở địa chỉ cũ; với truy nã, tìm người chỉ cán bộ đọc được."
        )}, variant=BAD,
    ),
    Move.DISCARD: Button(
        reviewing.discard, "bo", "delete", "Lời được xoá sau một thời gian.", "Đã bỏ bản nháp"
    ),
}  # fmt: skip
_FIRST = (Move.SUBMIT, Move.APPROVE, Move.PROPOSE, Move.CORRECT, Move.REVOKE)


class AnnouncementMoves(MovesPage):
    """Mixed into the admin of announcements."""

    flow, buttons, move_form = flow, BUTTONS, AnnouncementMoveForm
    prefix = "do_"  # «return» alone would be no name
    actions_detail = (
        *(f"do_{move}" for move in _FIRST),
        {
            "title": "Việc khác",
            "icon": "more_horiz",
            "items": [
                *(f"do_{move}" for move in BUTTONS if move not in _FIRST),
                *("ask_broadcast", "confirm_broadcast", "cancel_broadcast", "retry_articles"),
            ],
        },
    )

    def _visible(self, request: HttpRequest) -> AnnouncementQuerySet:
        return flow.visible_to(request.user)

    def _key(self, object_id: str | None) -> int:
        return int(object_id) if object_id and str(object_id).isdecimal() else 0
