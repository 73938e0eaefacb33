"""The date field of officers' pages."""

from datetime import date, datetime

import pytest
from django import forms
from django.utils import translation

from foundation.desk.dates import DateField, MomentField
from offices.working_time.calendar import ZONE
from tests.for_each import for_each


@for_each(
    ("typed", "day"),
    [
        ("03/02/2026", date(2026, 2, 3)),  # Django's own Vietnamese reads the second of March
        ("3-2-2026", date(2026, 2, 3)),
        ("2026-02-03", date(2026, 2, 3)),
    ],
)
def test_days_are_read_as_vietnamese_write_them(typed, day):
    for language in ("vi", "en"):
        with translation.override(language):
            assert DateField().clean(typed) == day


def test_a_moment_is_typed_with_its_hour_before_or_after_the_day():
    expected = datetime(2026, 2, 3, 8, 30, tzinfo=ZONE)
    assert {MomentField().clean(text) for text in ("8:30 3/2/2026", "03/02/2026 08:30")} == {
        expected
    }


@for_each(
    ("field", "typed", "cure"),
    [
        (DateField, "31/02/2026", "ví dụ 25/11/2026"),
        (DateField, "02/13/2026", "ví dụ 25/11/2026"),
        (MomentField, "03/02/2026", "ví dụ 08:30 25/11/2026"),  # midnight is not meant
    ],
)
def test_a_wrong_date_is_refused_with_an_example(field, typed, cure):
    with pytest.raises(forms.ValidationError, match=cure):
        field().clean(typed)


def test_the_field_is_text_with_a_calendar_and_shows_day_month_year():
    shown = DateField().widget.render("day", date(2026, 2, 3))
    assert 'type="text"' in shown
    assert 'value="03/02/2026"' in shown
    assert "admin/js/calendar" in shown


def test_a_form_that_is_saved_unread_keeps_the_seconds():
    moment = datetime(2026, 2, 3, 8, 30, 15, tzinfo=ZONE)
    field = MomentField()
    assert field.clean(field.widget.format_value(moment)) == moment
