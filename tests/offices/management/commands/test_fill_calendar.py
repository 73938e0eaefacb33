"""`manage.py fill_calendar`."""

from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from offices.models import CalendarDay

pytestmark = pytest.mark.django_db


def years():
    return sorted({day.year for day in CalendarDay.objects.values_list("date", flat=True)})


def test_this_year_and_the_next_are_filled_by_default():
    with time_machine.travel("2026-11-24T08:00:00Z"):
        call_command("fill_calendar", stdout=StringIO())
    assert years() == [2026, 2027]


def test_given_years_are_filled():
    output = StringIO()
    call_command("fill_calendar", years=[2030], stdout=output)
    assert years() == [2030]
    assert output.getvalue().startswith("Năm 2030: thêm ")


def test_a_year_that_cannot_be_filled_is_refused():
    with pytest.raises(CommandError, match="từ năm 2020"):
        call_command("fill_calendar", years=[1990])
