"""Counting visits and users by day, without tracking anyone.

A visit is a log-in, or the first request of a day in a session that began the day before. A session
lives 12 hours (SESSION_HOURS), so there is at most one such request. The citizen's `last_seen_on`
tells whether it is their first visit in this day, week, month or year. Then only counters move.
Anyone who comes back after an erasure is a new citizen, and counts as a new user.
"""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from citizens.models import Citizen, VisitDay
from foundation.records import counters


def counts_of_visit(before: date | None, day: date) -> dict[str, int]:
    """Return what a visit on `day` adds to each counter.

    `before` is the day of the citizen's last visit, None if this is the first.

    >>> counts_of_visit(date(2026, 11, 29), date(2026, 11, 30))  # Sunday, Monday
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


def count_visit(before: date | None) -> None:
    """Count a visit of today by a citizen whose last visit was on `before`.

    Call it last in the transaction of the visit.
    """
    today = timezone.localdate()
    counters.add(VisitDay, VisitDay.KEYS, {(today,): counts_of_visit(before, today)})


def count_first_request_of_day(citizen: Citizen) -> None:
    """Count the first request of a day in a running session; of several at once, only one."""
    today = timezone.localdate()
    if citizen.last_seen_on < today:
        _move_to(citizen, today)


@transaction.atomic
def _move_to(citizen: Citizen, today: date) -> None:
    """Count the request that moves the date; requests at the same moment find it moved."""
    before = citizen.last_seen_on
    if Citizen.objects.filter(pk=citizen.pk, last_seen_on=before).update(last_seen_on=today):
        count_visit(before)
