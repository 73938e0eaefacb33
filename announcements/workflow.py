"""How an announcement moves: kinds, states, one table of moves, and who makes which. Pure.

What citizens see and what editors work on are two things: while an announcement is published, its
draft is the next correction, which goes through the same two pairs of eyes.
"""

from collections.abc import Callable, Mapping
from enum import Enum

from django.db.models import TextChoices

from foundation.moves.table import Rule, Table, leads, stays


class Kind(TextChoices):
    """What an announcement is."""

    NEWS = "news", "Tin tức"
    POLICY = "policy", "Chính sách mới"
    SCAM_WARNING = "scam_warning", "Cảnh báo lừa đảo"
    WANTED = "wanted", "Truy nã"
    MISSING = "missing", "Tìm người"
    TRAFFIC = "traffic", "Giao thông"
    SERVICE_OUTAGE = "service_outage", "Tạm dừng dịch vụ"
    FACT_CHECK = "fact_check", "Kiểm chứng thông tin"


class State(TextChoices):
    """Where an announcement stands."""

    DRAFT = "draft", "Bản nháp"
    SUBMITTED = "submitted", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt, chờ đăng"
    PUBLISHED = "published", "Đang đăng"
    CORRECTING = "correcting", "Đang đăng, bản đính chính chờ duyệt"
    EXPIRED = "expired", "Hết hạn"
    WITHDRAWN = "withdrawn", "Đã gỡ"
    DISCARDED = "discarded", "Đã bỏ"


# Of a person; they are revoked by one officer, and nothing of them is kept by any cache.
OF_PERSONS = frozenset({Kind.WANTED, Kind.MISSING})
# Citizens find it in lists, feeds and search.
LISTED = frozenset({State.PUBLISHED, State.CORRECTING})
# Its address answers: an expired one keeps its link.
PUBLIC = LISTED | {State.EXPIRED}
# The draft is being read by somebody who decides about it: nobody changes it meanwhile.
FROZEN = frozenset({State.SUBMITTED, State.APPROVED, State.CORRECTING})
ENDED = frozenset({State.WITHDRAWN, State.DISCARDED})

MAX_PINNED = 3
CHALLENGE_DAYS = 15  # Access to Information Law, article 22
OUTAGE_WORKING_DAYS = 7  # Decree 224/2026/NĐ-CP, articles 9 to 13
RECONFIRM_DAYS = 90  # ours: no text sets it


class Party(Enum):
    """Who makes a move."""

    EDITOR = "editor"
    APPROVER = "approver"
    OTHER_APPROVER = "other_approver"  # wrote none of the version
    REVOKER = "revoker"  # the leader on duty
    WORKER = "worker"


class Move(TextChoices):
    """What can happen to an announcement."""

    SUBMIT = "submit", "Gửi duyệt"
    RETURN = "return", "Trả lại người biên tập"
    APPROVE = "approve", "Duyệt"
    PUBLISH = "publish", "Đăng"
    PROPOSE = "propose", "Gửi duyệt bản đính chính"
    TURN_DOWN = "turn_down", "Trả lại bản đính chính"
    CORRECT = "correct", "Đăng bản đính chính"
    PIN = "pin", "Ghim"
    UNPIN = "unpin", "Bỏ ghim"
    PROLONG = "prolong", "Đổi hạn"
    RECONFIRM = "reconfirm", "Xác nhận còn hiệu lực"
    EXPIRE = "expire", "Hết hạn"
    WITHDRAW = "withdraw", "Gỡ"
    REVOKE = "revoke", "Thu hồi ngay"
    DISCARD = "discard", "Bỏ bản nháp"
    ERASE = "erase", "Xoá nội dung"


# After these citizens see something else than before; the outbox of other channels follows them.
SEEN_BY_CITIZENS = frozenset(
    {
        *(Move.PUBLISH, Move.CORRECT, Move.PIN, Move.UNPIN, Move.PROLONG, Move.RECONFIRM),
        *(Move.EXPIRE, Move.WITHDRAW, Move.REVOKE),
    }
)
# With these a version is appended: the draft becomes what citizens see.
APPEND_VERSION = frozenset({Move.PUBLISH, Move.CORRECT})


_D, _S, _A, _P = State.DRAFT, State.SUBMITTED, State.APPROVED, State.PUBLISHED
_C, _E, _W = State.CORRECTING, State.EXPIRED, State.WITHDRAWN


def _only(*kinds: Kind) -> Callable[[Kind, State], bool]:
    return lambda kind, _state: kind in kinds


RULES: Mapping[Move, Rule[Party, State, Kind]] = {
    Move.SUBMIT: Rule(Party.EDITOR, leads(_S, _D)),
    Move.RETURN: Rule(Party.APPROVER, leads(_D, _S, _A)),
    Move.APPROVE: Rule(Party.OTHER_APPROVER, leads(_A, _S)),
    Move.PUBLISH: Rule(Party.WORKER, leads(_P, _A)),
    Move.PROPOSE: Rule(Party.EDITOR, leads(_C, _P)),
    Move.TURN_DOWN: Rule(Party.APPROVER, leads(_P, _C)),
    Move.CORRECT: Rule(Party.OTHER_APPROVER, leads(_P, _C)),
    Move.PIN: Rule(Party.APPROVER, stays(_P, _C)),
    Move.UNPIN: Rule(Party.APPROVER, stays(_P, _C)),
    Move.PROLONG: Rule(Party.APPROVER, stays(_A, _P, _C)),
    Move.RECONFIRM: Rule(Party.APPROVER, stays(_P, _C), _only(Kind.WANTED)),
    Move.EXPIRE: Rule(Party.WORKER, leads(_E, _P, _C)),
    Move.WITHDRAW: Rule(Party.APPROVER, leads(_W, _A, _P, _C, _E)),
    Move.REVOKE: Rule(Party.REVOKER, leads(_W, _P, _C, _E), _only(*OF_PERSONS)),
    Move.DISCARD: Rule(Party.EDITOR, leads(State.DISCARDED, _D)),
    # When the time of its words is over; who was shown them finds a tombstone.
    Move.ERASE: Rule(
        Party.WORKER, {**leads(State.DISCARDED, _D, _S, _A, State.DISCARDED), **leads(_W, _E, _W)}
    ),
}
TABLE = Table(State, RULES)
is_allowed, end_of = TABLE.allows, TABLE.end_of
