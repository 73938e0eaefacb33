"""A report goes to another office, which accepts it; until then the sending office answers for it.

Whoever was asked may also send it back, or pass it on to a third office (Decree 61/2026/NĐ-CP,
article 20.3b: whoever is not competent passes on).

Errors as in `reports.actions.officers`.
"""

from django.contrib.auth.models import User
from django.utils import timezone

from foundation.moves.engine import Change
from offices.models import Office
from offices.tree import offices_below
from reports.actions.moving import NOBODY, flow, recall_hand_overs, refuse_if_leading
from reports.actions.register_book import next_number
from reports.models import HandOver, Report
from reports.querysets import HandOverQuerySet
from reports.workflow import Move


@flow.does(Move.PASS_ON)
def pass_on(locked: Report, officer: User, office: Office, reason: str) -> Change:
    """Ask another office to take the report over (Decree 61/2026/NĐ-CP, article 20.3b).

    A hand-over that nobody has accepted ends with it: a report is on the way to one office only.
    """
    if office.pk in {locked.office_id, locked.about_office_id}:
        flow.refuse(
            "Hãy chọn đơn vị khác: không phải đơn vị đang giữ, cũng không phải đơn vị bị nêu."
        )
    if locked.hand_overs.waiting().filter(office=office).exists():
        flow.refuse("Phản ánh đang chờ chính đơn vị này nhận. Hãy chọn đơn vị khác.")
    refuse_if_leading(locked)
    if locked.office_id in offices_below(officer):
        recall_hand_overs(locked)
    else:
        _return(locked, officer)
    HandOver.objects.create(report=locked, office=office, officer=officer)
    return Change(internal=reason)


@flow.does(Move.SEND_BACK)
def send_back(locked: Report, officer: User, reason: str) -> Change:
    """Refuse to take over what another office has passed on; that one goes on with it."""
    _return(locked, officer)
    return Change(internal=reason)


def _asked(report: Report, officer: User) -> HandOverQuerySet:
    """Return the hand-over that waits for an office of the officer."""
    waiting: HandOverQuerySet = report.hand_overs.waiting()
    return waiting.filter(office__among=offices_below(officer))


def _return(report: Report, officer: User) -> None:
    _asked(report, officer).update(returned_at=timezone.now())


@flow.does(Move.ACCEPT)
def accept(locked: Report, officer: User) -> Change:
    """Take over what another office has passed on; from now on this office answers for it."""
    refuse_if_leading(locked, "Đơn vị chuyển đã gộp phản ánh khác vào phản ánh này. Hãy trả lại.")
    hand_over = _asked(locked, officer).select_for_update().latest("pk")
    hand_over.acknowledged_at = timezone.now()
    hand_over.save(update_fields=["acknowledged_at"])
    number = next_number(hand_over.office_id, locked.kind.desk)
    taken = {"office_id": hand_over.office_id, "incident": None, "register_number": number}
    return Change({**taken, **NOBODY})
