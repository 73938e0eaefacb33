"""Which offices a report may belong to: by the map, the rules of its kind, and its words."""

from collections.abc import Iterator

from django.utils import timezone

from offices.finding import suggesting
from offices.finding.selection import NoOffice
from offices.geography.places import Point
from offices.snapshot import directory
from offices.working_time.calendar import ZONE
from reports.kinds.snapshot import report_kinds
from reports.models import Report
from reports.routing import Where, commune_at, office_for

Known = tuple[str | None, str]
Choices = list[tuple[str, list[tuple[str, str]]]]


def office_choices(report: Report) -> Choices:
    """Return where a report can be passed on to, the likeliest first and why, then every office.

    Not where it is, where it is going, nor whom it is about.
    """
    held, today = directory.current(), timezone.now().astimezone(ZONE).date()
    asked = report.hand_overs.waiting().values_list("office", flat=True)
    left_out = {report.office_id, report.about_office_id, *asked} - {None}
    words = f"{report.place_words}\n{report.words}"
    meant = suggesting.Meant(words, known=list(_known(report)))
    return suggesting.choices(suggesting.suggest(meant, held, today), held, today, left_out)


def _known(report: Report) -> Iterator[Known]:
    now = timezone.now()
    held, today = directory.current(), now.astimezone(ZONE).date()
    where = Where(point_of(report), report.place_words)
    commune = commune_at(where.point, held, today) if where.point else None
    if commune is not None:
        yield commune.id, "nơi xảy ra theo bản đồ"
    kind = report_kinds().by_code.get(report.kind_id)
    if kind is None:
        return
    try:
        topic = report.topic.code if report.topic else ""
        yield office_for(kind, topic, where, now).office_id, "theo loại phản ánh"
    except NoOffice:
        return


def point_of(report: Report) -> Point | None:
    """Return where it happened, None if that is not known."""
    if report.latitude is None or report.longitude is None:
        return None
    return Point(report.latitude, report.longitude)
