"""The three figures that offices are judged by (QĐ 766/QĐ-TTg of 23/6/2022).

Its formulas are known from secondary sources [S], to be confirmed by the province's legal officer:
- on time: dossiers completed by their due date and with at most one supplement ÷ dossiers completed
  that have a due date;
- satisfaction: ratings of 4 or 5 ÷ ratings, as published;
- follow-ups in time: follow-ups declined, or handled and their result published, each by its last
  day ÷ follow-ups that ended or should have ended.
"""

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
from foundation.scale.database.replica import may_be_old
from offices.models import Office


@dataclass(frozen=True)
class OfficeFigures:
    """The figures of an office with all below it. `score` is None if too few people rated it."""

    score: Score | None
    on_time: Share
    follow_ups: Share


@may_be_old
def office_figures(
    first: date, last: date, offices: Iterable[str], today: date
) -> dict[str, OfficeFigures]:
    """Return the figures of each office for whole months, named by their first days.

    Four queries.
    """
    wanted = list(offices)
    above: dict[str, str | None] = dict(Office.objects.order_by().values_list("pk", "parent_id"))
    days = first, month_after(last) - timedelta(days=1)
    scores = scores_by_office(
        first, last, [ALL if above.get(office) is None else office for office in wanted]
    )
    read = [
        office for office in above if not set(wanted).isdisjoint(_walk_up(office, above))
    ]  # by explicit ids: the indexes begin with the office
    dossiers, follow_ups = (
        _add_offices_below(own, above)
        for own in (_on_time_shares(read, *days), _follow_up_shares(read, *days, today))
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


def _on_time_shares(offices: list[str], first: date, last: date) -> dict[str, Share]:
    """Return by office how many of the dossiers completed in these days were on time.

    On time means: by the due date of that day, and with at most one supplement. A second supplement
    makes a dossier late whatever its date (QĐ 766/QĐ-TTg [S]).
    """
    rows = DossierDay.objects.filter(office__in=offices, day__range=(first, last)).order_by()
    return {
        office: Share(*counted)
        for office, *counted in rows.values_list("office_id").annotate(Sum("on_time"), Sum("dated"))
    }


def _follow_up_shares(offices: list[str], first: date, last: date, today: date) -> dict[str, Share]:
    """Return by office how many follow-ups opened in these days were handled in time.

    Those still waiting within their time, or for the rater, are not judged yet. Today's are left
    out: a changing number could reveal whose rating just came.
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


def _add_offices_below(
    own: Mapping[str, Share], above: Mapping[str, str | None]
) -> dict[str, Share]:
    """Add the numbers of each office to those above it."""
    sums: dict[str, Share] = {}
    for office, share in own.items():
        for place in _walk_up(office, above):
            before = sums.get(place, Share(0, 0))
            sums[place] = Share(before.part + share.part, before.whole + share.whole)
    return sums


def _walk_up(office: str, above: Mapping[str, str | None]) -> Iterator[str]:
    """Yield an office and those above it."""
    place: str | None = office
    while place is not None:
        yield place
        place = above.get(place)
