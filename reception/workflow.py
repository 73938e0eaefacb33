"""How a number moves, from a booking or the door to the desk. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.db.models import TextChoices

from foundation.moves.table import Rule, Table, leads, stays

MOST_MOVES = 2  # of one booking
CALLS_BEFORE_ABSENT, CALLING = 3, timedelta(minutes=5)
UNDOING = timedelta(minutes=2)  # in which a desk may take back its last call
SHORTEST = timedelta(minutes=1)  # before that a desk is asked whether somebody came
AGAIN = timedelta(seconds=150)  # after a call in vain, the others come first


class State(TextChoices):
    """Where a number stands."""

    BOOKED = "booked", "Đã đặt lịch"
    WAITING = "waiting", "Đang chờ"
    CALLED = "called", "Đang được mời"
    DONE = "done", "Đã xong"
    ABSENT = "absent", "Vắng khi gọi"
    LEFT = "left", "Đã về"
    CANCELLED = "cancelled", "Đã huỷ"
    CLOSED = "closed", "Đơn vị không tiếp dân"
    NO_SHOW = "no_show", "Không đến"


LIVE = (State.BOOKED, State.WAITING, State.CALLED, State.ABSENT)


class Party(Enum):
    """Who makes a move."""

    CITIZEN = "citizen"
    DESK = "desk"
    QUEUE = "queue"  # the order decides whom a desk calls
    LEADER = "leader"
    TIMER = "timer"


class Move(TextChoices):
    """What can happen to a number."""

    BOOK = "book", "Đặt lịch"
    TAKE = "take", "Lấy số"
    MOVE = "move", "Đổi giờ"
    CANCEL = "cancel", "Huỷ hẹn"
    CLOSE = "close", "Đóng khung giờ"
    ARRIVE = "arrive", "Đã đến"
    CALL = "call", "Mời vào bàn"
    RECALL = "recall", "Gọi lại"
    UNDO = "undo", "Mời nhầm"
    FINISH = "finish", "Xong"
    SKIP = "skip", "Chưa đến"
    MISS = "miss", "Vắng mặt"
    RETURN = "return", "Quay lại"
    LEAVE = "leave", "Đã về"
    PREFER = "prefer", "Ưu tiên"
    CARRY = "carry", "Hẹn ngày khác"
    LAPSE = "lapse", "Hết ngày"
    ERASE = "erase", "Xoá dữ liệu"


@dataclass(frozen=True)
class Facts:
    """What decides which moves a number may make now; `begins_at` is None for who only came."""

    now: datetime
    is_today: bool
    day_is_over: bool
    begins_at: datetime | None
    moved: int
    calls: int
    first_called_at: datetime | None

    @property
    def begun(self) -> bool:
        """True if the window of the number has begun."""
        return self.begins_at is None or self.begins_at <= self.now

    @property
    def called_in_vain(self) -> bool:
        """True if the number was called three times over five minutes, and its window has begun."""
        first = self.first_called_at
        long_enough = first is not None and self.now - first >= CALLING
        return self.begun and self.calls >= CALLS_BEFORE_ABSENT and long_enough


def _before(facts: Facts, _state: State) -> bool:
    return not facts.begun


def _may_move(facts: Facts, _state: State) -> bool:
    return not facts.begun and facts.moved < MOST_MOVES


def _today(facts: Facts, _state: State) -> bool:
    return facts.is_today


def _in_vain(facts: Facts, _state: State) -> bool:
    return facts.called_in_vain


def _may_come(facts: Facts, _state: State) -> bool:
    return facts.is_today and not facts.called_in_vain


def _over(facts: Facts, _state: State) -> bool:
    return facts.day_is_over


RULES: Mapping[Move, Rule[Party, State, Facts]] = {
    Move.MOVE: Rule(Party.CITIZEN, stays(State.BOOKED), _may_move),
    Move.CANCEL: Rule(Party.CITIZEN, leads(State.CANCELLED, State.BOOKED), _before),
    Move.CLOSE: Rule(Party.LEADER, leads(State.CLOSED, State.BOOKED)),
    Move.ARRIVE: Rule(Party.DESK, leads(State.WAITING, State.BOOKED), _today),
    Move.CALL: Rule(Party.QUEUE, leads(State.CALLED, State.WAITING), _today),
    Move.RECALL: Rule(Party.DESK, stays(State.CALLED), _today),
    Move.UNDO: Rule(
        Party.QUEUE,
        {
            **leads(State.WAITING, State.CALLED),
            **leads(State.CALLED, State.DONE, State.WAITING, State.ABSENT),
        },
        _today,
    ),
    Move.FINISH: Rule(Party.DESK, leads(State.DONE, State.CALLED)),
    Move.SKIP: Rule(Party.DESK, leads(State.WAITING, State.CALLED), _may_come),
    Move.MISS: Rule(Party.DESK, leads(State.ABSENT, State.CALLED), _in_vain),
    Move.RETURN: Rule(Party.DESK, leads(State.WAITING, State.ABSENT), _today),
    Move.LEAVE: Rule(Party.DESK, leads(State.LEFT, State.WAITING)),
    Move.PREFER: Rule(Party.DESK, stays(State.WAITING), _today),
    Move.CARRY: Rule(Party.DESK, leads(State.BOOKED, State.WAITING), _today),
    Move.LAPSE: Rule(
        Party.TIMER,
        {
            **leads(State.NO_SHOW, State.BOOKED, State.ABSENT),
            **leads(State.LEFT, State.WAITING),
            **leads(State.DONE, State.CALLED),
        },
        _over,
    ),
    Move.ERASE: Rule(Party.CITIZEN, leads(State.CANCELLED, State.BOOKED)),
}
TABLE = Table(State, RULES)
