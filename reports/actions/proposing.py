"""Whoever verified proposes a conclusion with its basis; a leader agrees, changes it or returns it.

Agreeing and changing are the conclusion itself (`deciding`), which begins with what was proposed.
Errors as in `reports.actions.officers`.
"""

from django.contrib.auth.models import User
from django.utils import timezone

from foundation.moves.engine import Change
from reports import rights
from reports.actions.deciding import Conclusion, refuse_incomplete
from reports.actions.moving import NO_PROPOSAL, flow
from reports.models import Report
from reports.workflow import Move, Outcome


@flow.does(Move.PROPOSE)
def propose(locked: Report, officer: User, conclusion: Conclusion, basis: str) -> Change:
    """Put a conclusion before the leader; a report that nobody had is the officer's from now on."""
    held_by_other = locked.officer_id not in {None, officer.pk}
    if held_by_other and not officer.has_perm(rights.LEAD):
        flow.refuse("Đồng chí khác đang giải quyết phản ánh này. Hãy ghi chú cho đồng chí đó.")
    refuse_incomplete(locked, conclusion)
    proposed = {
        "officer_id": locked.officer_id or officer.pk,
        "proposed_at": timezone.now(),
        "proposed_outcome": conclusion.outcome,
        "proposed_number": conclusion.document_number,
        "proposed_words": conclusion.words,
    }
    return Change(proposed, internal=_in_words(conclusion, basis))


def _in_words(conclusion: Conclusion, basis: str) -> str:
    number = f", số {conclusion.document_number}" if conclusion.document_number else ""
    return (
        f"Đề xuất: {Outcome(conclusion.outcome).label}{number}\n"
        f"Căn cứ: {basis}\nTrả lời người gửi: {conclusion.words}"
    )


@flow.does(Move.GIVE_BACK)
def give_back(_locked: Report, _officer: User, reason: str) -> Change:
    """Return a proposed conclusion to whoever made it; the verification goes on."""
    return Change(NO_PROPOSAL, internal=reason)
