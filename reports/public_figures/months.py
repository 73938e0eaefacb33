"""How many reports came in a month, by kind and area, so that no small group can be worked out.

The figures are one tree: the month's whole, its kinds, and the areas of each kind; each level is
split by `foundation.records.smallest_group.publishable`, with the kinds and areas of which nobody
reported: those that had any report in the year up to the month count as known to everybody.
Neither areas of all kinds nor sums of months are published, because figures that cross could be
subtracted from each other.

- Only months that have ended: of a month under way, today's figure less yesterday's would show the
  reports of one day.
- A report counts as what it was sent as (`ReportDay.sent`), in the area that its office had on
  that day, and the kinds and areas known are those of the year up to the month, so that a past
  month never changes: whoever kept an old answer learns nothing from a new one.
- Kinds whose reports only a desk of their own sees, crime and reports about officers, are not
  counted at all, not in the whole either.
- An area is the former province that an office belongs to (`Office.area`), the smallest unit as
  large as a district: districts are no more, and a commune is too small. What goes to an office
  that serves the whole province is in no area.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from foundation.records.smallest_group import SMALLEST_GROUP, publishable
from foundation.scale.database.replica import may_be_old
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
    begin = _year_before(end)
    counted = _read(_year_before(begin), end)
    months = [
        month_of(month, cells, _known(counted, month))
        for month, cells in sorted(counted.items())
        if month >= begin
    ]
    return [month for month in months if month.count >= SMALLEST_GROUP]


Cells = Mapping[str, Mapping[str, int]]  # by kind, then by area; «» for the whole province


@dataclass(frozen=True)
class Known:
    """The kinds and areas that a month's reports may have, as everybody knows."""

    kinds: frozenset[str]
    areas: frozenset[str]


def _year_before(month: date) -> date:
    return month.replace(year=month.year - MONTHS // 12)


def _known(counted: Mapping[date, Cells], until: date) -> Known:
    seen = [cells for month, cells in counted.items() if _year_before(until) < month <= until]
    kinds = {kind for cells in seen for kind in cells}
    areas = {area for cells in seen for by_area in cells.values() for area in by_area}
    return Known(frozenset(kinds), frozenset(areas))


def _read(begin: date, end: date) -> Mapping[date, Cells]:
    rows = (
        ReportDay.objects.filter(day__gte=begin, day__lt=end, sent__gt=0)
        .filter(kind__desk=Desk.GENERAL, kind__is_crime=False)
        .order_by()
        .annotate(month=TruncMonth("day"))
        .values_list("month", "kind", "area")
        .annotate(Sum("sent"))
    )
    found: defaultdict[date, defaultdict[str, dict[str, int]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for month, kind, area, sent in rows:
        found[month][kind][area] = sent
    return found


def month_of(month: date, cells: Cells, known: Known) -> MonthCount:
    """Return what may be shown of a month. Pure."""
    wholes = {kind: sum(cells.get(kind, {}).values()) for kind in sorted(known.kinds)}
    kinds = publishable(wholes)
    return MonthCount(
        month,
        sum(wholes.values()),
        tuple(KindCount(kind, kinds[kind], _areas(cells[kind], known.areas)) for kind in kinds),
    )


def _areas(cells: Mapping[str, int], known: Iterable[str]) -> dict[str, int]:
    """Return the areas that may be shown. The province as a whole is a group without a name."""
    shown = publishable({area: cells.get(area, 0) for area in sorted(known)})
    return {area: count for area, count in shown.items() if area}
