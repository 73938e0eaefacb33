"""The figures that offices are judged by: what citizens, leaders, reports and exports read.

Satisfaction is read from what is published (`publishing`), for leaders too: nobody sees a group of
fewer than five ratings, and a month appears when nobody can replace a rating of it any more (from
the 15th of the next). On time and follow-ups are counts of the office's own work and hold today.

QĐ 766/QĐ-TTg of 23/6/2022 has the set of indicators for serving citizens and businesses; its
formulas are known here from secondary sources [S] and are to be confirmed by the province's legal
officer:

- on time: dossiers completed by their due date and with at most one supplement ÷ dossiers completed
  that have a due date;
- satisfaction: ratings of 4 or 5 ÷ ratings;
- follow-ups in time: follow-ups of low marks that were declined, or handled and their result
  published, each by its
  last day ÷ follow-ups that were ended or should have been.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, Sum

from dossiers.models import DossierDay
from feedback.models import FollowUp
from feedback.models.satisfaction import OVERALL, PublishedFigure, SatisfactionRelease
from feedback.ratings.workflow import DUE, Status
from feedback.satisfaction.publishing import month_after
from offices.models import Office

ALL = ""


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """The share in percent with one decimal; None of nothing.

        >>> Share(2, 3).percent, Share(0, 0).percent
        (66.7, None)
        """
        return round(100 * self.part / self.whole, 1) if self.whole else None


@dataclass(frozen=True)
class Score:
    """Ratings of one measure: how many, the sum of their marks, how many of them 4 or 5."""

    count: int
    total: int
    satisfied: int

    @property
    def mean(self) -> float:
        """The mean of the marks, 1 to 5, with two decimals."""
        return round(self.total / self.count, 2)

    @property
    def satisfied_percent(self) -> float:
        """The share of marks 4 and 5 in percent with one decimal (QĐ 766/QĐ-TTg, satisfaction)."""
        return Share(self.satisfied, self.count).percent or 0.0


@dataclass(frozen=True)
class Point:
    """A score of some months in a row: one, or as many as it took to have five ratings."""

    first: date
    last: date
    score: Score


@dataclass(frozen=True)
class Satisfaction:
    """How satisfied citizens were in a time. What has too few ratings is None, or missing."""

    overall: Score | None
    aspects: Mapping[str, Score]
    trend: tuple[Point, ...]


def newest_month() -> date | None:
    """Return the first day of the newest month whose figures are published."""
    newest: date | None = (
        SatisfactionRelease.objects.order_by("-month").values_list("month", flat=True).first()
    )
    return newest


def published_satisfaction(
    first: date, last: date, *, office: str = ALL, field: str = ALL, procedure: str = ALL
) -> Satisfaction:
    """Return what is published of an office with all below it ("": the province).

    A field or a procedure.

    `first` and `last` are first days of months. Costs one query, which an index answers.
    """
    points: dict[str, list[Point]] = defaultdict(list)
    rows = _published(first, last, office=office, field=field, procedure=procedure)
    for row in rows.order_by("last"):
        points[row.measure].append(
            Point(row.first, row.last, Score(row.count, row.total, row.satisfied))
        )
    sums = {measure: _sum(point.score for point in found) for measure, found in points.items()}
    overall = sums.pop(OVERALL, None)
    return Satisfaction(overall, sums, tuple(points.get(OVERALL, ())))


def _sum(scores: Iterable[Score]) -> Score:
    found = list(scores)
    return Score(
        *(sum(getattr(score, name) for score in found) for name in ("count", "total", "satisfied"))
    )


def scores_by_office(first: date, last: date, offices: Iterable[str]) -> dict[str, Score]:
    """Return the overall score of each of these offices, with all below it.

    Without those that have too few ratings. One query.
    """
    return _scores("office", first, last, field=ALL, procedure=ALL, office__in=list(offices))


def scores_by_field(first: date, last: date, office: str = ALL) -> dict[str, Score]:
    """Return the overall score of each field in an office ("": the province). One query."""
    return _scores("field", first, last, office=office, field__gt=ALL, procedure=ALL)


def scores_by_procedure(first: date, last: date, office: str = ALL) -> dict[str, Score]:
    """Return the overall score of each procedure in an office ("": the province). One query."""
    return _scores("procedure", first, last, office=office, field=ALL, procedure__gt=ALL)


def aspect_scores_by_office(
    first: date, last: date, offices: Iterable[str]
) -> dict[tuple[str, str], Score]:
    """Return the score of each aspect, by office (with all below) and key. One query."""
    rows = _published(first, last, field=ALL, procedure=ALL, office__in=list(offices)).exclude(
        measure=OVERALL
    )
    return {
        (office, measure): Score(*numbers)
        for office, measure, *numbers in _summed(rows, "office", "measure")
    }


def _scores(by: str, first: date, last: date, **place: Any) -> dict[str, Score]:
    rows = _published(first, last, measure=OVERALL, **place)
    return {key: Score(*numbers) for key, *numbers in _summed(rows, by)}


def _published(first: date, last: date, **place: Any) -> Any:
    return PublishedFigure.objects.filter(first__gte=first, last__range=(first, last), **place)


def _summed(rows: Any, *by: str) -> Any:
    return rows.order_by().values_list(*by).annotate(Sum("count"), Sum("total"), Sum("satisfied"))


# --- QĐ 766/QĐ-TTg by office ---------------------------------------------------------------------


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
