"""Why a move is refused: not in the table, something missing, or a wrong moment.

Pure. The officers' pages, the import and the connector all ask here.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dossiers.workflow.statuses import FINAL, MEANINGS, Clock, Need, Status
from dossiers.workflow.transitions import Actor, State, find_move, permitted_actors
from offices.working_time.calendar import ZONE

MAX_PAPERS = 30
MAX_PAPER_LENGTH = 300
MAX_NOTE_LENGTH = 2000
MAX_FEE = 10**12


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit in whole units.

    With `same_day_cutoff`, a same-day procedure answers the next day what it gets after 15:00.
    """

    value: int
    unit: str
    same_day_cutoff: bool = False


@dataclass(frozen=True)
class Facts:
    """What a move brings along.

    The citizen reads `reason`; `internal_note` never reaches a citizen. `limit` is for a dossier
    that is being accepted; without it, the procedure's only limit holds. `inferred` says that
    nobody stated `at`: it happened then at the latest. `completed_at` is when the result of a
    returned dossier was there.
    """

    at: datetime
    reason: str = ""
    internal_note: str = ""
    papers: tuple[str, ...] = ()
    supplement_due: date | None = None
    fee: int | None = None
    limit: Limit | None = None
    inferred: bool = False
    completed_at: datetime | None = None


@dataclass(frozen=True)
class Refusal:
    """A stable code, Vietnamese words for the officer, and the wrong field.

    `name` is empty if the move itself is wrong.
    """

    code: str
    text: str
    name: str = ""


def refusals(
    state: State, target: Status, actor: Actor, facts: Facts, now: datetime
) -> list[Refusal]:
    """Return what forbids the move; empty if it is lawful."""
    move = find_move(state.status, state.accepted, target)
    if move is None:
        return [_no_such_move(state, target)]
    if actor not in permitted_actors(move, state):
        return [
            Refusal("manager_needed", "Yêu cầu bổ sung lần thứ hai phải do lãnh đạo quyết định.")
        ]
    return missing(target, facts) + untimely(state, facts, now)


def correction_refusals(state: State, target: Status, facts: Facts, now: datetime) -> list[Refusal]:
    """Return what forbids correcting the status to `target`.

    Any other status is possible, with a reason and with what that status needs; also one that
    came before the wrong one.
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
        + untimely(replace(state, last_at=state.began_at), facts, now)
    )


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
    """Return what `target` needs and `facts` lack or have wrong."""
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
    if not facts.inferred and facts.supplement_due <= facts.at.astimezone(ZONE).date():
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
    """Return a refusal if the moment is in the future or before the last stated change."""
    if facts.at > now:
        return [Refusal("in_future", "Thời điểm không được ở tương lai.", "at")]
    if state.last_at and facts.at < state.last_at:
        return [
            Refusal(
                "before_last", "Thời điểm không được trước lần thay đổi gần nhất của hồ sơ.", "at"
            )
        ]
    return []
