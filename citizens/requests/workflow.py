"""Requests about personal data: how they move, and by when they have to be answered.

The moves are one table, the clocks another. `citizens/requests/actions.py` is the only writer.
Whether a request is late or extended follows from its dates, and is not stored as a state.

The dates are written when the request arrives, so that officers' lists can be sorted by them. When
the working calendar is corrected, `requests.actions.recompute_deadlines` writes them anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from django.db import models

from foundation.moves.table import Rule, Table, leads, stays
from offices.working_time.calendar import WorkingCalendar, YearNotLoaded


class Kind(models.TextChoices):
    """What a citizen asks for (Luật 91/2025/QH15 Đ4)."""

    ACCESS = "access", "Xem hoặc nhận bản sao dữ liệu"
    CORRECTION = "correction", "Chỉnh sửa dữ liệu"
    WITHDRAWAL = "withdrawal", "Rút lại đồng ý"
    OBJECTION = "objection", "Phản đối hoặc hạn chế việc xử lý dữ liệu"
    DELETION = "deletion", "Xoá dữ liệu"


class Status(models.TextChoices):
    """Where a request stands."""

    RECEIVED = "received", "Đã nhận"
    ACKNOWLEDGED = "acknowledged", "Đã xác nhận, đang xử lý"
    DONE = "done", "Đã giải quyết"
    REFUSED = "refused", "Từ chối"
    CANCELLED = "cancelled", "Công dân rút yêu cầu"


OPEN = (Status.RECEIVED, Status.ACKNOWLEDGED)
CLOSED = tuple(status for status in Status if status not in OPEN)


class Move(models.TextChoices):
    """What can happen to a request."""

    RECEIVE = "receive", "Nhận yêu cầu"
    ACKNOWLEDGE = "acknowledge", "Xác nhận đã nhận"
    EXTEND = "extend", "Gia hạn"
    FINISH = "finish", "Giải quyết xong"
    REFUSE = "refuse", "Từ chối"
    CANCEL = "cancel", "Rút yêu cầu"


class Party(Enum):
    """Who makes a move."""

    CITIZEN = "citizen"
    HANDLER = "handler"


def _not_yet(extended: bool, _status: Status) -> bool:  # noqa: FBT001  # all that a rule asks
    return not extended


RULES: Mapping[Move, Rule[Party, Status, bool]] = {
    Move.ACKNOWLEDGE: Rule(Party.HANDLER, leads(Status.ACKNOWLEDGED, Status.RECEIVED)),
    Move.EXTEND: Rule(Party.HANDLER, stays(Status.ACKNOWLEDGED), _not_yet),
    Move.FINISH: Rule(Party.HANDLER, leads(Status.DONE, *OPEN)),
    Move.REFUSE: Rule(Party.HANDLER, leads(Status.REFUSED, *OPEN)),
    Move.CANCEL: Rule(Party.CITIZEN, leads(Status.CANCELLED, *OPEN)),
}
# What a rule asks: whether the request was extended, which the law allows once.
TABLE = Table(Status, RULES)


# --- clocks --------------------------------------------------------------------------------------

ACKNOWLEDGE_WORKING_DAYS = 2


@dataclass(frozen=True)
class Clock:
    """Days to answer, and the most days that one extension adds."""

    days: int
    extension: int


# NĐ 356/2025/NĐ-CP [S]: days from receipt. Its extension for withdrawals and objections is 15 days
# [S]; that of the others is taken to be as long as their first period [U].
CLOCKS: dict[Kind, Clock] = {
    Kind.ACCESS: Clock(10, 10),
    Kind.CORRECTION: Clock(10, 10),
    Kind.WITHDRAWAL: Clock(15, 15),
    Kind.OBJECTION: Clock(15, 15),
    Kind.DELETION: Clock(20, 20),
}


def acknowledge_by(received_on: date, calendar: WorkingCalendar) -> date:
    """Return the last day for acknowledging a request.

    Day one is the day after receipt, even if the request came on a day off.
    """
    try:
        return calendar.add_working_days(received_on, ACKNOWLEDGE_WORKING_DAYS)
    except YearNotLoaded:
        return _without_days_off(received_on, ACKNOWLEDGE_WORKING_DAYS)


def due_on(
    kind: str,
    received_on: date,
    calendar: WorkingCalendar,
    *,
    extended: bool = False,
    most_hours: int = 0,
) -> date:
    """Return the last day for the answer.

    The period is in calendar days. If it ends on a day off, it moves to the next working day (BLDS
    Đ148k5). A contract may allow fewer hours (`most_hours`, 0 for none), which end on whatever day
    they do; an extension is by law, and ends with the law's period.
    """
    clock = CLOCKS[Kind(kind)]
    days = clock.days + (clock.extension if extended else 0)
    try:
        lawful = calendar.add_calendar_days(received_on, days)
    except YearNotLoaded:
        lawful = _without_days_off(received_on, days)
    if not most_hours or extended:
        return lawful
    return min(lawful, received_on + timedelta(hours=most_hours))


def deadlines(
    kind: str,
    received_on: date,
    calendar: WorkingCalendar,
    *,
    extended: bool = False,
    most_hours: int = 0,
) -> tuple[date, date]:
    """Return the last days for acknowledging and for the answer; the first is never the later."""
    last = due_on(kind, received_on, calendar, extended=extended, most_hours=most_hours)
    return min(acknowledge_by(received_on, calendar), last), last


def _without_days_off(start: date, days: int) -> date:
    """Return a deadline for when next year's days off are not known yet.

    It counts every day as a working day, so it is never later than the lawful deadline. A request
    is not refused because a table is incomplete.
    """
    return start + timedelta(days=days)
