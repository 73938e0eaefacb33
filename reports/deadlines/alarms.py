"""Reports about crimes that wait unread for longer than their kind's clock of alarm."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from offices.working_time.calendar import ZONE
from reports.models import ClockRule, Report, Stage, Unit
from reports.querysets import ReportQuerySet

_LENGTHS = {
    Unit.MINUTE: timedelta(minutes=1),
    Unit.HOUR: timedelta(hours=1),
    Unit.DAY: timedelta(days=1),
}


def unread_too_long(now: datetime) -> ReportQuerySet:
    """Return the reports that nobody has received within their kind's clock of alarm."""
    day = now.astimezone(ZONE).date()
    waiting = Q(pk__in=[])
    for rule in ClockRule.objects.filter(stage=Stage.ALARM, unit__in=list(_LENGTHS)):
        if rule.holds(day):
            latest = now - rule.length * _LENGTHS[Unit(rule.unit)]
            waiting |= Q(kind=rule.kind_id, first_received_at__lte=latest)
    found: ReportQuerySet = Report.objects.unread().filter(waiting)
    return found


def warnings() -> Iterator[str]:
    """Warn operators, who may have to find out why nobody is on duty; no content."""
    waiting = unread_too_long(timezone.now()).count()
    if waiting:
        yield (
            f"{waiting} tố giác, tin báo tội phạm quá hạn cảnh báo mà chưa ai tiếp nhận. Hãy báo "
            "ngay trực ban hình sự."
        )
