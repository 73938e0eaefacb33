"""Tables of beats and of shifts: every row goes through the actions, and all of them or none.

A beat is known by its office and name: what the table gives replaces what is there, and an empty
cell changes nothing. Shifts are only added.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import IO, Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.desk.dates import DateField, MomentField
from foundation.importing import cells
from foundation.importing.columns import Column, Layout, folded
from foundation.importing.lines import Line, lines_of
from foundation.importing.tables import Cell, CellRefused, Fault, Table
from foundation.importing.whole_tables import TableRefused, write_whole
from offices.duty import actions
from offices.duty.names import fold_name
from offices.importing.contacts import Names
from offices.models import Beat, BeatDuty, DutyShift, Office, Officer
from offices.rights import within_reach
from offices.snapshot import directory

_OFFICE = Column(
    "office", "Đơn vị", "Tên đơn vị", ("Mã đơn vị", "Công an xã, phường"), required=True
)
_UNUSED = ("STT", "TT", "Ghi chú")
BEATS = Layout(
    (
        _OFFICE,
        Column(
            "name", "Tổ, thôn", "Tên tổ, thôn", ("Địa bàn", "Tổ dân phố", "Thôn"), required=True
        ),
        Column("kind", "Loại", "Loại địa bàn"),
        Column("former_names", "Tên cũ", "Tên trước đây"),
        Column("streets", "Tuyến đường", "Đường, ngõ"),
        Column("work_phone", "Điện thoại công tác", "Số công tác", ("Điện thoại",)),
        Column("officer", "Cán bộ", "Cán bộ phụ trách", ("Cảnh sát khu vực", "Họ và tên")),
        Column("first_day", "Từ ngày", "Phụ trách từ ngày"),
        Column("decision", "Quyết định công khai tên", "Quyết định công khai"),
        Column("checked_on", "Kiểm tra ngày", "Ngày kiểm tra"),
    ),
    row_noun="địa bàn",
    unused=_UNUSED,
)
SHIFTS = Layout(
    (
        _OFFICE,
        Column("function", "Việc trực", "Loại ca trực", ("Nhiệm vụ",)),
        Column("officer", "Cán bộ trực", "Người trực", ("Cán bộ", "Trực chính"), required=True),
        Column("deputy", "Trực phó", "Người trực cùng"),
        Column("begins_at", "Bắt đầu", "Nhận ca lúc", ("Từ",), required=True),
        Column("ends_at", "Kết thúc", "Giao ca lúc", ("Đến",), required=True),
    ),
    row_noun="ca trực",
    unused=_UNUSED,
)


@dataclass
class Outcome:
    """What a table brought, row by row."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


@dataclass
class _Reader:
    """Reads lines for one officer; `first` is the line of each name that was met."""

    names: Names
    outcome: Outcome = field(default_factory=Outcome)
    first: dict[object, int] = field(default_factory=dict)

    def beat(self, line: Line) -> None:
        """Write a beat, and its officer if the line has one."""
        office, name = self._office(line), " ".join(line.text("name").split())
        if office is None or not name:
            return _require(line, "name", name)
        self._once(line, "name", (office.pk, fold_name(name)))
        held = Beat.objects.filter(office=office, folded=fold_name(name)).first()
        beat = held or Beat(office=office, name=name)
        for key, read in _BEAT_CELLS.items():
            if (value := line.cell(key, read)) is not None:
                setattr(beat, key, value)
        officer = line.cell("officer", lambda cell: _officer(cell, office))
        first_day, decision = line.cell("first_day", _day), line.text("decision")
        if line.faults:
            return None
        actions.save(beat)
        (self.outcome.changed if held else self.outcome.added).append(f"{beat}, {office.name}")
        today = timezone.localdate()
        now = beat.duty_on(today) if held else None
        if officer and (now is None or now.officer_id != officer.pk):
            actions.save(
                BeatDuty(
                    beat=beat, officer=officer, first_day=first_day or today, decision=decision
                )
            )
        return None

    def shift(self, line: Line) -> None:
        """Write a shift."""
        office = self._office(line)
        if office is None:
            return
        values = {
            "function": line.cell("function", _function) or DutyShift.Function.DESK,
            "officer": line.cell("officer", lambda cell: _officer(cell, office)),
            "deputy": line.cell("deputy", lambda cell: _officer(cell, office)),
            "begins_at": line.cell("begins_at", _moment),
            "ends_at": line.cell("ends_at", _moment),
        }
        for key in ("officer", "begins_at", "ends_at"):
            _require(line, key, values[key])
        if not line.faults:
            shift = DutyShift(office=office, **values)
            actions.save(shift)
            self.outcome.added.append(f"{shift}, {office.name}")

    def _office(self, line: Line) -> Office | None:
        found = line.cell("office", lambda cell: self.names.find(cells.text(cell)))
        _require(line, "office", found)
        return found if isinstance(found, Office) else None

    def _once(self, line: Line, key: str, name: object) -> None:
        if (first := self.first.setdefault(name, line.number)) != line.number:
            line.refuse(key, CellRefused(f"Tên này đã có ở dòng {first}.", "repeated"))


@dataclass(frozen=True)
class Rows:
    """One kind of table: its layout, and what writes a line."""

    layout: Layout
    write: Callable[[_Reader, Line], None]

    def run(self, file: IO[bytes], by: User, *, apply: bool) -> Outcome:
        """Write the rows of a table; without `apply` everything is undone after it is counted.

        Raises TableRefused with every fault, and changes nothing then.
        """
        return write_whole(file, self.layout, lambda table: self._write_all(table, by), apply=apply)

    def _write_all(self, table: Table, by: User) -> Outcome:
        working = Office.objects.in_force(timezone.localdate())
        within = list(within_reach(working, by, "pk"))
        reader = _Reader(Names(within, directory.current().places))
        if faults := list(self._faults(table, reader)):
            raise TableRefused(faults)
        return reader.outcome

    def _faults(self, table: Table, reader: _Reader) -> Iterator[Fault]:
        for line in lines_of(table, Line):
            try:
                with transaction.atomic():
                    self.write(reader, line)
            except ValidationError as refused:
                for key, errors in refused.error_dict.items():
                    line.refuse(key if key in self.layout.by_key else "", errors[0])
            yield from line.faults


def _require(line: Line, key: str, value: object) -> None:
    if not value and not line.faults:
        line.refuse(key, CellRefused("Thiếu ô này.", "missing"))


def _officer(cell: Cell, office: Office) -> Officer:
    """Return the only officer of this name in the office today; also by the name of the account."""
    name = cells.text(cell)
    posts = Officer.objects.in_force(timezone.localdate()).filter(office=office)
    found = [
        post for post in posts.select_related("user")
        if folded(name) == folded(post.public_name) or name == post.user.username
    ]  # fmt: skip
    if len(found) == 1:
        post: Officer = found[0]
        return post
    if found:
        words = f"{office.name} có {len(found)} cán bộ tên này: ghi tên đăng nhập."
        raise CellRefused(words, "ambiguous")
    raise CellRefused(f"«{name}» không công tác ở {office.name}.", "other_office")


def _day(cell: Cell) -> date | None:
    return cell.date() if isinstance(cell, datetime) else DateField().clean(cells.text(cell))


def _moment(cell: Cell) -> datetime | None:
    if isinstance(cell, datetime):
        return cell if timezone.is_aware(cell) else timezone.make_aware(cell)
    moment: datetime | None = MomentField().clean(cells.text(cell))
    return moment


def _choice(choices: Any) -> Callable[[Cell], Any]:
    """Return what reads one of these choices by its label, or a word of it."""

    def read(cell: Cell) -> Any:
        said = folded(cells.text(cell))
        for one in choices:
            if said in {folded(part) for part in (str(one.label), *str(one.label).split(", "))}:
                return one
        raise CellRefused(f"Ghi một trong: {'; '.join(choices.labels)}.", "unknown_choice")

    return read


_function = _choice(DutyShift.Function)
_BEAT_CELLS: dict[str, Callable[[Cell], Any]] = {
    "kind": _choice(Beat.Kind),
    "former_names": lambda cell: [*cells.lines(cell)],
    "streets": lambda cell: [*cells.lines(cell)],
    "work_phone": cells.phone,
    "checked_on": _day,
}
BEAT_ROWS, SHIFT_ROWS = Rows(BEATS, _Reader.beat), Rows(SHIFTS, _Reader.shift)
