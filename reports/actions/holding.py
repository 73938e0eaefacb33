"""Reports that officers hold, as part of all that they have in hand."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q

from offices.held_work import HeldWork
from reports import rights
from reports.actions import officers
from reports.actions.moving import PAGE
from reports.models import Report


def _assign(report: Report, by: User, to: User) -> object:
    """Give a report to a colleague; the term that a leader set stays."""
    return officers.assign(report, by, to, report.verify_by)


def _open() -> Any:
    return Report.objects.open()


HELD = HeldWork(PAGE, "phản ánh", rights.VERIFY, _open, lambda now: Q(due_at__lt=now), _assign)
