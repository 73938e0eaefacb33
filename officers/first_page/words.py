"""Numbers and moments in Vietnamese words. Pure."""

from datetime import date, datetime
from typing import Any

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
NOON, EVENING = 12, 18


def number(value: float | None, decimals: int = 0) -> str:
    """Return a number as Vietnamese write it; a dash for what is not known.

    >>> number(10000), number(1234.5, 1), number(-3), number(None)
    ('10.000', '1.234,5', '−3', '–')
    """
    if value is None:
        return "–"
    text = f"{abs(value):,.{decimals}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"−{text}" if value < 0 and text.strip("0,.") else text


def at_most(value: int, limit: int) -> str:
    """Return a count that went no further than `limit`.

    >>> at_most(7, 1000), at_most(1001, 1000)
    ('7', 'hơn 1.000')
    """
    return f"hơn {number(limit)}" if value > limit else number(value)


def day(when: date) -> str:
    """Return a day with its name.

    >>> day(date(2026, 11, 24))
    'Thứ Ba, 24/11/2026'
    """
    return f"{WEEKDAYS[when.weekday()]}, {when:%d/%m/%Y}"


def greeting(now: datetime) -> str:
    """Return how one greets at this hour.

    >>> greeting(datetime(2026, 11, 24, 7)), greeting(datetime(2026, 11, 24, 20))
    ('Chào buổi sáng', 'Chào buổi tối')
    """
    return (
        "Chào buổi sáng"
        if now.hour < NOON
        else "Chào buổi chiều"
        if now.hour < EVENING
        else "Chào buổi tối"
    )


def full_name(user: Any) -> str:
    """Return the name of an officer's account, the family name first.

    What they sign in with where there is none.
    """
    return f"{user.last_name} {user.first_name}".strip() or str(user.get_username())
