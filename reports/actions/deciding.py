"""Leaders decide reports: conclude, hand over, decline, and look again at a disputed decision.

`seen` and errors as in `reports.actions.officers`.
"""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from offices.snapshot import directory
from reports import clock
from reports.actions.incidents import tell_merged
from reports.actions.moving import Words, make_move
from reports.actions.officers_moves import begin, refuse, words_for
from reports.evidence import custody
from reports.models import HandOver, ListedReason, Report
from reports.workflow import CONCLUSIONS, Move, Outcome


@dataclass(frozen=True)
class Conclusion:
    """What the office found: `words` are what the sender reads."""

    outcome: Outcome
    document_number: str
    words: str = field(repr=False)


@transaction.atomic
def conclude(
    report: Report, officer: User, conclusion: Conclusion, seen: int | None = None
) -> Report:
    """Conclude a report; without a document only what is answered without verification."""
    locked = begin(officer, Move.CONCLUDE, report, seen)
    if conclusion.outcome not in CONCLUSIONS:
        refuse("Hãy chọn một kết quả trong danh sách.")
    if not conclusion.document_number and not locked.kind.plain:
        refuse("Hãy ghi số văn bản kết luận.")
    return _decide(
        locked,
        Move.CONCLUDE,
        officer,
        words_for(locked, Move.CONCLUDE, conclusion.words),
        outcome=conclusion.outcome,
        document_number=conclusion.document_number,
    )


@dataclass(frozen=True)
class OutsideBody:
    """Who receives a report outside this service, and the slip that proves it."""

    name: str
    slip_number: str


@transaction.atomic
def hand_over(
    report: Report, officer: User, body: OutsideBody, words: str, seen: int | None = None
) -> Report:
    """Hand a report over to a body outside this service; the slip proves it."""
    locked = begin(officer, Move.HAND_OVER, report, seen)
    _keep_hand_over(locked, officer, body)
    custody.note_hand_over(locked, officer, body.name)
    return _decide(
        locked,
        Move.HAND_OVER,
        officer,
        words_for(locked, Move.HAND_OVER, words),
        outcome=Outcome.HANDED_OVER,
        document_number=body.slip_number,
    )


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


@transaction.atomic
def decline(
    report: Report, officer: User, reason: ListedReason, words: str = "", seen: int | None = None
) -> Report:
    """Refuse to take a report on, for a listed reason; `words` are added to it."""
    locked = begin(officer, Move.DECLINE, report, seen)
    said = "\n".join(text for text in (reason.words, words) if text)
    return _decide(locked, Move.DECLINE, officer, Words(said))


def _decide(report: Report, move: Move, officer: User, words: Words, **values: Any) -> Report:
    due_at = report.due_at
    make_move(report, move, officer, words, **values)
    tell_merged(report, move, officer, words, due_at)
    return report


# --- disputes: another leader than the one who decided -------------------------------------------


@transaction.atomic
def reopen(report: Report, officer: User, reason: str, seen: int | None = None) -> Report:
    """Let a disputed report be verified again; its verification begins anew."""
    locked = begin(officer, Move.REOPEN, report, seen)
    make_move(locked, Move.REOPEN, officer, words_for(locked, Move.REOPEN, reason), extended=False)
    return locked


@transaction.atomic
def uphold(report: Report, officer: User, reason: str, seen: int | None = None) -> Report:
    """Uphold what was decided; the reason is what the sender reads."""
    locked = begin(officer, Move.UPHOLD, report, seen)
    make_move(locked, Move.UPHOLD, officer, words_for(locked, Move.UPHOLD, reason))
    return locked
