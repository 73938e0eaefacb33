"""Published satisfaction for citizens, leaders, reports and exports.

Leaders, too, see only published figures: no group below SMALLEST_GROUP, and a month only from the
15th of the next. Satisfaction is ratings of 4 or 5 ÷ ratings (QĐ 766/QĐ-TTg; its formula is known
from secondary sources [S], to be confirmed by the province's legal officer).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from feedback.models.satisfaction import OVERALL, PublishedFigure, SatisfactionRelease
from feedback.satisfaction.shares import Share
from foundation.scale.database.replica import may_be_old

ALL = ""


@dataclass(frozen=True)
class Score:
    """Ratings of one measure: their number, the sum of their marks, and how many are 4 or 5."""

    count: int
    total: int
    satisfied: int

    @property
    def mean(self) -> float:
        """The mean mark, 1 to 5, with two decimals."""
        return round(self.total / self.count, 2)

    @property
    def satisfied_percent(self) -> float:
        """Marks 4 and 5 in percent, with one decimal."""
        return Share(self.satisfied, self.count).percent or 0.0


@dataclass(frozen=True)
class Point:
    """The score of consecutive months: one month, or as many as were needed for SMALLEST_GROUP."""

    first: date
    last: date
    score: Score


@dataclass(frozen=True)
class Satisfaction:
    """How satisfied citizens were. A score of too few ratings is None or missing."""

    overall: Score | None
    aspects: Mapping[str, Score]
    trend: tuple[Point, ...]


def newest_month() -> date | None:
    """Return the first day of the newest published month."""
    newest: date | None = (
        SatisfactionRelease.objects.order_by("-month").values_list("month", flat=True).first()
    )
    return newest


@may_be_old
def published_satisfaction(
    first: date, last: date, *, office: str = ALL, field: str = ALL, procedure: str = ALL
) -> Satisfaction:
    """Return the published figures of an office with all below it, a field or a procedure.

    `first` and `last` are first days of months. One query.
    """
    points: dict[str, list[Point]] = defaultdict(list)
    rows = _published_figures(first, last, office=office, field=field, procedure=procedure)
    for row in rows.order_by("last"):
        points[row.measure].append(
            Point(row.first, row.last, Score(row.count, row.total, row.satisfied))
        )
    sums = {
        measure: add_scores(point.score for point in found) for measure, found in points.items()
    }
    overall = sums.pop(OVERALL, None)
    return Satisfaction(overall, sums, tuple(points.get(OVERALL, ())))


def add_scores(scores: Iterable[Score]) -> Score:
    """Return the score of all ratings in these scores."""
    found = list(scores)
    return Score(
        *(sum(getattr(score, name) for score in found) for name in ("count", "total", "satisfied"))
    )


@may_be_old
def scores_by_office(first: date, last: date, offices: Iterable[str]) -> dict[str, Score]:
    """Return each office's overall score, with all below it, if it has enough ratings.

    One query.
    """
    return _scores_by(
        "office", first, last, field=ALL, procedure=ALL, office__among=frozenset(offices)
    )


@may_be_old
def scores_by_field(first: date, last: date, office: str = ALL) -> dict[str, Score]:
    """Return the overall score of each field in an office ("" is the province). One query."""
    return _scores_by("field", first, last, office=office, field__gt=ALL, procedure=ALL)


@may_be_old
def scores_by_procedure(first: date, last: date, office: str = ALL) -> dict[str, Score]:
    """Return the overall score of each procedure in an office ("" is the province). One query."""
    return _scores_by("procedure", first, last, office=office, field=ALL, procedure__gt=ALL)


@may_be_old
def aspect_scores_by_office(
    first: date, last: date, offices: Iterable[str]
) -> dict[tuple[str, str], Score]:
    """Return the score of each aspect, by office (with all below it) and aspect key. One query."""
    rows = _published_figures(
        first, last, field=ALL, procedure=ALL, office__among=frozenset(offices)
    ).exclude(measure=OVERALL)
    return {
        (office, measure): Score(*numbers)
        for office, measure, *numbers in _sum_by(rows, "office", "measure")
    }


def _scores_by(by: str, first: date, last: date, **place: str | frozenset[str]) -> dict[str, Score]:
    rows = _published_figures(first, last, measure=OVERALL, **place)
    return {key: Score(*numbers) for key, *numbers in _sum_by(rows, by)}


def _published_figures(
    first: date, last: date, **place: str | frozenset[str]
) -> QuerySet[PublishedFigure]:
    return PublishedFigure.objects.filter(first__gte=first, last__range=(first, last), **place)


def _sum_by(rows: QuerySet[PublishedFigure], *by: str) -> Iterable[tuple[Any, ...]]:
    return rows.order_by().values_list(*by).annotate(Sum("count"), Sum("total"), Sum("satisfied"))
