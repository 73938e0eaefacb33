"""How an incident moves: notices are noted while it is open; it ends when none is owed. Pure."""

from collections.abc import Mapping
from enum import Enum

from django.db.models import TextChoices

from foundation.moves.table import Rule, Table, leads, stays


class Status(TextChoices):
    """Where an incident stands."""

    OPEN = "open", "Đang xử lý"
    CLOSED = "closed", "Đã kết thúc"


class Party(Enum):
    """Who makes a move."""

    HANDLER = "handler"


class Move(TextChoices):
    """What can happen to an incident."""

    NOTE = "note", "Ghi nhận"
    FIRST = "first", "Báo cáo ban đầu"
    REPORT = "report", "Báo cáo đầy đủ"
    PERSONAL_DATA = "personal_data", "Thông báo vi phạm dữ liệu cá nhân"
    ZALO = "zalo", "Báo cho Zalo"
    CLOSE = "close", "Kết thúc"
    REOPEN = "reopen", "Mở lại"


Owed = frozenset[Move]  # all that a rule asks: the notices that were not given yet


def _owed(move: Move) -> Rule[Party, Status, Owed]:
    return Rule(Party.HANDLER, stays(Status.OPEN), lambda owed, _status: move in owed)


RULES: Mapping[Move, Rule[Party, Status, Owed]] = {
    **{move: _owed(move) for move in (Move.FIRST, Move.REPORT, Move.PERSONAL_DATA, Move.ZALO)},
    Move.CLOSE: Rule(
        Party.HANDLER, leads(Status.CLOSED, Status.OPEN), lambda owed, _status: not owed
    ),
    Move.REOPEN: Rule(Party.HANDLER, leads(Status.OPEN, Status.CLOSED)),
}
TABLE = Table(Status, RULES)
