"""Officers' pages for offices, fields, the working calendar, and who is away."""

from offices.admin.calendar_day import CalendarDayAdmin
from offices.admin.field import FieldAdmin
from offices.admin.handing_over import StandInAdmin
from offices.admin.office import OfficeAdmin
from offices.admin.opening_rule import OpeningRuleAdmin

__all__ = ["CalendarDayAdmin", "FieldAdmin", "OfficeAdmin", "OpeningRuleAdmin", "StandInAdmin"]
