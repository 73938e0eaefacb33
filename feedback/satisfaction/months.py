"""Months, each named by its first day."""

from datetime import date, timedelta


def month_after(month: date) -> date:
    """Return the next month.

    >>> month_after(date(2026, 12, 1))
    datetime.date(2027, 1, 1)
    """
    return (month + timedelta(days=31)).replace(day=1)


def months_before(month: date, count: int) -> date:
    """Return the month `count` months earlier.

    >>> months_before(date(2026, 10, 1), 11)
    datetime.date(2025, 11, 1)
    """
    years, rest = divmod(month.year * 12 + month.month - 1 - count, 12)
    return date(years, rest + 1, 1)
