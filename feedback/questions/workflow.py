"""The workflow of a question: statuses, one table of moves, and who may make which.

Pure. "Answered" and "solved" differ: officers answer, only the citizen marks it as solved. Lateness
follows from `due_at` and is never stored.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from enum import Enum

from django.db.models import TextChoices

from foundation.moves.table import Rule, Table, leads
from offices.working_time.calendar import ZONE, WorkingCalendar, YearNotLoaded, end_of_days


class Status(TextChoices):
    """The status of a question."""

    WAITING = "waiting", "Chờ tiếp nhận"
    TAKEN = "taken", "Đang được trả lời"
    ASKED_BACK = "asked_back", "Chờ công dân bổ sung"
    ANSWERED = "answered", "Đã trả lời"
    SOLVED = "solved", "Công dân xác nhận đã giải quyết"
    CLOSED = "closed", "Kết thúc, không trả lời"
    MERGED = "merged", "Đã gộp vào câu hỏi khác"


# DUE: the office has to act. OPEN: also those that wait for the citizen.
DUE = (Status.WAITING, Status.TAKEN)
OPEN = (*DUE, Status.ASKED_BACK)
# The next step, as the citizen reads it.
NEXT_STEPS: Mapping[str, str] = {
    Status.WAITING: "Câu hỏi đang chờ đơn vị tiếp nhận. Ông/bà không cần làm gì thêm.",
    Status.TAKEN: "Cán bộ đang chuẩn bị câu trả lời. Ông/bà không cần làm gì thêm.",
    Status.ASKED_BACK: "Cán bộ cần ông/bà cho biết thêm. Hãy trả lời để được giải đáp.",
    Status.ANSWERED: "Nếu câu trả lời đã đủ, hãy bấm «Đã giải quyết». Nếu chưa, hãy hỏi tiếp.",
    Status.SOLVED: "Ông/bà đã xác nhận việc được giải quyết.",
    Status.CLOSED: "Câu hỏi đã kết thúc. Hãy đọc lý do; nếu chưa đồng ý, ông/bà có thể hỏi tiếp.",
    Status.MERGED: "Câu hỏi này được trả lời chung ở câu hỏi khác của ông/bà.",
}


class Party(Enum):
    """Who makes a move."""

    CITIZEN = "citizen"
    OFFICER = "officer"  # of the question's office or one above it
    HOLDER = "holder"  # the officer who took it, or a leader


class Move(TextChoices):
    """The moves of a question."""

    ASK = "ask", "Công dân hỏi"
    TAKE = "take", "Nhận trả lời"
    RELEASE = "release", "Trả lại hàng chờ"
    ASSIGN = "assign", "Giao cán bộ trả lời"
    ANSWER = "answer", "Trả lời"
    ASK_BACK = "ask_back", "Hỏi thêm công dân"
    REPLY = "reply", "Công dân bổ sung"
    PASS_ON = "pass_on", "Chuyển đơn vị khác"
    MERGE = "merge", "Gộp câu hỏi trùng"
    CLOSE = "close", "Kết thúc, không trả lời"
    SOLVE = "solve", "Công dân xác nhận đã giải quyết"
    REOPEN = "reopen", "Công dân hỏi tiếp"
    ERASE = "erase", "Xoá nội dung"


_W, _T, _B, _A = Status.WAITING, Status.TAKEN, Status.ASKED_BACK, Status.ANSWERED

RULES: Mapping[Move, Rule[Party, Status, None]] = {
    Move.TAKE: Rule(Party.OFFICER, {_W: _T}),
    Move.RELEASE: Rule(Party.HOLDER, {_T: _W, _B: _W}),
    Move.ASSIGN: Rule(Party.HOLDER, {_W: _T, _T: _T, _B: _B}),
    Move.ANSWER: Rule(Party.HOLDER, {_T: _A, _B: _A, _A: _A}),
    Move.ASK_BACK: Rule(Party.HOLDER, {_T: _B}),
    Move.PASS_ON: Rule(Party.HOLDER, {_W: _W, _T: _W, _B: _W}),
    Move.MERGE: Rule(Party.HOLDER, leads(Status.MERGED, _W, _T, _B)),
    Move.CLOSE: Rule(Party.HOLDER, leads(Status.CLOSED, _W, _T, _B)),
    Move.REPLY: Rule(Party.CITIZEN, {_W: _W, _T: _T, _B: _T}),
    Move.SOLVE: Rule(Party.CITIZEN, {_A: Status.SOLVED}),
    Move.REOPEN: Rule(Party.CITIZEN, leads(_W, _A, Status.SOLVED, Status.CLOSED)),
}
TABLE = Table(Status, RULES)
REOPEN_DAYS = 14


def is_allowed(move: Move, status: str, *, citizen: bool = False, holds: bool = False) -> bool:
    """Return True if the citizen, or an officer, may make `move` from `status`.

    `holds` means that the question is free, or this officer took it, or the officer is a leader.
    """
    if not TABLE.allows(move, status, None):
        return False
    party = RULES[move].party
    return citizen is (party is Party.CITIZEN) and (party is not Party.HOLDER or holds)


def officers_moves(status: str, *, holds: bool) -> list[Move]:
    """Return the moves that an officer may make."""
    return [move for move in RULES if is_allowed(move, status, holds=holds)]


def move_of_message(status: str) -> Move | None:
    """Return the move of a citizen's message; None for a merged question."""
    return next(
        (move for move in (Move.REPLY, Move.REOPEN) if is_allowed(move, status, citizen=True)), None
    )


def reopens_until(ended_at: datetime) -> datetime:
    """Return until when a question that ended at `ended_at` may be reopened."""
    return end_of_days(ended_at, REOPEN_DAYS)


def answer_deadline(since: datetime, hours: int, calendar: WorkingCalendar) -> datetime:
    """Return the moment `hours` working hours after `since`.

    If next year's days off are not entered yet, all its weekdays count as working days. That only
    makes the deadline earlier; refusing the question would be worse.
    """
    start = since.astimezone(ZONE)
    try:
        return calendar.add_working_hours(start, hours)
    except YearNotLoaded:
        years = calendar.years_with_tet | {start.year, start.year + 1}
        return replace(calendar, years_with_tet=years).add_working_hours(start, hours)
