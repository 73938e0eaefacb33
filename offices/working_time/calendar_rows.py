"""Read the State's working calendar from its rows."""

from offices.models import CalendarDay
from offices.working_time.calendar import WorkingCalendar


def load_calendar() -> WorkingCalendar:
    """Return the calendar that the rows describe. Costs one query."""
    rows = list(CalendarDay.objects.values_list("date", "kind", "holiday"))
    off = [(day, holiday) for day, kind, holiday in rows if kind == CalendarDay.Kind.DAY_OFF]
    return WorkingCalendar(
        days_off=frozenset(day for day, _holiday in off),
        working_days=frozenset(
            day for day, kind, _holiday in rows if kind == CalendarDay.Kind.WORKING_DAY
        ),
        years_with_tet=frozenset(
            day.year for day, holiday in off if holiday == CalendarDay.Holiday.TET
        ),
    )
