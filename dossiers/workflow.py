"""The ten national statuses of a dossier and the moves between them.

What each means, who may make it, what it needs.

Pure: no database, no clock. Admin, API, import and connector all ask here. The table is derived
from practice, no official graph was found; NĐ 118/2025 and NĐ 61/2018 name the statuses' effects.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache

from django.db.models import TextChoices

from offices.calendar import ZONE


class Status(TextChoices):
    """Where a dossier stands.

    Suspended and stopped are two things here and both number 8 nationally.
    """

    SUBMITTED = "submitted", "Mới đăng ký"
    ACCEPTED = "accepted", "Được tiếp nhận"
    DECLINED = "declined", "Không được tiếp nhận"
    PROCESSING = "processing", "Đang xử lý"
    SUPPLEMENT_REQUIRED = "supplement_required", "Yêu cầu bổ sung giấy tờ"
    PAYMENT_REQUIRED = "payment_required", "Yêu cầu thực hiện nghĩa vụ tài chính"
    WITHDRAWN = "withdrawn", "Công dân yêu cầu rút hồ sơ"
    SUSPENDED = "suspended", "Tạm dừng xử lý"
    STOPPED = "stopped", "Dừng xử lý"
    COMPLETED = "completed", "Đã xử lý xong"
    RETURNED = "returned", "Đã trả kết quả"


class Clock(Enum):
    """What a status does to the time limit."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


class Actor(Enum):
    """Who makes a move."""

    OFFICER = "officer"  # of the dossier's office, or of one above it
    MANAGER = "manager"  # an officer with the permission `manage_dossier`
    IMPORT = "import"  # a file of the ministry's system, loaded by an officer
    MACHINE = "machine"  # the province's connector


class Need(Enum):
    """What a move has to bring along."""

    REASON = "reason"
    PAPERS = "papers"
    SUPPLEMENT_DUE = "supplement_due"
    FEE = "fee"


@dataclass(frozen=True)
class Meaning:
    """What a status is to the people.

    National number, effect on the clock, words for the citizen.
    """

    number: int
    clock: Clock
    explanation: str
    next_step: str
    needs: frozenset[Need] = frozenset()


_WAIT = "Bạn không cần làm gì. Chúng tôi báo ngay khi có thay đổi."
MEANINGS: dict[Status, Meaning] = {
    Status.SUBMITTED: Meaning(
        1,
        Clock.NOT_STARTED,
        "Hồ sơ đã được gửi và đang chờ đơn vị kiểm tra.",
        "Bạn chờ đơn vị tiếp nhận. Thời hạn giải quyết tính từ khi hồ sơ được tiếp nhận.",
    ),
    Status.ACCEPTED: Meaning(2, Clock.RUNNING, "Đơn vị đã tiếp nhận hồ sơ.", _WAIT),
    Status.DECLINED: Meaning(
        3,
        Clock.STOPPED,
        "Đơn vị không tiếp nhận hồ sơ.",
        "Bạn đọc lý do rồi chuẩn bị và nộp hồ sơ mới.",
        frozenset({Need.REASON}),
    ),
    Status.PROCESSING: Meaning(4, Clock.RUNNING, "Đơn vị đang giải quyết hồ sơ.", _WAIT),
    Status.SUPPLEMENT_REQUIRED: Meaning(
        5,
        Clock.PAUSED,
        "Hồ sơ còn thiếu hoặc chưa đúng giấy tờ. Thời gian chờ bổ sung không tính vào thời hạn "
        "giải quyết.",
        "Bạn nộp bổ sung đủ các giấy tờ được nêu, trước ngày được nêu.",
        frozenset({Need.REASON, Need.PAPERS, Need.SUPPLEMENT_DUE}),
    ),
    Status.PAYMENT_REQUIRED: Meaning(
        6,
        Clock.PAUSED,
        "Hồ sơ đang chờ bạn nộp phí, lệ phí. Thời gian chờ không tính vào thời hạn giải quyết.",
        "Bạn nộp số tiền được nêu.",
        frozenset({Need.FEE}),
    ),
    Status.WITHDRAWN: Meaning(
        7, Clock.STOPPED, "Hồ sơ đã được rút theo yêu cầu của bạn.", "Bạn không cần làm gì."
    ),
    Status.SUSPENDED: Meaning(
        8,
        Clock.PAUSED,
        "Việc giải quyết hồ sơ đang tạm dừng. Thời gian tạm dừng không tính vào thời hạn giải "
        "quyết.",
        "Bạn đọc lý do. Chúng tôi báo ngay khi hồ sơ được giải quyết tiếp.",
        frozenset({Need.REASON}),
    ),
    Status.STOPPED: Meaning(
        8,
        Clock.STOPPED,
        "Việc giải quyết hồ sơ đã dừng.",
        "Bạn đọc lý do. Nếu chưa rõ, hãy liên hệ đơn vị giải quyết.",
        frozenset({Need.REASON}),
    ),
    Status.COMPLETED: Meaning(
        9,
        Clock.STOPPED,
        "Hồ sơ đã có kết quả.",
        "Bạn đến nhận kết quả; mang theo giấy hẹn và giấy tờ tuỳ thân.",
    ),
    Status.RETURNED: Meaning(
        10, Clock.STOPPED, "Kết quả đã được trả.", "Mời bạn đánh giá mức độ hài lòng."
    ),
}

RUNNING = frozenset(
    status for status, meaning in MEANINGS.items() if meaning.clock is Clock.RUNNING
)
WAITING = RUNNING | {Status.SUBMITTED}  # for the office
PAUSED = frozenset(status for status, meaning in MEANINGS.items() if meaning.clock is Clock.PAUSED)
# Left only by a correction; what is completed still has to be handed over.
FINAL = frozenset({Status.DECLINED, Status.WITHDRAWN, Status.STOPPED, Status.RETURNED})
OPEN = frozenset(Status) - FINAL - {Status.COMPLETED}
# The way of a dossier that meets no obstacle, as the citizen is shown it.
MAIN_WAY = (Status.SUBMITTED, Status.ACCEPTED, Status.PROCESSING, Status.COMPLETED, Status.RETURNED)


class When(Enum):
    """In which state of acceptance a move is possible."""

    ALWAYS = "always"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"


@dataclass(frozen=True)
class Move:
    """One lawful move; `source` None is a new dossier."""

    source: Status | None
    target: Status
    when: When = When.ALWAYS
    by: frozenset[Actor] = frozenset(Actor)


def _moves(source: Status | None, *targets: Status, when: When = When.ALWAYS) -> tuple[Move, ...]:
    return tuple(Move(source, target, when) for target in targets)


S = Status
_TO_ANYWHERE = (S.SUPPLEMENT_REQUIRED, S.PAYMENT_REQUIRED, S.WITHDRAWN)
TRANSITIONS: tuple[Move, ...] = (
    *_moves(None, S.SUBMITTED, S.ACCEPTED),
    *_moves(S.SUBMITTED, S.ACCEPTED, S.DECLINED, *_TO_ANYWHERE),
    *_moves(S.ACCEPTED, S.PROCESSING, *_TO_ANYWHERE, S.SUSPENDED, S.STOPPED),
    *_moves(S.PROCESSING, *_TO_ANYWHERE, S.SUSPENDED, S.STOPPED, S.COMPLETED),
    *_moves(S.SUPPLEMENT_REQUIRED, S.SUBMITTED, S.ACCEPTED, when=When.NOT_ACCEPTED),
    # What is not yet accepted has no clock: nothing to suspend, and processing has to wait for
    # acceptance.
    *_moves(S.SUPPLEMENT_REQUIRED, S.PROCESSING, S.SUSPENDED, when=When.ACCEPTED),
    *_moves(S.SUPPLEMENT_REQUIRED, S.DECLINED, S.WITHDRAWN, S.STOPPED),
    *_moves(S.PAYMENT_REQUIRED, S.ACCEPTED, S.WITHDRAWN, S.STOPPED),
    *_moves(S.PAYMENT_REQUIRED, S.PROCESSING, S.SUSPENDED, S.COMPLETED, when=When.ACCEPTED),
    *_moves(S.SUSPENDED, S.PROCESSING, S.WITHDRAWN),
    *_moves(S.COMPLETED, S.RETURNED),
)
# Papers are asked for once, all of them in one notice; asking again needs a manager (NĐ 61/2018
# Đ17). What the ministry's system has already done is a fact: an import and the connector report
# it.
SECOND_SUPPLEMENT = frozenset({Actor.MANAGER, Actor.IMPORT, Actor.MACHINE})
MAX_PAPERS = 30
MAX_PAPER_LENGTH = 300
MAX_NOTE_LENGTH = 2000
MAX_FEE = 10**12


@dataclass(frozen=True)
class State:
    """What the table has to know of a dossier; `status` None before it exists."""

    status: Status | None
    accepted: bool = False
    supplements: int = 0
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit in whole units.

    And whether a same-day procedure answers the next day what it gets after 15:00.
    """

    value: int
    unit: str
    same_day_cutoff: bool = False


@dataclass(frozen=True)
class Facts:
    """What a move brings along.

    `reason` is public: the citizen reads it. `internal_note` never reaches a citizen.

    `limit` is that of a dossier which is accepted now; without it the procedure's only one.
    """

    at: datetime
    reason: str = ""
    internal_note: str = ""
    papers: tuple[str, ...] = ()
    supplement_due: date | None = None
    fee: int | None = None
    limit: Limit | None = None


@dataclass(frozen=True)
class Refusal:
    """Why not: a stable code, the field that is wrong (empty: the move itself).

    Vietnamese words for the officer.
    """

    code: str
    text: str
    name: str = ""


@dataclass(frozen=True)
class Offer:
    """A move that somebody may make now, and what it needs."""

    target: Status
    needs: frozenset[Need] = field(default_factory=frozenset)


def meaning(status: str) -> Meaning:
    """Return what a stored status means."""
    return MEANINGS[Status(status)]


def offers(state: State, actor: Actor) -> list[Offer]:
    """Return the lawful moves of `actor` from `state`, in the order of the statuses."""
    found = [move for move in TRANSITIONS if _fits(move, state) and actor in _allowed(move, state)]
    return sorted(
        (Offer(move.target, MEANINGS[move.target].needs) for move in found),
        key=lambda offer: list(Status).index(offer.target),
    )


def refusals(
    state: State, target: Status, actor: Actor, facts: Facts, now: datetime
) -> list[Refusal]:
    """Return what forbids the move, nothing when it is lawful."""
    move = _move(state.status, state.accepted, target)
    if move is None:
        return [_no_such_move(state, target)]
    if actor not in _allowed(move, state):
        return [
            Refusal("manager_needed", "Yêu cầu bổ sung lần thứ hai phải do lãnh đạo quyết định.")
        ]
    return missing(target, facts) + untimely(state, facts, now)


def correction_refusals(state: State, target: Status, facts: Facts, now: datetime) -> list[Refusal]:
    """Return what forbids correcting the status to `target`.

    Any other status, with a reason, and what that status needs.
    """
    if state.status is target:
        return [Refusal("same_status", "Hồ sơ đang ở trạng thái này.", "status")]
    if (
        MEANINGS[target].clock is Clock.RUNNING
        and not state.accepted
        and target is not Status.ACCEPTED
    ):
        return [
            Refusal(
                "not_accepted",
                "Hồ sơ chưa được tiếp nhận: hãy sửa về «Được tiếp nhận» trước.",
                "status",
            )
        ]
    reason = [] if facts.reason.strip() else [_REASON_MISSING]
    return (
        reason
        + [r for r in missing(target, facts) if r is not _REASON_MISSING]
        + untimely(state, facts, now)
    )


def path(state: State, target: Status, actor: Actor) -> list[Status] | None:
    """Return the shortest lawful way to `target` whose steps need nothing that is not known.

    None where there is none.

    For files that only tell the last status: known «submitted», told «completed». A step that needs
    a reason, papers or a fee cannot be guessed.
    """
    waiting: list[tuple[State, list[Status]]] = [(state, [])]
    seen = {(state.status, state.accepted)}
    for current, steps in waiting:
        for offer in offers(current, actor):
            if offer.target is target:
                return [*steps, target]
            following = State(
                offer.target,
                current.accepted or offer.target is Status.ACCEPTED,
                current.supplements,
            )
            if (
                not offer.needs
                and offer.target not in FINAL
                and (following.status, following.accepted) not in seen
            ):
                seen.add((following.status, following.accepted))
                waiting.append((following, [*steps, offer.target]))
    return None


@lru_cache(
    maxsize=512
)  # fewer questions than that can be asked; a file asks one of them a hundred thousand times
def _move(
    source: Status | None, accepted: bool, target: Status
) -> Move | None:  # a part of the state
    state = State(source, accepted)
    return next(
        (move for move in TRANSITIONS if move.target is target and _fits(move, state)), None
    )


def _fits(move: Move, state: State) -> bool:
    return move.source == state.status and (
        move.when is When.ALWAYS or (move.when is When.ACCEPTED) == state.accepted
    )


def _allowed(move: Move, state: State) -> frozenset[Actor]:
    second = move.target is Status.SUPPLEMENT_REQUIRED and state.supplements > 0
    return move.by & SECOND_SUPPLEMENT if second else move.by


def _no_such_move(state: State, target: Status) -> Refusal:
    if state.status is None:
        return Refusal(
            "transition_impossible", f"Hồ sơ mới không thể ở trạng thái «{target.label}».", "status"
        )
    if state.status is target:
        return Refusal("same_status", f"Hồ sơ đã ở trạng thái «{target.label}».", "status")
    final = (
        " Trạng thái này đã kết thúc, chỉ sửa được bằng quyền đính chính."
        if state.status in FINAL
        else ""
    )
    return Refusal(
        "transition_impossible",
        f"Không chuyển được từ «{state.status.label}» sang «{target.label}».{final}",
        "status",
    )


_REASON_MISSING = Refusal(
    "reason_missing", "Hãy ghi lý do; công dân sẽ đọc nội dung này.", "reason"
)


def missing(target: Status, facts: Facts) -> list[Refusal]:
    """Return what `target` needs and `facts` do not bring, or bring wrongly."""
    needs = MEANINGS[target].needs
    found = [_CHECKS[need](facts) for need in Need if need in needs] if needs else []
    too_long = [
        r
        for r in (
            _too_long("reason", facts.reason),
            _too_long("internal_note", facts.internal_note),
        )
        if r
    ]
    return [refusal for refusal in found if refusal] + too_long


def _too_long(name: str, text: str) -> Refusal | None:
    return (
        Refusal("too_long", f"Tối đa {MAX_NOTE_LENGTH} ký tự.", name)
        if len(text) > MAX_NOTE_LENGTH
        else None
    )


def _reason(facts: Facts) -> Refusal | None:
    return None if facts.reason.strip() else _REASON_MISSING


def _papers(facts: Facts) -> Refusal | None:
    if not facts.papers or not all(paper.strip() for paper in facts.papers):
        return Refusal(
            "papers_missing", "Hãy ghi đủ mọi giấy tờ cần bổ sung, mỗi dòng một giấy tờ.", "papers"
        )
    if len(facts.papers) > MAX_PAPERS or any(
        len(paper) > MAX_PAPER_LENGTH for paper in facts.papers
    ):
        return Refusal(
            "too_long",
            f"Tối đa {MAX_PAPERS} giấy tờ, mỗi giấy tờ {MAX_PAPER_LENGTH} ký tự.",
            "papers",
        )
    return None


def _supplement_due(facts: Facts) -> Refusal | None:
    if facts.supplement_due is None:
        return Refusal("supplement_due_missing", "Hãy ghi ngày cuối để bổ sung.", "supplement_due")
    if facts.supplement_due <= facts.at.astimezone(ZONE).date():
        return Refusal(
            "supplement_due_passed", "Ngày cuối để bổ sung phải sau ngày yêu cầu.", "supplement_due"
        )
    if facts.supplement_due > facts.at.astimezone(ZONE).date() + timedelta(days=366):
        return Refusal(
            "supplement_due_far",
            "Ngày cuối để bổ sung không quá một năm sau ngày yêu cầu.",
            "supplement_due",
        )
    return None


def _fee(facts: Facts) -> Refusal | None:
    if facts.fee is None or not 0 < facts.fee <= MAX_FEE:
        return Refusal("fee_missing", "Hãy ghi số tiền phải nộp, bằng đồng.", "fee")
    return None


_CHECKS = {
    Need.REASON: _reason,
    Need.PAPERS: _papers,
    Need.SUPPLEMENT_DUE: _supplement_due,
    Need.FEE: _fee,
}


def untimely(state: State, facts: Facts, now: datetime) -> list[Refusal]:
    """Refuse a moment in the future, or before what happened last."""
    if facts.at > now:
        return [Refusal("in_future", "Thời điểm không được ở tương lai.", "at")]
    if state.last_at and facts.at < state.last_at:
        return [
            Refusal(
                "before_last", "Thời điểm không được trước lần thay đổi gần nhất của hồ sơ.", "at"
            )
        ]
    return []


def first(found: Iterable[Refusal]) -> Refusal | None:
    """Return the first refusal, if any."""
    return next(iter(found), None)
