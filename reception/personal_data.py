"""Export, erasure and retention of numbers."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from citizens.access_log import Kind
from citizens.models import Citizen
from citizens.privacy.own_rows import OwnRows
from citizens.privacy.personal_data_registry import Kept, PersonalData
from foundation.api.moments import in_utc
from foundation.records.retention import RetentionClass
from reception.actions import booking
from reception.models import QueueNumber
from reception.workflow import LIVE

KEPT = "Ngày, quầy, số thứ tự và thời gian chờ, không còn dẫn tới ai"
WHY_KEPT = "Thống kê tiếp dân của đơn vị; không còn là dữ liệu cá nhân (Luật 91/2025/QH15)"


def export(citizen: Citizen) -> list[dict[str, Any]]:
    """Return the citizen's numbers."""
    rows = QueueNumber.objects.filter(citizen=citizen).select_related("queue__office")
    return [_exported(row) for row in rows.order_by("pk")]


def _exported(row: QueueNumber) -> dict[str, Any]:
    return {
        "label": row.label,
        "office": row.queue.office.name,
        "queue": row.queue.name,
        "day": f"{row.day:%Y-%m-%d}",
        "state": row.get_state_display(),
        "people": row.people,
        "visitor_name": row.visitor_name,
        "procedure": row.procedure_id,
        "created_at": in_utc(row.created_at),
    }


def erase(citizen: Citizen) -> Iterable[Kept]:
    """Take the citizen out of all numbers; booked places open. The citizen's row is locked."""
    own = list(QueueNumber.objects.filter(citizen=citizen).order_by("slot_id", "pk"))
    for row in own:
        booking.erase(row)
    return [Kept(KEPT, WHY_KEPT)] if own else []


def _past(before: datetime) -> QuerySet[QueueNumber]:
    """Return numbers of days before `before` that are over."""
    rows = QueueNumber.objects.filter(day__lt=timezone.localdate(before))
    return rows.exclude(state__in=LIVE)


def _named(before: datetime) -> QuerySet[QueueNumber]:
    return QueueNumber.objects.filter(day__lt=timezone.localdate(before)).exclude(visitor_name="")


def _with_priority(before: datetime) -> QuerySet[QueueNumber]:
    return _past(before).filter(priority__isnull=False)


def _of_persons(before: datetime) -> QuerySet[QueueNumber]:
    leads = Q(citizen__isnull=False) | Q(dossier__isnull=False) | ~Q(secret_hash="")
    return _past(before).filter(leads)


def _number_ids(citizen: Citizen) -> Iterable[int]:
    return QueueNumber.objects.filter(citizen=citizen).values_list("pk", flat=True)


ROWS = (OwnRows(QueueNumber),)
PART = PersonalData("queue_numbers", "Lịch hẹn và số thứ tự", export, erase, rows=ROWS)
KIND = Kind("queuenumber", "Số thứ tự", _number_ids, ROWS)
CLASSES = (
    RetentionClass(
        "queue_names", "Tên người đến trong lịch hẹn", "Chỉ để gọi đúng người trong ngày hẹn.",
        _named, setting="QUEUE_NAME_DAYS", remove=lambda rows: rows.update(visitor_name=""),
    ),
    RetentionClass(
        "queue_priorities", "Nhóm ưu tiên của một số", "Để trả lời vì sao ai được mời trước.",
        _with_priority, setting="QUEUE_PRIORITY_DAYS",
        remove=lambda rows: rows.update(priority=None),
    ),
    RetentionClass(
        "queue_persons", "Ai có số nào",
        "Để ông/bà xem lại lịch hẹn; sau đó chỉ còn quầy, giờ và kết quả.",
        _of_persons, setting="QUEUE_PERSON_DAYS",
        remove=lambda rows: rows.update(citizen=None, dossier=None, secret_hash=""),
    ),
)  # fmt: skip
