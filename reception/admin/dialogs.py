"""What a desk and its leader do on the page of a counter; single keys press the buttons."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from citizens.validators import clean_name
from foundation.desk.dates import moment_field
from foundation.desk.moves import BAD, MAIN, RowButton, RowForm, row_form
from foundation.desk.one_tap import OneTap
from reception import screens
from reception.actions import booking, closing, desk
from reception.actions.booking import Visit
from reception.admin.fields import people_field, priority_field, words_field
from reception.models import PriorityGroup, Queue, QueueEvent, QueueNumber
from reception.workflow import Move, State

DESK = "reception-desk"  # in the session: an officer sits at one desk
REMEMBERED = timedelta(days=7)
MISSED = {
    State.WAITING: "Số {label} chưa đến, sẽ được mời lại",
    State.ABSENT: "Đã ghi vắng số {label}",
}
DONE, NOT_YET = "done", "not_yet"
CAME = [(DONE, "Đã xong"), (NOT_YET, "Chưa đến")]
KEYS = {DONE: "d", NOT_YET: "v"}  # as on the page itself
ASKED = "Số {label} mời chưa được một phút: đã xong hay chưa đến?"
SURE = "{count} lịch hẹn sẽ bị huỷ và từng người được báo. Bấm «Đóng và báo» lần nữa để thực hiện."


def desk_of(request: HttpRequest, queue: Queue) -> str:
    """Return the officer's desk; without one the only desk that called last week, else "".

    If a colleague called today, it is theirs: an officer who comes later is asked.
    """
    if own := request.session.get(DESK):
        return str(own)
    recent = timezone.localdate() - REMEMBERED
    rows = QueueNumber.objects.filter(queue=queue, day__gte=recent).exclude(called_at=None)
    desks = rows.exclude(desk="").order_by("desk").values_list("desk", flat=True).distinct()
    known = list(desks[:2])
    return str(known[0]) if len(known) == 1 and not _others_called(request, queue) else ""


def _others_called(request: HttpRequest, queue: Queue) -> bool:
    calls = QueueEvent.objects.filter(
        number__queue=queue, number__day=timezone.localdate(), move=Move.CALL
    )
    return calls.exclude(officer=request.user.pk).exists()


class DeskForm(RowForm):
    """Asks at which desk, and remembers it; once it is known, nothing is asked."""

    at_once = True
    desk = words_field("Bàn", "Ví dụ «Bàn 1»; hiện trên màn hình gọi số.", 20)

    def prepare(self) -> None:
        self.fields["desk"].initial = desk_of(self.request, self.row)

    def act(self) -> object:
        """Do it at that desk."""
        here = clean_name(self.typed("desk"))
        self.request.session[DESK] = here
        return self.act_at(here)

    def act_at(self, here: str) -> object:
        """Do it there."""
        raise NotImplementedError


class NextForm(DeskForm):
    """Calls the next number; within a minute of the last call it asks how that ended."""

    came = forms.ChoiceField(choices=CAME, widget=OneTap("Người đang mời", "button-plain", KEYS))

    def prepare(self) -> None:
        super().prepare()
        row = desk.just_called(self.row, str(self["desk"].value()).strip())
        if row is None:
            del self.fields["came"]
            return
        self.fields["came"].label = ASKED.format(label=row.label)
        self.fields["desk"].widget = forms.HiddenInput()

    @property
    def sends_itself(self) -> bool:
        """True if the answer is what sends it."""
        return "came" in self.fields

    def act_at(self, here: str) -> object:
        """End what is at the desk and call the next number."""
        before = desk.there(self.row, here)
        came = self.typed("came") != NOT_YET
        called = desk.call_next(self.row, self.officer, here, came=came)
        said = f"Mời số {called.label} đến {here}" if called else "Không còn ai chờ"
        return said + _not_there(before)


def _not_there(row: QueueNumber | None) -> str:
    """Say of who left a desk that they did not come; nothing of who was served."""
    if row is None:
        return ""
    state = State(QueueNumber.objects.values_list("state", flat=True).get(pk=row.pk))
    return f". {MISSED[state].format(label=row.label)}" if state in MISSED else ""


class SitForm(DeskForm):
    """Only asks at which desk."""

    at_once = False

    def prepare(self) -> None:
        self.fields["desk"].initial = desk_of(self.request, self.row) or "Bàn 1"

    def act_at(self, here: str) -> object:
        return f"Ngồi ở {here}"


class UndoForm(DeskForm):
    """Takes back the last call."""

    def act_at(self, here: str) -> object:
        """Put back who was called, and whom that call ended."""
        back = desk.undo_call(self.row, self.officer, here)
        there = f"Số {back.label} lại ở {here}" if back.desk else f"Số {back.label} lại chờ"
        return f"Đã lấy lại lượt mời. {there}"


def desk_form(act: Callable[[Queue, User, str], QueueNumber], done: str) -> type[DeskForm]:
    """Return the dialog of an act on the number at a desk; `done` says it, with its label."""

    class ActForm(DeskForm):
        def act_at(self, here: str) -> object:
            return done.format(act(self.row, self.officer, here).label)

    return ActForm


class MissForm(DeskForm):
    """Notes that nobody came."""

    def act_at(self, here: str) -> object:
        """Note it of the number at the desk."""
        missed = desk.miss_at(self.row, self.officer, here)
        return MISSED[State(missed.state)].format(label=missed.label)


class WalkInForm(RowForm):
    """Gives a number to somebody at the counter."""

    people = people_field()
    priority = priority_field()

    def act(self) -> object:
        """Give the number."""
        visit = Visit(people=self.typed("people"))
        number = booking.walk_in(self.row, visit, None, self.officer, self.typed("priority"))
        return f"Số {number.label}"


class PriorityForm(WalkInForm):
    """The same, for somebody who is called first."""

    def prepare(self) -> None:
        group = PriorityGroup.objects.filter(active=True).first()
        self.fields["priority"].initial = group and group.pk
        self.fields["priority"].required = True


class NoteForm(RowForm):
    """Notes an appointment that came another way."""

    begins_at = moment_field("Giờ hẹn", "Đầu một khung giờ của quầy.", required=True)
    people = people_field()
    visitor_name = words_field(
        "Tên người đến", "Được mã hoá, xoá sau ngày hẹn. Có thể để trống.", required=False
    )

    def act(self) -> object:
        """Note it."""
        name = clean_name(self.typed("visitor_name") or "")
        visit = Visit(people=self.typed("people"), for_other=True, visitor_name=name)
        number = booking.note(self.row, self.officer, self.typed("begins_at"), visit)
        return f"Số {number.label} ngày {number.day:%d/%m/%Y}"


class CloseForm(RowForm):
    """Closes some time, when the leader has read how many are told."""

    begins_at = moment_field("Từ lúc", "Giờ và ngày.", required=True)
    ends_at = moment_field("Đến lúc", "Giờ và ngày.", required=True)
    reason = words_field("Lý do", "Người đã đặt lịch đọc lý do này.")
    counted = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Say how many are told, until the leader has read that number."""
        asked: dict[str, Any] = super().clean() or self.cleaned_data
        if asked.get("begins_at") and asked.get("ends_at"):
            count = closing.told_by(self.row, asked["begins_at"], asked["ends_at"])
            if count and asked.get("counted") != count:
                self.data: Any = {**self.data.dict(), self.add_prefix("counted"): count}
                raise ValidationError(SURE.format(count=count))
        return asked

    def act(self) -> object:
        """Close it."""
        names = ("begins_at", "ends_at", "reason")
        return closing.close(self.row, self.officer, *map(self.typed, names))


class ScreenForm(RowForm):
    """Makes a call screen; its address is told once and noted nowhere."""

    done = "Đã mở màn hình gọi số"

    def act(self) -> object:
        """Make it."""
        address = self.request.build_absolute_uri(screens.make(self.row))
        messages.info(self.request, f"Địa chỉ của màn hình, chỉ hiện lần này: {address}")
        return self.done


def _revoke(row: Queue, _officer: Any) -> str:
    return f"Đã thu hồi {screens.revoke(row)} màn hình"


DIALOGS = {
    "next": RowButton(
        "Số tiếp theo", "so-tiep", "campaign", "serve", NextForm, "Mời số tiếp theo",
        "Số đang ở bàn này đã xong; mời chưa được một phút thì hệ thống hỏi. Hệ thống chọn số "
        "tiếp theo theo mốc xếp hàng.", "Mời", MAIN,
        shortcut="n",
    ),
    "done": RowButton(
        "Đã xong", "da-xong", "task_alt", "serve",
        desk_form(desk.finish_at, "Số {} đã xong"), "Người đang mời đã xong",
        "Kết thúc số ở bàn này mà chưa mời ai.", "Đã xong", shortcut="d",
    ),
    "recall": RowButton(
        "Gọi lại", "goi-lai", "replay", "serve",
        desk_form(desk.recall_at, "Đã gọi lại số {}"), "Gọi lại số đang mời",
        "Gọi lại cùng số này ở bàn này.", "Gọi lại", shortcut="r",
    ),
    "miss": RowButton(
        "Chưa đến", "vang", "person_off", "serve", MissForm, "Người đang mời chưa đến",
        "Giữ nguyên số, sẽ được mời lại. Sau ba lần gọi trong năm phút thì ghi vắng.", "Ghi",
        shortcut="v",
    ),
    "undo": RowButton(
        "Mời nhầm", "moi-nham", "undo", "serve", UndoForm, "Lấy lại lượt mời vừa rồi",
        "Trong hai phút. Người vừa mời chờ như cũ; người mà lượt ấy kết thúc lại ở bàn này.",
        "Lấy lại", shortcut="z",
    ),
    "walk_in": RowButton(
        "Cấp số tại chỗ", "cap-so", "person_add", "serve", WalkInForm, "Cấp số tại chỗ",
        "Không ai bị từ chối vì chưa đặt lịch.", "Cấp số", shortcut="k",
    ),
    "priority": RowButton(
        "Cấp số ưu tiên", "cap-so-uu-tien", "elderly", "serve", PriorityForm, "Cấp số ưu tiên",
        "Mời trước, xen kẽ với người khác.", "Cấp số", shortcut="p",
    ),
    "sit": RowButton(
        "Đổi bàn", "doi-ban", "table_restaurant", "serve", SitForm, "Đồng chí ngồi bàn nào?",
        "Từ đây các phím N, D, R, V, Z là của bàn này.", "Ghi bàn",
    ),
    "note": RowButton(
        "Ghi lịch hẹn", "ghi-hen", "event_available", "serve", NoteForm, "Ghi lịch hẹn",
        "Cho người hẹn qua điện thoại, cổng khác hoặc tại quầy.", "Ghi",
    ),
    "close": RowButton(
        "Không tiếp dân", "dong", "event_busy", "lead", CloseForm,
        "Không tiếp dân", "Mọi lịch hẹn trong thời gian này bị huỷ, từng người được báo một lần.",
        "Đóng và báo", BAD,
    ),
    "screen": RowButton(
        "Mở màn hình", "man-hinh", "tv", "lead", ScreenForm, "Mở màn hình gọi số",
        "Ai có địa chỉ này thấy số và bàn, không thấy tên. Mở địa chỉ ấy trên ti vi.", "Mở",
    ),
    "revoke_screens": RowButton(
        "Thu hồi màn hình", "thu-hoi", "tv_off", "lead", row_form(_revoke, ""),
        "Thu hồi mọi màn hình của quầy", "Các địa chỉ đã cấp không mở được nữa.", "Thu hồi", BAD,
    ),
}  # fmt: skip
