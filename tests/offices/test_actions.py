"""Writing offices and filling the calendar."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from foundation.publishing.models import Revision
from offices import actions
from offices.models import CalendarDay
from tests.offices import factories

pytestmark = pytest.mark.django_db


def revision():
    return Revision.objects.filter(name="offices").values_list("number", flat=True).first() or 0


def test_a_year_is_filled_once():
    first, second = actions.fill_calendar(2026), actions.fill_calendar(2026)
    assert (first.added, second.added, second.changed, second.removed) == (15, 0, 0, 0)
    assert CalendarDay.objects.count() == 15


def test_filling_publishes_only_what_changed():
    actions.fill_calendar(2026)
    published = revision()
    actions.fill_calendar(2026)
    assert revision() == published == 1


def test_officers_days_are_kept():
    factories.day_off("2026-09-01", kind="working_day", name="Tỉnh vẫn làm việc")
    filled = actions.fill_calendar(2026)
    row = CalendarDay.objects.get(date=date(2026, 9, 1))
    assert (row.kind, row.name, filled.kept) == ("working_day", "Tỉnh vẫn làm việc", 1)


def test_outdated_filled_days_are_replaced():
    factories.day_off("2026-03-03", filled=True)
    factories.day_off("2026-09-01", filled=True, name="Tên cũ")
    filled = actions.fill_calendar(2026)
    assert (filled.changed, filled.removed) == (1, 1)
    assert CalendarDay.objects.get(date=date(2026, 9, 1)).name == "Quốc khánh"


def test_filled_days_have_their_source():
    actions.fill_calendar(2027)
    assert all("Bộ luật Lao động" in row.source and row.filled for row in CalendarDay.objects.all())


@pytest.mark.parametrize("year", [2019, 2101, -1])
def test_years_out_of_range_are_refused(year):
    with pytest.raises(ValidationError, match="từ năm 2020 đến năm 2100"):
        actions.fill_calendar(year)


def test_an_edited_day_belongs_to_the_officer():
    actions.fill_calendar(2026)
    row = CalendarDay.objects.first()
    actions.fill_in(row)
    assert row.filled is False


def test_the_search_text_is_folded():
    assert (
        factories.thanh_mieu().search_text
        == "cong an phuong thanh mieu | tho son | tien cat | bach hac"
    )
