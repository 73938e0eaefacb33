"""Due times in templates, in the words and colours of the lists."""

from datetime import date, datetime

from django import template

from offices import due_times

register = template.Library()


@register.simple_tag
def due(moment: datetime | date | None, *, by_the_hour: bool = False) -> str:
    """Show when something is due and how much working time is left."""
    return due_times.due_cell(moment, by_the_hour=by_the_hour)
