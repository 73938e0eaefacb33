"""Offices, the fields they serve, their officers and hours.

And the days on which the State works.
"""

from offices.models.calendar_day import CalendarDay
from offices.models.daily import OfficeDay
from offices.models.hours import OpeningException, OpeningHours
from offices.models.office import Field, Level, Office
from offices.models.officer import Officer

__all__ = [
    "CalendarDay",
    "Field",
    "Level",
    "Office",
    "OfficeDay",
    "Officer",
    "OpeningException",
    "OpeningHours",
]
