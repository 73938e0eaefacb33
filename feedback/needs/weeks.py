"""Weeks, each named by its Monday."""

from datetime import date, timedelta

WEEK = timedelta(weeks=1)


def week_of(day: date) -> date:
    """Return the Monday of the week of `day`.

    >>> week_of(date(2026, 11, 29)).isoformat()
    '2026-11-23'
    """
    return day - timedelta(days=day.weekday())


def weeks_until(last: date, count: int) -> list[date]:
    """Return `count` Mondays in order, ending with the week of `last`."""
    monday = week_of(last)
    return [monday - WEEK * back for back in reversed(range(count))]
