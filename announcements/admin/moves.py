"""The buttons on an announcement's page: each lawful move is a dialog."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from unfold.decorators import action
from unfold.enums import ActionVariant

from announcements import rights
from announcements.admin import move_forms as forms
from announcements.models import Announcement
from announcements.querysets import AnnouncementQuerySet
from announcements.workflow import RULES, Move, Party
from foundation.desk.change_log.pages import ChangeLoggedAdmin
from foundation.desk.dialogs import carry_out, dialog

_PLAIN, _MAIN, _BAD = ActionVariant.DEFAULT, ActionVariant.PRIMARY, ActionVariant.DANGER


@dataclass(frozen=True)
class Button:
    """How a move looks: its icon, colour, what the dialog says, and its form."""

    path: str
    icon: str
    text: str
    form: type[forms.MoveForm]
    variant: ActionVariant = _PLAIN


BUTTONS: dict[Move, Button] = {
    Move.SUBMIT: Button(
        "gui-duyet", "send", "Từ lúc này không ai sửa được cho đến khi được duyệt hoặc trả lại.",
        forms.SubmitForm, _MAIN,
    ),
    Move.APPROVE: Button(
        "duyet", "task_alt", "Tin được đăng đúng giờ đã chọn, hoặc ngay.", forms.ApproveForm, _MAIN
    ),
    Move.PROPOSE: Button(
        "dinh-chinh", "send", "Người dân vẫn thấy bản cũ cho đến khi bản đính chính được đăng.",
        forms.ProposeForm, _MAIN,
    ),
    Move.CORRECT: Button(
        "dang-dinh-chinh", "published_with_changes",
        "Người dân thấy bản mới kèm điều đã đính chính; mọi kênh đã đăng bản cũ được gửi lại.",
        forms.CorrectForm, _MAIN,
    ),
    Move.RETURN: Button("tra-lai", "undo", "Người biên tập sửa được tiếp.", forms.GiveBackForm),
    Move.TURN_DOWN: Button(
        "tra-lai-dinh-chinh", "undo", "Người dân vẫn thấy bản cũ.", forms.GiveBackForm
    ),
    Move.RECONFIRM: Button(
        "xac-nhan", "event_available", "Quyết định truy nã còn hiệu lực; 90 ngày sau hỏi lại.",
        forms.ReconfirmForm,
    ),
    Move.PIN: Button("ghim", "push_pin", "Đứng đầu danh sách.", forms.PinForm),
    Move.UNPIN: Button("bo-ghim", "keep_off", "Đứng giữa các tin khác.", forms.UnpinForm),
    Move.PROLONG: Button("doi-han", "event", "Sau hạn, tin rời danh sách.", forms.ProlongForm),
    Move.REVOKE: Button(
        "thu-hoi", "gpp_bad",
        "Lời, ảnh, từ tìm kiếm mất ngay ở mọi nơi. Không hoàn lại được.", forms.RevokeForm, _BAD,
    ),
    Move.WITHDRAW: Button(
        "go", "unpublished", "Người dân không còn thấy trong vài giây; địa chỉ cũ nói đã gỡ.",
        forms.WithdrawForm, _BAD,
    ),
    Move.DISCARD: Button("bo", "delete", "Lời được xoá sau một thời gian.", forms.DiscardForm),
}  # fmt: skip
_FIRST = (Move.SUBMIT, Move.APPROVE, Move.PROPOSE, Move.CORRECT, Move.REVOKE)
_MoveAction = Callable[[Any, HttpRequest, forms.MoveForm, str], HttpResponse]


def name_of(move: Move) -> str:
    """Return the name of a move's button; «return» alone would be no name."""
    return f"do_{move}"


def _move_button(move: Move) -> _MoveAction:
    button = BUTTONS[move]

    def press(
        admin: "AnnouncementMoves",
        request: HttpRequest,
        form: forms.MoveForm,
        object_id: str,  # noqa: ARG001  # Unfold passes it by name
    ) -> HttpResponse:
        return carry_out(admin, request, form.announcement, form.act, form.done)

    press.__name__ = name_of(move)
    decorate: Callable[[_MoveAction], _MoveAction] = action(
        description=str(move.label),
        url_path=button.path,
        icon=button.icon,
        permissions=[RULES[move].party.value],
        variant=button.variant,
        dialog=dialog(str(move.label), button.text, str(move.label), button.form),
    )
    return decorate(press)


class AnnouncementMoves(ChangeLoggedAdmin):
    """Mixed into the admin of announcements: the moves that an officer may make now."""

    actions_detail = (
        "preview",
        *(name_of(move) for move in _FIRST),
        {
            "title": "Việc khác",
            "icon": "more_horiz",
            "items": [
                *(name_of(move) for move in BUTTONS if move not in _FIRST),
                *("ask_broadcast", "confirm_broadcast", "cancel_broadcast", "retry_articles"),
            ],
        },
    )

    def has_editor_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return rights.may_act_as(request.user, Party.EDITOR)

    def has_approver_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return rights.may_act_as(request.user, Party.APPROVER)

    has_other_approver_permission = has_approver_permission

    def has_revoker_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return rights.may_act_as(request.user, Party.REVOKER)

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list[Any]:
        """Offer the moves that are lawful now."""
        row = self._visible(request).filter(pk=self._key(object_id)).first()
        if row is None:
            return []
        user: Any = request.user  # signed in: the admin's own check comes first
        lawful = {name_of(move) for move in rights.lawful_moves(row, user)} | {"preview"}
        lawful |= self.other_actions(row, user)
        return [
            offer
            for offer in super().get_actions_detail(request, object_id)
            if offer.action_name.removeprefix("announcements_announcement_") in lawful
        ]

    def other_actions(self, _row: Announcement, _user: User) -> set[str]:
        """Return the names of other buttons that the officer has now; for those mixed in."""
        return set()

    def _visible(self, request: HttpRequest) -> AnnouncementQuerySet:
        found: AnnouncementQuerySet = Announcement.objects.visible_to_officer(request.user)
        return found.select_related("office", "picture")

    def _key(self, object_id: str | None) -> int:
        return int(object_id) if object_id and str(object_id).isdecimal() else 0


for _move in BUTTONS:  # one button for each move, in one way
    setattr(AnnouncementMoves, name_of(_move), _move_button(_move))
