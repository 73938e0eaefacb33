"""Officers' pages for offices, fields, the working calendar, beats, duty, and who is away."""

from offices.admin.beat import BeatAdmin
from offices.admin.calendar_day import CalendarDayAdmin
from offices.admin.duty_shift import DutyShiftAdmin
from offices.admin.field import FieldAdmin
from offices.admin.handing_over import StandInAdmin
from offices.admin.office import OfficeAdmin
from offices.admin.opening_rule import OpeningRuleAdmin

__all__ = [
    "BeatAdmin",
    "CalendarDayAdmin",
    "DutyShiftAdmin",
    "FieldAdmin",
    "OfficeAdmin",
    "OpeningRuleAdmin",
    "StandInAdmin",
]
