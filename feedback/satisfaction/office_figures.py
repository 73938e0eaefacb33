"""The three figures by which offices are judged (QĐ 766/QĐ-TTg of 23/6/2022)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, Sum

from dossiers.models import DossierDay
from feedback.models import FollowUp
from feedback.ratings.workflow import DUE, Status
from feedback.satisfaction.months import month_after
from feedback.satisfaction.scores import ALL, Score, scores_by_office
from feedback.satisfaction.shares import Share
from offices.models import Office


@dataclass(frozen=True)
class OfficeFigures:
    """The three figures of an office with all below it. `score` is None while too few rated it."""

    score: Score | None
    on_time: Share
    follow_ups: Share


def office_figures(
    first: date, last: date, offices: Iterable[str], today: date
) -> dict[str, OfficeFigures]:
    """Return the figures of each of these offices for whole months.

    `first` and `last` being first days of months. Four queries.
    """
    wanted = list(offices)
    above: dict[str, str | None] = dict(Office.objects.order_by().values_list("pk", "parent_id"))
    days = first, month_after(last) - timedelta(days=1)
    scores = scores_by_office(
        first, last, [ALL if above.get(office) is None else office for office in wanted]
    )
    read = [
        office for office in above if not set(wanted).isdisjoint(_upwards(office, above))
    ]  # by office and day, as the indexes are
    dossiers, follow_ups = (
        _with_below(own, above) for own in (_on_time(read, *days), _follow_ups(read, *days, today))
    )
    nothing = Share(0, 0)
    return {
        office: OfficeFigures(
            scores.get(ALL if above.get(office) is None else office),
            dossiers.get(office, nothing),
            follow_ups.get(office, nothing),
        )
        for office in wanted
    }


def _on_time(offices: list[str], first: date, last: date) -> dict[str, Share]:
    """Return by office how many of the dossiers completed in these days were on time.

    On time: completed by the due date that held then, and at most one supplement was asked for: a
    second one makes the dossier late whatever its date (QĐ 766/QĐ-TTg [S]). Those without a due
    date are neither. Read from `DossierDay`.
    """
    rows = DossierDay.objects.filter(office__in=offices, day__range=(first, last)).order_by()
    return {
        office: Share(*counted)
        for office, *counted in rows.values_list("office_id").annotate(Sum("on_time"), Sum("dated"))
    }


def _follow_ups(offices: list[str], first: date, last: date, today: date) -> dict[str, Share]:
    """Return by office how many of the follow-ups opened in these days.

    And ended or overdue today, were handled in time.

    In time: declined within 2 working days, or handled within 15 and the result published within 2
    more (QĐ 766/QĐ-TTg [S]). What still waits within its time, or for the rater, is not judged yet.
    Today's are left out: nobody should see from a number that changes whose rating just came.
    """
    declined = Q(status=Status.DECLINED, ended_on__lte=F("decline_by"))
    published = Q(
        status=Status.PUBLISHED, handled_on__lte=F("handle_by"), ended_on__lte=F("publish_by")
    )
    judged = Q(status__in=[Status.DECLINED, Status.PUBLISHED]) | Q(status__in=DUE, due_on__lt=today)
    days = first, min(last, today - timedelta(days=1))
    rows = FollowUp.objects.filter(judged, office__in=offices, opened_on__range=days).order_by()
    counted = {"in_time": Count("pk", filter=declined | published), "all": Count("pk")}
    return {
        office: Share(*numbers)
        for office, *numbers in rows.values_list("office_id").annotate(**counted)
    }


def _with_below(own: Mapping[str, Share], above: Mapping[str, str | None]) -> dict[str, Share]:
    """Add the numbers of each office to those above it."""
    sums: dict[str, Share] = {}
    for office, share in own.items():
        for place in _upwards(office, above):
            before = sums.get(place, Share(0, 0))
            sums[place] = Share(before.part + share.part, before.whole + share.whole)
    return sums


def _upwards(office: str, above: Mapping[str, str | None]) -> Iterator[str]:
    """Yield an office and those above it."""
    place: str | None = office
    while place is not None:
        yield place
        place = above.get(place)
