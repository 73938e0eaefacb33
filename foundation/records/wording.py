"""Moments for officers: hour first, then the day, in Vietnam's time, in one format only."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format


def show_moment(moment: datetime) -> str:
    """Return an aware moment in Vietnam's time, as `DATETIME_FORMAT` of `police_portal.formats`.

    >>> show_moment(datetime.fromisoformat("2026-11-25T04:41:00+00:00"))
    '11:41 25/11/2026'
    """
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
