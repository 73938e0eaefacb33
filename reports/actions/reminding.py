"""Reports whose sender did not add what was asked for go back to the office, which concludes.

A worker never decides: a competent person concludes (Decree 61/2026/NĐ-CP, article 21.5).
"""

from datetime import datetime

from django.db import transaction

from foundation.records.one_by_one import OneByOne
from reports.actions.moving import lock_report, make_move
from reports.models import Report
from reports.workflow import Move, Status


def remind(now: datetime) -> int:
    """Send every report back whose time to add was over at `now`; return how many.

    Each in its own transaction: it may be broken off and run again at any time. Raises RowsFailed.
    """
    over = Report.objects.filter(status=Status.NEED_MORE, supply_by__lt=now)
    reminded, each = 0, OneByOne("report_not_reminded")
    for pk in over.order_by("pk").values_list("pk", flat=True):
        with each.guard(report=pk):
            reminded += _send_back(pk, now)
    each.end()
    return reminded


@transaction.atomic
def _send_back(pk: int, now: datetime) -> bool:
    locked = lock_report(Report(pk=pk))
    over = locked.supply_by is not None and locked.supply_by < now
    if locked.status != Status.NEED_MORE or not over:  # the sender was faster
        return False
    make_move(locked, Move.REMIND)
    return True
