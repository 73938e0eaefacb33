"""Confidential notices that name their citizen lose the name.

0.9.0 named them; while one is upgraded, its processes may still write some.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from citizens.models import Delivery, Notice
from citizens.models.delivery import OPEN
from citizens.notices.addressees import columns_of
from citizens.notices.events import confidential_names
from citizens.notices.outbox import NOT_OF_THE_PERSON
from foundation.records.retention import RetentionClass

LATELY = timedelta(days=30)  # those of before were found by the migration


@transaction.atomic
def unname(notices: QuerySet[Any], deliveries: QuerySet[Any]) -> int:
    """Take the citizens out of `notices`, and what tells of them out of their `deliveries`.

    Of what was read the moment goes: it is that of the notice now. Returns how many notices it was.
    """
    rows = list(notices.select_for_update(of=("self",)))
    for row in rows:
        for name, value in columns_of(row.citizen_id, row.kind, row.change).items():
            setattr(row, name, value)
        row.read_at = row.created_at if row.read_at else None
    notices.model.objects.bulk_update(
        rows, ["citizen", "citizen_hash", "recipient", "key", "read_at"]
    )
    ended = deliveries.filter(notice__in=[row.pk for row in rows]).exclude(state__in=OPEN)
    ended.exclude(why__in=NOT_OF_THE_PERSON).delete()
    return len(rows)


def _named(before: datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(
        citizen__isnull=False, event__in=confidential_names(), created_at__gt=before - LATELY
    )


NAMED = RetentionClass(
    "named_notices",
    "Tên người nhận trong thông báo kín của phiên bản trước",
    "Thông báo về phản ánh, đánh giá không nêu tên người nhận.",
    _named,
    text="Đến khi nâng cấp xong",
    remove=lambda rows: unname(rows, Delivery.objects.all()),
    public=False,
)
