"""Leaders decide reports: conclude, hand over, decline, and look again at a disputed decision.

Errors as in `reports.actions.officers`.
"""

from dataclasses import dataclass, field, replace
from functools import partial

from django.contrib.auth.models import User
from django.utils import timezone

from foundation.moves.engine import Change
from offices.snapshot import directory
from reports.actions.incidents import tell_merged
from reports.actions.moving import flow, words_for
from reports.deadlines import clock
from reports.evidence import custody
from reports.models import HandOver, ListedReason, Report
from reports.workflow import CONCLUSIONS, Move, Outcome


@dataclass(frozen=True)
class Conclusion:
    """What the office found: `words` are what the sender reads."""

    outcome: Outcome
    document_number: str
    words: str = field(repr=False)


@flow.does(Move.CONCLUDE)
def conclude(locked: Report, officer: User, conclusion: Conclusion) -> Change:
    """Conclude a report; without a document only what is answered without verification."""
    refuse_incomplete(locked, conclusion)
    found = {"outcome": conclusion.outcome, "document_number": conclusion.document_number}
    public, internal = words_for(locked, Move.CONCLUDE, conclusion.words)
    internal = "\n".join(filter(None, (internal, _about_proposal(locked, conclusion))))
    return _decide(locked, Move.CONCLUDE, officer, Change(found, public, internal))


def refuse_incomplete(report: Report, conclusion: Conclusion) -> None:
    """Refuse a conclusion, made or proposed, that lacks what the report's kind needs."""
    if conclusion.outcome not in CONCLUSIONS:
        flow.refuse("Hãy chọn một kết quả trong danh sách.")
    if not conclusion.document_number and not report.kind.plain:
        flow.refuse("Hãy ghi số văn bản kết luận.")


def _about_proposal(report: Report, conclusion: Conclusion) -> str:
    """Return what became of what was proposed, "" if nothing was."""
    if report.proposed_at is None:
        return ""
    proposed = (report.proposed_outcome, report.proposed_number, report.proposed_words)
    said = (conclusion.outcome, conclusion.document_number, conclusion.words)
    return "Đồng ý với đề xuất." if said == proposed else "Đã sửa đề xuất trước khi kết luận."


@dataclass(frozen=True)
class OutsideBody:
    """Who receives a report outside this service, and the slip that proves it."""

    name: str
    slip_number: str


@flow.does(Move.HAND_OVER)
def hand_over(locked: Report, officer: User, body: OutsideBody, words: str) -> Change:
    """Hand a report over to a body outside this service; the slip proves it."""
    _keep_hand_over(locked, officer, body)
    custody.note_hand_over(locked, officer, body.name)
    found = {"outcome": Outcome.HANDED_OVER, "document_number": body.slip_number}
    said = words_for(locked, Move.HAND_OVER, words)
    return _decide(locked, Move.HAND_OVER, officer, Change(found, *said))


def _keep_hand_over(report: Report, officer: User, body: OutsideBody) -> None:
    now, calendar = timezone.now(), directory.current().calendar
    HandOver.objects.create(
        report=report,
        body=body.name,
        slip_number=body.slip_number,
        officer=officer,
        at=now,
        acknowledge_by=clock.acknowledgement_due(report.kind.clock_rules.all(), now, calendar),
    )


@flow.does(Move.DECLINE)
def decline(locked: Report, officer: User, reason: ListedReason, words: str = "") -> Change:
    """Refuse to take a report on, for a listed reason; `words` are added to it."""
    said = "\n".join(text for text in (reason.words, words) if text)
    return _decide(locked, Move.DECLINE, officer, Change(words=said))


def _decide(report: Report, move: Move, officer: User, change: Change) -> Change:
    """Return the change that tells those merged into the report as well."""
    told = partial(tell_merged, report, move, officer, change.words, report.due_at)
    return replace(change, after=told)


# --- disputes: another leader than the one who decided -------------------------------------------


@flow.does(Move.REOPEN)
def reopen(locked: Report, _officer: User, words: str) -> Change:
    """Let a disputed report be verified again; its verification begins anew."""
    return Change({"extended": False}, *words_for(locked, Move.REOPEN, words))


@flow.does(Move.UPHOLD)
def uphold(locked: Report, _officer: User, words: str) -> Change:
    """Uphold what was decided; the reason is what the sender reads."""
    return Change({}, *words_for(locked, Move.UPHOLD, words))
