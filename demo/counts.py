"""Searches, readings and visits by day: counts that are about nobody."""

from collections.abc import Iterable
from datetime import date

from citizens.models import VisitDay
from demo.days import Weeks
from demo.story import CAMPAIGN_RUSH, CAMPAIGN_WEEK, FOUND, MISSED, READ, VISITS_A_DAY
from foundation.records import counters
from procedures.models import ReadCount, SearchCount, SearchDay

WEEKEND = 0.6  # people look things up on days off, too, but less
OTHER_SEARCHES = 60  # a day, each for something that hardly anybody else searches for


def create_counts(weeks: Weeks) -> None:
    """Write the counts of every day."""
    for day in weeks.days():
        busy = _busyness(weeks, day)
        _write_searches(weeks, day, busy)
        reads = {
            (day, procedure): {"reads": weeks.about(number * busy)} for procedure, number in READ
        }
        counters.add(ReadCount, ReadCount.KEYS, reads)
        _write_visits(weeks, day, busy)


def _busyness(weeks: Weeks, day: date) -> float:
    """Return how many times as many people come as on an ordinary working day."""
    week = (day - weeks.first).days // 7
    growth = 0.8 + 0.07 * week  # more people know the service every week
    return (
        growth
        * (CAMPAIGN_RUSH if week == CAMPAIGN_WEEK else 1.0)
        * (1.0 if weeks.calendar.is_working_day(day) else WEEKEND)
    )


def _write_searches(weeks: Weeks, day: date, busy: float) -> None:
    rows = [(term, number, 0) for term, number in _vary(weeks, FOUND, busy)]
    rows += [(term, number, number) for term, number in _vary(weeks, MISSED, busy)]
    terms = {
        (day, term): {"searches": searches, "misses": misses}
        for term, searches, misses in rows
        if searches
    }
    counters.add(SearchCount, ("day", "term"), terms)
    others = weeks.about(OTHER_SEARCHES * busy)
    sums = {
        name: sum(counted[name] for counted in terms.values()) for name in ("searches", "misses")
    }
    counters.add(
        SearchDay, SearchDay.KEYS, {(day,): {**sums, "searches": sums["searches"] + others}}
    )


def _vary(weeks: Weeks, words: Iterable[tuple[str, int]], busy: float) -> list[tuple[str, int]]:
    return [(term, weeks.about(number * busy)) for term, number in words]


def _write_visits(weeks: Weeks, day: date, busy: float) -> None:
    visits = weeks.about(VISITS_A_DAY * busy)
    users = round(visits * 0.84)
    counted = {
        "visits": visits,
        "users": users,
        "week_users": round(users * (1.0 if day.weekday() == 0 else 0.88)),
        "month_users": round(users * (1.0 if day.day == 1 else 0.76)),
        "year_users": round(users * 0.42),
        "new_users": round(users * 0.37),
    }
    counters.add(VisitDay, VisitDay.KEYS, {(day,): counted})
