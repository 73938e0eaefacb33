"""Offices with their fields, officers, hours, beats and duty; days on which the State works."""

from offices.models.beat import Beat, BeatDuty
from offices.models.calendar_day import CalendarDay
from offices.models.duty_shift import DutyShift
from offices.models.field import Field, Level
from offices.models.hours import OpeningException, OpeningHours
from offices.models.office import Office
from offices.models.office_day import OfficeDay
from offices.models.officer import Officer
from offices.models.opening_rule import OpeningRule
from offices.models.stand_in import StandIn

__all__ = [
    "Beat",
    "BeatDuty",
    "CalendarDay",
    "DutyShift",
    "Field",
    "Level",
    "Office",
    "OfficeDay",
    "Officer",
    "OpeningException",
    "OpeningHours",
    "OpeningRule",
    "StandIn",
]
