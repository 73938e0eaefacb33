"""What the sender of a report may still do with it: one rule for actions and answers. Pure."""

from dataclasses import dataclass
from datetime import datetime

from offices.working_time.calendar import end_of_days
from reports import workflow
from reports.models import Report
from reports.workflow import Move, Outcome


@dataclass(frozen=True, slots=True)
class Options:
    """Actions that apply now; `dispute_until` is None if a dispute is not possible."""

    can_write: bool
    can_withdraw: bool
    dispute_until: datetime | None
    can_give_opinion: bool


def options_of(report: Report, now: datetime) -> Options:
    """Return the sender's options at `now`: none if the words are erased."""
    if report.erased_at:
        return Options(
            can_write=False, can_withdraw=False, dispute_until=None, can_give_opinion=False
        )
    until = dispute_until(report)
    return Options(
        can_write=report.is_open,
        can_withdraw=withdrawal_of(report) is not None,
        dispute_until=until if until and now <= until else None,
        can_give_opinion=report.decided_at is not None and not report.is_open,
    )


def withdrawal_of(report: Report) -> Move | None:
    """Return the move that a withdrawal is; of a crime it is a wish. None if it is too late."""
    for move in (Move.WITHDRAW, Move.WISH_WITHDRAWN):
        if workflow.is_allowed(move, report.status, report.kind.traits):
            return move
    return None


def dispute_until(report: Report) -> datetime | None:
    """Return until when a decision may be disputed; None if it may not, whenever.

    What was handed over another body decides, and each report is disputed once. One merged into an
    incident counts from the decision of that.
    """
    lawful = workflow.is_allowed(Move.DISPUTE, report.status, report.kind.traits)
    if not lawful or report.disputed_at or report.outcome == Outcome.HANDED_OVER:
        return None
    if report.decided_at is None:
        return None
    return end_of_days(report.decided_at, workflow.DISPUTE_DAYS)
