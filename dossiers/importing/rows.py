"""One line of a file, or one item of the connector, as a dossier's data.

Every cell is read, then the cells are checked against each other.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

import orjson
from django.core.exceptions import ValidationError

from dossiers import validators
from dossiers.due.clock import local_day
from dossiers.importing import cells, dates, status_names
from dossiers.importing.dates import Moment
from dossiers.importing.status_names import SUSPENDED_OR_STOPPED
from dossiers.owners.applicant import LAST, id_number_hash
from dossiers.workflow import FINAL, MAX_NOTE_LENGTH, Status
from foundation.importing.cells import lines, phone, text
from foundation.importing.tables import Cell, CellRefused, is_blank

MAX_NAME = 200


class Wrong(NamedTuple):
    """What is wrong with a value: our key of the column, a stable code, Vietnamese words."""

    key: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """What a line says of a dossier. Procedure and office are as written."""

    code: str
    procedure_code: str
    status: Status
    procedure_name: str = ""
    applicant: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    id_last4: str = field(default="", repr=False)
    id_number_hash: str = field(default="", repr=False)
    channel: str = ""
    submitted_at: Moment | None = None
    accepted_at: Moment | None = None
    due_at: Moment | None = None
    completed_at: Moment | None = None
    returned_at: Moment | None = None
    office: str = ""
    reason: str = ""
    papers: tuple[str, ...] = ()
    supplement_due: date | None = None
    fee: int | None = None
    either_eight: bool = (
        False  # number 8 without an end: suspended, unless we know that it was stopped
    )


def read(
    values: Mapping[str, Cell], now: datetime, *, epoch_1904: bool = False
) -> tuple[Row | None, list[Wrong]]:
    """Return the row of these cells (by our keys), or everything that is wrong with them."""
    read_values: dict[str, Any] = {}
    wrong: list[Wrong] = []
    for key, cell in values.items():
        reader = _READERS.get(key)
        if reader is None or (is_blank(cell) and key not in _REQUIRED):
            continue
        try:
            read_values[key] = reader(cell, epoch_1904)
        except CellRefused as refused:
            wrong.append(Wrong(key, refused.code, refused.text))
        except ValidationError as error:
            wrong.append(Wrong(key, error.code or "invalid", error.messages[0]))
    absent = [
        key
        for key in _REQUIRED
        if not read_values.get(key) and all(one.key != key for one in wrong)
    ]
    wrong += [Wrong(key, "required", "Ô này không được để trống.") for key in absent]
    if wrong:
        return None, wrong
    row = _row(read_values)
    wrong = [*_order(row, now), *_completeness(row)]
    return (None, wrong) if wrong else (row, [])


Reader = Callable[[Cell, bool], Any]
_REQUIRED = ("code", "procedure_code", "status")


def _moment(cell: Cell, epoch_1904: bool) -> Moment | None:  # noqa: FBT001  # a reader's second argument
    return dates.moment(cell, epoch_1904=epoch_1904)


def _plain(clean: Callable[[Cell], Any]) -> Reader:
    return lambda cell, _epoch: clean(cell)


def _repeating(reader: Reader) -> Reader:
    """Read each value once: in a long file, impersonal values repeat thousands of times."""
    return lru_cache(maxsize=4096, typed=True)(reader)


def _short(limit: int) -> Reader:
    def clean(cell: Cell, _epoch: bool) -> str:  # noqa: FBT001  # a reader's second argument
        words = " ".join(text(cell).split())
        if len(words) > limit:
            raise CellRefused(f"Quá dài (tối đa {limit} ký tự).", "too_long")
        return words

    return clean


_READERS: Mapping[str, Reader] = {
    "code": _plain(lambda cell: validators.clean_code(text(cell)) if not is_blank(cell) else ""),
    "procedure_code": _repeating(_plain(cells.procedure_code)),
    "procedure_name": _repeating(_short(1000)),
    "applicant": _short(MAX_NAME),
    "phone": _plain(lambda cell: validators.clean_phone(phone(cell))),
    "id_number": _plain(lambda cell: validators.clean_id_number(cells.id_number(cell))),
    "channel": _repeating(_plain(status_names.channel)),
    "submitted_at": _repeating(_moment),
    "accepted_at": _repeating(_moment),
    "due_at": _repeating(_moment),
    "status": _repeating(_plain(status_names.status)),
    "completed_at": _repeating(_moment),
    "declined_at": _repeating(_moment),
    "returned_at": _repeating(_moment),
    "office": _repeating(_short(MAX_NAME)),
    "reason": _short(MAX_NOTE_LENGTH),
    "papers": _plain(lines),
    "supplement_due": _repeating(_moment),
    "fee": _plain(cells.money),
}


def _row(values: dict[str, Any]) -> Row:
    """Combine what several cells say together."""
    number = values.pop("id_number", "")
    values |= {"id_last4": number[-LAST:], "id_number_hash": id_number_hash(number)}
    values["either_eight"] = values["status"] == SUSPENDED_OR_STOPPED and not values.get(
        "completed_at"
    )
    values["status"] = _eight(values)
    if values["status"] in {Status.SUBMITTED, Status.DECLINED}:
        # Not accepted: the exchange then gives the day of receipt as NgayTiepNhan.
        received = values.pop("accepted_at", None)
        values.setdefault("submitted_at", received)
    declined = values.pop("declined_at", None)
    if declined and values["status"] == Status.DECLINED:
        values.setdefault("completed_at", declined)
    if day := values.get("supplement_due"):
        values["supplement_due"] = local_day(day.at)
    return Row(**values)


def _eight(values: Mapping[str, Any]) -> Status:
    """Return the status. Number 8 is stopped if the processing has an end, otherwise suspended."""
    status: Status | str = values["status"]
    if status == SUSPENDED_OR_STOPPED:
        return Status.STOPPED if values.get("completed_at") else Status.SUSPENDED
    return Status(status)


_WORDS = {
    "submitted_at": "ngày nộp",
    "accepted_at": "ngày tiếp nhận",
    "completed_at": "ngày xử lý xong",
    "returned_at": "ngày trả",
    "due_at": "ngày hẹn trả",
}
_IN_ORDER = ("submitted_at", "accepted_at", "completed_at", "returned_at")


def _order(row: Row, now: datetime) -> Iterator[Wrong]:
    """Refuse moments in the future, and moments before what has to happen first."""
    last_key, last = "", None
    for key in _IN_ORDER:
        moment: Moment | None = getattr(row, key)
        if moment is None:
            continue
        if moment.at > now:
            yield Wrong(key, "in_future", f"{_WORDS[key].capitalize()} ở tương lai.")
        if last and is_before(moment, last):
            yield Wrong(key, "wrong_order", f"{_WORDS[key].capitalize()} trước {_WORDS[last_key]}.")
        last_key, last = key, moment
    due, accepted = row.due_at, row.accepted_at
    if due and accepted and local_day(due.at) < local_day(accepted.at):
        yield Wrong("due_at", "wrong_order", "Ngày hẹn trả trước ngày tiếp nhận.")


def is_before(one: Moment, other: Moment) -> bool:
    """Return True if `one` is earlier; if one of them is only a day, compare days."""
    if one.exact and other.exact:
        return one.at < other.at
    return local_day(one.at) < local_day(other.at)


# The columns that a status requires.
_NEEDED = {
    Status.ACCEPTED: ("accepted_at",),
    Status.PROCESSING: ("accepted_at",),
    Status.SUSPENDED: ("accepted_at",),
    Status.COMPLETED: ("accepted_at", "completed_at"),
    Status.RETURNED: ("accepted_at", "returned_at"),
}


def _completeness(row: Row) -> Iterator[Wrong]:
    for key in _NEEDED.get(row.status, ()):
        if getattr(row, key) is None:
            yield Wrong(key, "required", f"Trạng thái «{row.status.label}» cần {_WORDS[key]}.")
    if row.completed_at and row.status not in {Status.COMPLETED, *FINAL}:
        yield Wrong(
            "completed_at",
            "wrong_status",
            f"Có ngày xử lý xong nhưng trạng thái là «{row.status.label}».",
        )
    if row.returned_at and row.status not in {
        Status.RETURNED,
        Status.DECLINED,
        Status.WITHDRAWN,
        Status.STOPPED,
    }:
        yield Wrong(
            "returned_at", "wrong_status", f"Có ngày trả nhưng trạng thái là «{row.status.label}»."
        )


def dump(row: Row) -> str:
    """Return a row as JSON text, for a column that is encrypted; a hash is not kept there."""
    values = asdict(row)
    del values["id_number_hash"]
    return orjson.dumps(values, default=list).decode()  # a moment is a pair


def load(text: str) -> Row:
    """Return the row that `dump` was given."""
    values = orjson.loads(text)
    for key in ("submitted_at", "accepted_at", "due_at", "completed_at", "returned_at"):
        values[key] = (
            Moment(datetime.fromisoformat(values[key][0]), values[key][1]) if values[key] else None
        )
    day = values["supplement_due"]
    values |= {
        "status": Status(values["status"]),
        "papers": tuple(values["papers"]),
        "supplement_due": day and date.fromisoformat(day),
    }
    return Row(**values)
