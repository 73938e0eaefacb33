"""How a report moves: statuses, outcomes, one table of moves, and who may make which. Pure.

Status and outcome are two things: «concluded» says that the police have decided, the outcome says
what. The clock does not pause while the citizen is asked for more: Decree 61/2026/NĐ-CP knows no
pause.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from django.db.models import TextChoices

from foundation.moves.table import Back, Rule, Table, leads, stays


class Status(TextChoices):
    """Where a report stands."""

    SENT = "sent", "Đã gửi, chờ tiếp nhận"
    RECEIVED = "received", "Đã tiếp nhận"
    NEED_MORE = "need_more", "Chờ người gửi bổ sung"
    VERIFYING = "verifying", "Đang xác minh"
    CONCLUDED = "concluded", "Đã có kết luận"
    DECLINED = "declined", "Không thụ lý"
    MERGED = "merged", "Giải quyết chung vụ việc"
    WITHDRAWN = "withdrawn", "Người gửi đã rút"
    DISPUTED = "disputed", "Đang xem xét lại"


class Outcome(TextChoices):
    """What the police concluded."""

    HANDLED = "handled", "Đã xử lý"
    NO_VIOLATION = "no_violation", "Không có vi phạm"
    INSUFFICIENT = "insufficient", "Chưa đủ căn cứ"
    OFFENDER_UNKNOWN = "offender_unknown", "Chưa xác định được người vi phạm"
    OUT_OF_TIME = "out_of_time", "Đã hết thời hiệu"
    HANDED_OVER = "handed_over", "Đã chuyển cơ quan có thẩm quyền"
    OUTSIDE_POLICE = "outside_police", "Không thuộc thẩm quyền công an"


class Desk(TextChoices):
    """Which officers of the receiving office see reports of a kind."""

    GENERAL = "general", "Cán bộ tiếp nhận"
    CRIME = "crime", "Trực ban hình sự"
    INSPECTORATE = "inspectorate", "Thanh tra"


# What a leader may conclude; a hand-over has a move of its own.
CONCLUSIONS = tuple(outcome for outcome in Outcome if outcome is not Outcome.HANDED_OVER)

# DUE: the office has to act; the clock runs in NEED_MORE too. OPEN: not decided yet.
DUE = (Status.SENT, Status.RECEIVED, Status.NEED_MORE, Status.VERIFYING, Status.DISPUTED)
OPEN = DUE
ENDED = tuple(status for status in Status if status not in OPEN)
DISPUTE_DAYS = 14  # to dispute a decision, once
SUPPLY_DAYS = 7  # to answer what the office asks for
# For a body outside to acknowledge, where the kind has no clock of its own. No text sets it: half
# of the 30 days that whoever is competent has to verify (Decree 61/2026/NĐ-CP, article 21.1), so
# that a slip that got lost is noticed while there is still time.
ACKNOWLEDGE_DAYS = 15

# The accused, their penalty and the owner of a vehicle are never named.
OUTCOME_WORDS: Mapping[str, str] = {
    Outcome.HANDLED: "Công an đã xử lý theo quy định. Thông tin về người khác, nếu có, không được "
    "cung cấp vì là dữ liệu cá nhân.",
    Outcome.NO_VIOLATION: "Công an đã xác minh và không thấy vi phạm.",
    Outcome.INSUFFICIENT: "Những gì có được chưa đủ căn cứ để xử lý.",
    Outcome.OFFENDER_UNKNOWN: "Chưa xác định được người vi phạm.",
    Outcome.OUT_OF_TIME: "Đã hết thời hiệu xử phạt nên không xử lý được nữa.",
    Outcome.HANDED_OVER: "Công an đã chuyển cho cơ quan có thẩm quyền; cơ quan đó giải quyết tiếp.",
    Outcome.OUTSIDE_POLICE: "Việc này không thuộc thẩm quyền của công an.",
}
NEXT_STEPS: Mapping[str, str] = {
    Status.SENT: "Phản ánh đang chờ đơn vị tiếp nhận. Ông/bà không cần làm gì thêm.",
    Status.RECEIVED: "Đơn vị đã vào sổ và đang xem xét. Ông/bà không cần làm gì thêm.",
    Status.NEED_MORE: "Đơn vị cần ông/bà bổ sung. Hãy đọc lời nhắn và gửi thêm.",
    Status.VERIFYING: "Đơn vị đang xác minh. Ông/bà không cần làm gì thêm.",
    Status.CONCLUDED: "Đã có kết luận. Nếu chưa đồng ý, ông/bà có thể đề nghị xem xét lại một "
    "lần trong 14 ngày.",
    Status.DECLINED: "Đơn vị không thụ lý. Hãy đọc lý do; nếu chưa đồng ý, ông/bà có thể đề nghị "
    "xem xét lại một lần trong 14 ngày.",
    Status.MERGED: "Phản ánh được giải quyết chung với các phản ánh khác về cùng vụ việc. Khi có "
    "kết luận, ông/bà được báo; nếu chưa đồng ý, ông/bà có thể đề nghị xem xét lại một lần trong "
    "14 ngày.",
    Status.WITHDRAWN: "Ông/bà đã rút phản ánh. Công an vẫn có thể tiếp tục xác minh.",
    Status.DISPUTED: "Một lãnh đạo khác đang xem xét lại. Ông/bà không cần làm gì thêm.",
}


class Party(Enum):
    """Who makes a move."""

    CITIZEN = "citizen"
    RECEIVER = "receiver"
    VERIFIER = "verifier"  # a receiver may, too
    LEADER = "leader"
    OTHER_LEADER = "other_leader"  # not the one who decided
    WORKER = "worker"


class Move(TextChoices):
    """What can happen to a report."""

    SEND = "send", "Gửi phản ánh"
    RECEIVE = "receive", "Tiếp nhận, vào sổ"
    RECLASSIFY = "reclassify", "Phân loại lại"
    ASK_MORE = "ask_more", "Yêu cầu bổ sung"
    SUPPLY = "supply", "Người gửi bổ sung"
    REMIND = "remind", "Hết hạn bổ sung"
    TAKE = "take", "Nhận giải quyết"
    ASSIGN = "assign", "Giao cán bộ"
    PASS_ON = "pass_on", "Chuyển đơn vị khác"
    ACCEPT = "accept", "Nhận phản ánh được chuyển"
    SEND_BACK = "send_back", "Trả lại đơn vị chuyển"
    TAKE_ON = "take_on", "Thụ lý, xác minh"
    EXTEND = "extend", "Gia hạn xác minh"
    PROPOSE = "propose", "Đề xuất kết luận"
    GIVE_BACK = "give_back", "Trả lại đề xuất"
    CONCLUDE = "conclude", "Kết luận"
    HAND_OVER = "hand_over", "Chuyển cơ quan có thẩm quyền"
    ACKNOWLEDGE = "acknowledge", "Ghi xác nhận của nơi nhận"
    DECLINE = "decline", "Không thụ lý"
    MERGE = "merge", "Gộp vào vụ việc"
    SPLIT = "split", "Tách khỏi vụ việc"
    WITHDRAW = "withdraw", "Người gửi rút"
    WISH_WITHDRAWN = "wish_withdrawn", "Người gửi muốn rút"
    DISPUTE = "dispute", "Đề nghị xem xét lại"
    REOPEN = "reopen", "Xem xét lại: xác minh tiếp"
    UPHOLD = "uphold", "Xem xét lại: giữ kết luận"
    ERASE = "erase", "Xoá nội dung"


# With these an office decides a report, which its sender may then dispute.
DECISIONS = (Move.CONCLUDE, Move.HAND_OVER, Move.DECLINE)
# After these nothing is decided of it any more.
UNDECIDED = (Move.SPLIT, Move.REOPEN)


@dataclass(frozen=True)
class Traits:
    """What of a report and its kind decides which moves it may make.

    `held`: an officer answers for it. `proposed`: a proposed conclusion waits for a leader.
    """

    is_crime: bool = False
    # Opinions and site reports are answered without a verification that a leader orders.
    plain: bool = False
    held: bool = False
    proposed: bool = False


_S, _R, _N, _V = Status.SENT, Status.RECEIVED, Status.NEED_MORE, Status.VERIFYING
_C, _D, _M, _P = Status.CONCLUDED, Status.DECLINED, Status.MERGED, Status.DISPUTED


def _not_crime(kind: Traits, _status: Status) -> bool:
    """Crime is never declined, and lack of data is asked by phone (JC 01/2017)."""
    return not kind.is_crime


def _only_crime(kind: Traits, _status: Status) -> bool:
    return kind.is_crime


def _held_by_nobody(report: Traits, _status: Status) -> bool:
    return not report.held


def _proposed(report: Traits, _status: Status) -> bool:
    return report.proposed


def _verified_unless_plain(kind: Traits, status: Status) -> bool:
    return kind.plain or status is Status.VERIFYING


RULES: Mapping[Move, Rule[Party, Status, Traits]] = {
    Move.RECEIVE: Rule(Party.RECEIVER, leads(_R, _S)),
    Move.RECLASSIFY: Rule(Party.RECEIVER, stays(_S, _R)),
    Move.ASK_MORE: Rule(Party.VERIFIER, leads(_N, _R, _V), _not_crime),
    Move.SUPPLY: Rule(Party.CITIZEN, leads(Back.BEFORE, _N)),
    Move.REMIND: Rule(Party.WORKER, leads(Back.BEFORE, _N)),
    Move.TAKE: Rule(Party.VERIFIER, stays(_R, _N, _V), _held_by_nobody),
    Move.ASSIGN: Rule(Party.VERIFIER, stays(_R, _N, _V, _P)),
    Move.PASS_ON: Rule(Party.RECEIVER, stays(_R)),
    Move.ACCEPT: Rule(Party.RECEIVER, stays(_R)),
    Move.SEND_BACK: Rule(Party.RECEIVER, stays(_R)),
    Move.TAKE_ON: Rule(Party.LEADER, leads(_V, _R)),
    Move.EXTEND: Rule(Party.LEADER, stays(_V)),
    Move.PROPOSE: Rule(Party.VERIFIER, stays(_R, _V), _verified_unless_plain),
    Move.GIVE_BACK: Rule(Party.LEADER, stays(_R, _V), _proposed),
    Move.CONCLUDE: Rule(Party.LEADER, leads(_C, _R, _V), _verified_unless_plain),
    Move.HAND_OVER: Rule(Party.LEADER, leads(_C, _R, _V)),
    Move.ACKNOWLEDGE: Rule(Party.RECEIVER, stays(_C)),
    Move.DECLINE: Rule(Party.LEADER, leads(_D, _R), _not_crime),
    Move.MERGE: Rule(Party.RECEIVER, leads(_M, _R, _V)),
    Move.SPLIT: Rule(Party.RECEIVER, leads(Back.BEFORE, _M)),
    Move.WITHDRAW: Rule(Party.CITIZEN, leads(Status.WITHDRAWN, _S, _R, _N, _V), _not_crime),
    Move.WISH_WITHDRAWN: Rule(Party.CITIZEN, stays(_S, _R, _N, _V), _only_crime),
    Move.DISPUTE: Rule(Party.CITIZEN, leads(_P, _C, _D, _M)),
    Move.REOPEN: Rule(Party.OTHER_LEADER, leads(_V, _P)),
    Move.UPHOLD: Rule(Party.OTHER_LEADER, leads(Back.BEFORE, _P)),
}
# Moves after which the status before has to be kept, to be led back to.
REMEMBERS = frozenset({Move.ASK_MORE, Move.MERGE, Move.DISPUTE})
TABLE = Table(Status, RULES)
is_allowed, end_of = TABLE.allows, TABLE.end_of
