"""Rows become the calendar."""

from datetime import date

import pytest

from offices.working_time.calendar import (
    WorkingCalendar,
)
from offices.working_time.calendar_rows import load_calendar
from tests.offices import factories


@pytest.mark.django_db
def test_rows_become_the_calendar():
    factories.day_off("2026-02-17", "tet")
    factories.day_off("2026-08-22", kind="working_day")
    calendar = load_calendar()
    assert calendar == WorkingCalendar(
        frozenset({date(2026, 2, 17)}), frozenset({date(2026, 8, 22)}), frozenset({2026})
    )


@pytest.mark.django_db
def test_years_without_tet_are_reported():
    factories.day_off("2026-02-17", "tet")
    factories.day_off("2027-01-01", "new_year")
    assert load_calendar().years_without_tet(date(2026, 11, 24), date(2027, 11, 24)) == [2027]
