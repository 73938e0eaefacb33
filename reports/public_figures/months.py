"""How many reports came in a month, by kind and area, so that no small group can be worked out.

The figures are one tree: the month's whole, its kinds, and the areas of each kind; each level is
split by `foundation.records.smallest_group.publishable`. Neither areas of all kinds nor sums of
months are published, because figures that cross could be subtracted from each other.

- Only months that have ended: of a month under way, today's figure less yesterday's would show the
  reports of one day.
- A report counts as what it was sent as (`ReportDay.sent`), in the area that its office had on
  that day, so that a past month never changes: whoever kept an old answer learns nothing from a
  new one.
- Kinds whose reports only a desk of their own sees, crime and reports about officers, are not
  counted at all, not in the whole either.
- An area is the former province that an office belongs to (`Office.area`), the smallest unit as
  large as a district: districts are no more, and a commune is too small. What goes to an office
  that serves the whole province is in no area.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from foundation.database.replica import may_be_old
from foundation.records.smallest_group import SMALLEST_GROUP, publishable
from reports.models import ReportDay
from reports.workflow import Desk

MONTHS = 12


@dataclass(frozen=True)
class KindCount:
    """The reports of a kind in a month, and of its areas that may be shown."""

    code: str
    count: int
    areas: Mapping[str, int]


@dataclass(frozen=True)
class MonthCount:
    """The reports of a month, named by its first day, and of its kinds that may be shown."""

    month: date
    count: int
    kinds: tuple[KindCount, ...]


@may_be_old
def published_months(today: date) -> list[MonthCount]:
    """Return the last MONTHS months with enough reports that had ended by yesterday."""
    # What was sent just before midnight may still be on its way into the table.
    end = (today - timedelta(days=1)).replace(day=1)
    begin = end.replace(year=end.year - MONTHS // 12)
    counted = _read(begin, end)
    months = (_month_of(month, cells) for month, cells in sorted(counted.items()))
    return [month for month in months if month.count >= SMALLEST_GROUP]


Cells = dict[str, dict[str, int]]  # by kind, then by area; «» for the whole province


def _read(begin: date, end: date) -> dict[date, Cells]:
    rows = (
        ReportDay.objects.filter(day__gte=begin, day__lt=end, sent__gt=0)
        .filter(kind__desk=Desk.GENERAL, kind__is_crime=False)
        .order_by()
        .annotate(month=TruncMonth("day"))
        .values_list("month", "kind", "area")
        .annotate(Sum("sent"))
    )
    found: defaultdict[date, Cells] = defaultdict(lambda: defaultdict(dict))
    for month, kind, area, sent in rows:
        found[month][kind][area] = sent
    return found


def _month_of(month: date, cells: Cells) -> MonthCount:
    wholes = {kind: sum(areas.values()) for kind, areas in cells.items()}
    whole = sum(wholes.values())
    return MonthCount(
        month,
        whole,
        tuple(
            KindCount(kind, count, _areas(cells[kind], count))
            for kind, count in sorted(publishable(wholes, whole).items())
        ),
    )


def _areas(cells: dict[str, int], whole: int) -> dict[str, int]:
    named = {area: count for area, count in sorted(cells.items()) if area}
    return publishable(named, whole)
