"""The database refuses impossible hours."""

import pytest
from django.db import IntegrityError, transaction

from offices.models import OpeningException
from tests.offices import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("weekdays", "periods"),
    [
        ((1,), [("11:30", "07:30")]),
        ((0,), [("07:30", "11:30")]),
        ((8,), [("07:30", "11:30")]),
        ((1, 1), [("07:30", "11:30")]),
    ],
)
def test_impossible_hours_are_refused(weekdays, periods):
    row = factories.office()
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.hours(row, weekdays, periods)


@pytest.mark.parametrize(
    "values",
    [
        {"closed": True, "opens": "08:00", "closes": "09:00"},
        {"closed": False},
        {"closed": False, "opens": "09:00", "closes": "08:00"},
    ],
)
def test_impossible_exceptions_are_refused(values):
    row = factories.office()
    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningException.objects.create(office=row, date="2026-11-24", **values)
