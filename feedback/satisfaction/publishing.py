"""Publish the figures of a month, once, when its ratings can no longer be replaced.

The only writer of published figures.
"""

from collections.abc import Iterator
from datetime import date

import structlog
from django.db import transaction
from django.db.models import Min, Sum
from django.utils import timezone

from feedback import outward
from feedback.models.satisfaction import OVERALL, PublishedFigure, RatingTotal, SatisfactionRelease
from feedback.ratings.workflow import newest_final_month
from feedback.satisfaction.choosing import Figure, Lines, Published, Total, choose
from feedback.satisfaction.months import month_after
from feedback.satisfaction.protecting import Lot
from foundation.publishing.models import bump_revision
from foundation.records.encryption import keyed_hash
from offices.models import Office

log = structlog.get_logger("police_portal.feedback")
REVISION = "satisfaction"


def publish_due_months(today: date) -> list[date]:
    """Publish every final month that is not published yet, oldest first, and return those months.

    Each month has its own transaction.
    """
    return list(_publish_one_by_one(today))


def _publish_one_by_one(today: date) -> Iterator[date]:
    while _next_month(today):
        with transaction.atomic():
            # Its lock lets one process publish at a time; the others drop their memory.
            bump_revision(REVISION)
            if month := _next_month(today):
                _publish_month(month)
                yield month


def _next_month(today: date) -> date | None:
    """Return the oldest final month without a release; ratings begin the count."""
    newest = SatisfactionRelease.objects.order_by("-month").values_list("month", flat=True).first()
    following = (
        month_after(newest)
        if newest
        else RatingTotal.objects.filter(count__gt=0).aggregate(Min("month"))["month__min"]
    )
    return following if following and following <= newest_final_month(today) else None


def _publish_month(month: date) -> None:
    lines = lines_of_offices()
    start = _first_combinable_month(month, lines)
    release = SatisfactionRelease.objects.create(month=month, at=timezone.now(), lines=lines)
    figures = {
        measure: choose(
            _read_totals(measure, start, month),
            lines,
            _read_published(measure, start),
            month,
            _lot_of(month),
        )
        for measure in _measures(start, month)
    }
    # An aspect's count is nearly that of all marks: it may not show a place that they hide.
    shown = {figure.place for figure in figures.get(OVERALL, ())}
    rows = [
        _to_row(release, measure, figure)
        for measure, found in figures.items()
        for figure in found
        if figure.place in shown
    ]
    PublishedFigure.objects.bulk_create(rows, batch_size=1000)
    outward.tell_of_figures(rows, release.at)
    log.info("satisfaction_published", month=month.isoformat(), figures=len(rows))


def _measures(start: date, month: date) -> list[str]:
    totals = RatingTotal.objects.filter(month__range=(start, month))
    return list(totals.order_by("measure").values_list("measure", flat=True).distinct())


def _lot_of(month: date) -> Lot:
    """Return the turns of a month's classes: the same for all measures, and after a restore.

    Two orders of the same ratings would show what one of them hides.
    """
    return lambda vertex: keyed_hash("satisfaction-lot", f"{month} {vertex}")


def _first_combinable_month(month: date, lines: Lines) -> date:
    """Return the first month whose figures can be combined with those of `month`.

    They must be of one year, and no office may have moved within the tree in between.
    """
    start = month
    for earlier in SatisfactionRelease.objects.filter(
        month__range=(month.replace(month=1), month)
    ).order_by("-month"):
        if any(lines.get(office) != line for office, line in earlier.lines.items()):
            break
        start = earlier.month
    return start


def lines_of_offices() -> dict[str, list[str]]:
    """Return each office's line: from just below the province down to itself."""
    above = dict(Office.objects.order_by("pk").values_list("pk", "parent_id"))
    return {office: line for office in above if (line := _line_of(office, above))}


def _line_of(office: str, above: dict[str, str | None]) -> list[str]:
    line: list[str] = []
    while (parent := above[office]) is not None:
        line.insert(0, office)
        office = parent
    return line


def _read_totals(measure: str, start: date, month: date) -> list[Total]:
    rows = RatingTotal.objects.filter(month__range=(start, month), measure=measure).order_by()
    place = ("month", "office_id", "field", "procedure")
    return [
        Total(*row)
        for row in rows.values_list(*place).annotate(Sum("count"), Sum("total"), Sum("satisfied"))
    ]


def _read_published(measure: str, start: date) -> Published:
    rows = PublishedFigure.objects.filter(measure=measure, last__gte=start)
    return Published(
        (row[:3], row[3:])
        for row in rows.values_list("office", "field", "procedure", "first", "last")
    )


def _to_row(release: SatisfactionRelease, measure: str, figure: Figure) -> PublishedFigure:
    office, field, procedure = figure.place
    counted = {"count": figure.count, "total": figure.total, "satisfied": figure.satisfied}
    first, last = figure.months
    return PublishedFigure(
        release=release,
        office=office,
        field=field,
        procedure=procedure,
        measure=measure,
        first=first,
        last=last,
        **counted,
    )
