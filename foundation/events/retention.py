"""How long events are kept. Only the oldest are deleted: nothing in between, and never the last."""

from datetime import datetime

from django.db.models import Max, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from foundation.events.models import Event
from foundation.records.retention import RetentionClass


def _before(before: datetime) -> QuerySet[Event]:
    """Return what lies before the first event that is kept.

    One that was committed late lies behind younger ones, and goes with them.
    """
    first = Coalesce(Min("position", filter=Q(at__gte=before)), Max("position"))
    kept = Event.objects.aggregate(first=first)["first"]
    return Event.objects.filter(position__lt=kept or 0)


CLASSES = (
    RetentionClass(
        "events",
        "Sự kiện cho hệ thống của tỉnh đọc",
        "Để hệ thống khác đọc lại khi bị gián đoạn; không có tên, số điện thoại hay lời của ai.",
        _before,
        setting="EVENTS_DAYS",
        batch=5_000,
        order="position",
    ),
)
