"""Numbers, days and names as Vietnamese write them. Pure functions."""

from datetime import date

from django.contrib.auth.models import User

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def number(value: float | None, decimals: int = 0) -> str:
    """Return a number as Vietnamese write it, a dash for None.

    >>> number(10000), number(1234.5, 1), number(-3), number(None)
    ('10.000', '1.234,5', '−3', '–')
    """
    if value is None:
        return "–"
    text = f"{abs(value):,.{decimals}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"−{text}" if value < 0 and text.strip("0,.") else text


def at_most(value: int, limit: int) -> str:
    """Return a count that stopped after `limit`.

    >>> at_most(7, 1000), at_most(1001, 1000)
    ('7', 'hơn 1.000')
    """
    return f"hơn {number(limit)}" if value > limit else number(value)


def day(when: date) -> str:
    """Return a day with its weekday.

    >>> day(date(2026, 11, 24))
    'Thứ Ba, 24/11/2026'
    """
    return f"{WEEKDAYS[when.weekday()]}, {when:%d/%m/%Y}"


def full_name(user: User) -> str:
    """Return the name of an officer, the family name first; without a name, the user name."""
    return user.get_full_name() or str(user.get_username())
