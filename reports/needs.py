"""What people report most, by kind and week, on the page of what people need."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Sum
from django.urls import reverse

from foundation.database.replica import may_be_old
from officers.needs import NeedRow, NeedTable
from offices.tree import AnyUser
from reports.models import ReportDay
from reports.querysets import desks_of
from reports.rights import VIEW

WEEK = timedelta(weeks=1)


@may_be_old
def _often_reported(
    weeks: Sequence[date], offices: Collection[str], officer: AnyUser
) -> list[NeedRow]:
    """Return the kinds of the officer's desks; in one query."""
    sent = ReportDay.objects.order_by().filter(
        office__in=offices,
        day__gte=weeks[0],
        day__lt=weeks[-1] + WEEK,
        kind__desk__in=desks_of(officer),
    )
    numbers: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    counted = sent.values_list("kind", "kind__name", "day").annotate(n=Sum("sent"))
    for code, name, day, number in counted:
        numbers[code, name][(day - weeks[0]) // WEEK] += number
    rows = [
        NeedRow(
            name, tuple(counts[week] for week in range(len(weeks))), "Xem phản ánh", _list(code)
        )
        for (code, name), counts in numbers.items()
    ]
    return sorted(rows, key=lambda row: (-sum(row.by_week), row.title))


def _list(kind: str) -> str:
    chosen = urlencode({"state": "all", "kind": kind})
    return f"{reverse('admin:reports_report_changelist')}?{chosen}"


TABLE = NeedTable(
    VIEW,
    "Phản ánh nhiều",
    "Số phản ánh gửi đến, theo loại.",
    "Chưa có phản ánh nào.",
    _often_reported,
)
