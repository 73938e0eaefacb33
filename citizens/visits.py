"""Counting visits and users by day, without following anybody.

A visit is a session that begins, or the first request on a day of a session that goes on from the
day before: a session lives 12 hours (SESSION_HOURS), so there is at most one such. Whether it is
the first visit of somebody on this day, in this week, month or year follows from the one date that
a citizen's row has, `last_seen_on`. Then only counters move. Whoever had their data erased and
comes back is a new user, as they are a new citizen.
"""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from citizens.models import Citizen, VisitDay
from foundation.records import counters


def firsts(before: date | None, day: date) -> dict[str, int]:
    """Return what a visit on `day` adds, when the visit before it was on `before`; None.

    There was none.

    >>> firsts(date(2026, 11, 29), date(2026, 11, 30))  # Sunday, Monday
    {'visits': 1, 'users': 1, 'week_users': 1, 'month_users': 0, 'year_users': 0, 'new_users': 0}
    """
    since = {
        "users": day,
        "week_users": day - timedelta(days=day.weekday()),
        "month_users": day.replace(day=1),
        "year_users": day.replace(month=1, day=1),
    }
    counted = {name: int(before is None or before < begin) for name, begin in since.items()}
    return {"visits": 1, **counted, "new_users": int(before is None)}


def count(before: date | None) -> None:
    """Count a visit of today by somebody who was here last on `before`.

    Call it last in the transaction of the visit.
    """
    today = timezone.localdate()
    counters.add(VisitDay, VisitDay.KEYS, {(today,): firsts(before, today)})


def goes_on(citizen: Citizen) -> None:
    """Count the first request of a day in a running session: of several at once, one."""
    today = timezone.localdate()
    if citizen.last_seen_on < today:
        _next_day(citizen, today)


@transaction.atomic
def _next_day(citizen: Citizen, today: date) -> None:
    """Whoever moves the date from what was read counts; the others find it moved."""
    before = citizen.last_seen_on
    if Citizen.objects.filter(pk=citizen.pk, last_seen_on=before).update(last_seen_on=today):
        count(before)
