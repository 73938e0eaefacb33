"""A body outside this service acknowledges a report that was handed over to it.

Until then this service cannot prove that anybody has it: nothing of it is deleted. Errors as in
`reports.actions.officers`.
"""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.utils import timezone

from foundation.moves.engine import NOTHING, Change
from offices.working_time.calendar import ZONE, end_of
from reports.actions.moving import flow
from reports.models import Report
from reports.workflow import Move


@dataclass(frozen=True)
class Receipt:
    """What proves that the body has the report: the day in Vietnam, its number, who signed."""

    day: date
    number: str
    signed_by: str


@flow.does(Move.ACKNOWLEDGE)
def acknowledge(locked: Report, _officer: User, receipt: Receipt) -> Change:
    """Keep the receipt of a hand-over; how long the report is kept counts from its day."""
    hand_over = locked.hand_overs.unacknowledged().select_for_update().latest("pk")
    handed_over, now = hand_over.at.astimezone(ZONE).date(), timezone.now()
    if not handed_over <= receipt.day <= now.astimezone(ZONE).date():
        flow.refuse(f"Ngày xác nhận phải từ ngày chuyển ({handed_over:%d/%m/%Y}) đến hôm nay.")
    hand_over.acknowledged_at = min(now, end_of(receipt.day))
    hand_over.receipt_number, hand_over.signed_by = receipt.number, receipt.signed_by
    hand_over.save(update_fields=["acknowledged_at", "receipt_number", "signed_by"])
    return NOTHING
