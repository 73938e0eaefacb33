"""Which kinds of reports the demo takes. Reports of crimes and about officers stay off."""

from datetime import date

from reports.kinds import actions
from reports.models import ReportKind

OPEN = ("traffic_violation", "other_violation", "security_opinion", "site_report", "scam")
ANNOUNCED_BY = "Thông báo số 01/TB (dữ liệu thử nghiệm)"


def switch_on_kinds(day: date) -> None:
    """Switch the kinds on that were never announced, as of `day`."""
    for kind in ReportKind.objects.filter(pk__in=OPEN, announced_by=""):
        actions.switch_on(kind, ANNOUNCED_BY, day)
