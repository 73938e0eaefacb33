"""What officers type about an announcement: a form for each dialog, which knows its action.

Each remembers the state that the officer saw, so that of two at one announcement one is told.
"""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from unfold.forms import BaseDialogForm
from unfold.widgets import (
    UnfoldAdminTextareaWidget,
    UnfoldBooleanWidget,
)

from announcements import rules
from announcements.actions import arranging, ending, reviewing
from announcements.models import Announcement
from announcements.workflow import State
from foundation.desk.dates import moment_field
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


class MoveForm(BaseDialogForm):
    """A dialog about one visible announcement."""

    done: ClassVar[str]
    warns: ClassVar[bool] = False  # shows what to read again before going on
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        key, user = str(self.object_id), self.request.user
        if not isinstance(user, User):
            raise PermissionDenied
        visible = Announcement.objects.visible_to_officer(user).select_related("office")
        self.announcement: Announcement = get_object_or_404(
            visible, pk=key if key.isdecimal() else None
        )
        self.officer = user
        self.fields["seen"].initial = self.announcement.events_count

    def render_before_template(self) -> str:
        """Show which announcement it is, what to read again, and errors that belong to no field."""
        state = State(self.announcement.state).label
        title = self.announcement.title or self.announcement.slug
        shown = self._warnings() if self.warns else []
        return format_html(
            '<p class="quiet">{} · {}</p>{}{}',
            title,
            state,
            _notices("notice-warning", shown),
            _notices("notice-danger", self.non_field_errors()),
        )

    def _warnings(self) -> list[str]:
        return rules.warnings(self.announcement, timezone.now(), directory.current().calendar)

    def act(self) -> object:
        """Do what the officer asks for."""
        raise NotImplementedError

    def typed(self, name: str) -> Any:
        """Return what was typed into a field."""
        return self.cleaned_data[name]


def _notices(css: str, texts: Any) -> str:
    return format_html_join("", '<div class="notice {}">{}</div>', ((css, text) for text in texts))


class SubmitForm(MoveForm):
    """Asks whether everything was read again; software sees no card in a picture."""

    done, warns = "Đã gửi duyệt", True
    read_again = forms.BooleanField(
        label="Tôi đã đọc lại lời và xem lại ảnh: không có giấy tờ, số, tên người không cần thiết",
        widget=UnfoldBooleanWidget(),
    )

    def act(self) -> object:
        return reviewing.submit(self.announcement, self.officer, self.typed("seen"))


class ProposeForm(SubmitForm):
    """The same for a correction."""

    done = "Đã gửi duyệt bản đính chính"

    def act(self) -> object:
        return reviewing.propose(self.announcement, self.officer, self.typed("seen"))


class GiveBackForm(MoveForm):
    """Asks what has to change."""

    done = "Đã trả lại"
    words = words_field("Cần sửa gì", "Người biên tập đọc được. Không ghi tên, số của ai.")

    def act(self) -> object:
        return reviewing.give_back(
            self.announcement, self.officer, self.typed("words"), self.typed("seen")
        )


class ApproveForm(MoveForm):
    """Approves."""

    done, warns = "Đã duyệt", True

    def act(self) -> object:
        return reviewing.approve(self.announcement, self.officer, self.typed("seen"))


class CorrectForm(MoveForm):
    """Publishes the correction."""

    done, warns = "Đã đăng bản đính chính", True

    def act(self) -> object:
        return reviewing.correct(self.announcement, self.officer, self.typed("seen"))


class PinForm(MoveForm):
    """Asks until when."""

    done = "Đã ghim"
    until = moment_field("Ghim đến", "Cùng lúc tối đa ba tin được ghim.", required=True)

    def act(self) -> object:
        return arranging.pin(
            self.announcement, self.officer, self.typed("until"), self.typed("seen")
        )


class UnpinForm(MoveForm):
    """Unpins."""

    done = "Đã bỏ ghim"

    def act(self) -> object:
        return arranging.unpin(self.announcement, self.officer, self.typed("seen"))


class ProlongForm(MoveForm):
    """Asks until when it is shown."""

    done = "Đã đổi hạn"
    until = moment_field("Hạn mới", "Để trống: không có hạn.")

    def act(self) -> object:
        return arranging.prolong(
            self.announcement, self.officer, self.typed("until"), self.typed("seen")
        )


class ReconfirmForm(MoveForm):
    """Confirms that the decision still holds."""

    done = "Đã xác nhận còn hiệu lực"

    def act(self) -> object:
        return arranging.reconfirm(self.announcement, self.officer, self.typed("seen"))


class WithdrawForm(MoveForm):
    """Asks why."""

    done = "Đã gỡ"
    reason = words_field(
        "Lý do",
        "Người dân đọc được ở địa chỉ cũ; với truy nã, tìm người chỉ cán bộ đọc được.",
    )

    def act(self) -> object:
        return ending.withdraw(
            self.announcement, self.officer, self.typed("reason"), self.typed("seen")
        )


class RevokeForm(MoveForm):
    """Revokes at once."""

    done = "Đã thu hồi"

    def act(self) -> object:
        return ending.revoke(self.announcement, self.officer, self.typed("seen"))


class DiscardForm(MoveForm):
    """Gives a draft up."""

    done = "Đã bỏ bản nháp"

    def act(self) -> object:
        return reviewing.discard(self.announcement, self.officer, self.typed("seen"))
