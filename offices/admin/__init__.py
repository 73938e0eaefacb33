"""Officers' pages for offices, fields and the working calendar."""

from offices.admin.calendar_day import CalendarDayAdmin
from offices.admin.field import FieldAdmin
from offices.admin.office import OfficeAdmin
from offices.admin.opening_rule import OpeningRuleAdmin

__all__ = ["CalendarDayAdmin", "FieldAdmin", "OfficeAdmin", "OpeningRuleAdmin"]
