"""Counters grow by the added numbers; missing rows are created."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from citizens.models import VisitDay
from foundation.records import counters

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def add(**days):
    counters.add(
        VisitDay,
        VisitDay.KEYS,
        {(MONDAY if name == "monday" else TUESDAY,): counted for name, counted in days.items()},
    )


def test_a_row_is_created_once_and_grows():
    add(monday={"visits": 2, "users": 1})
    add(monday={"visits": 3}, tuesday={"visits": 1})
    assert list(VisitDay.objects.order_by("day").values_list("day", "visits", "users")) == [
        (MONDAY, 5, 1),
        (TUESDAY, 1, 0),
    ]


def test_negative_amounts_are_subtracted():
    add(monday={"visits": 2})
    add(monday={"visits": -1})
    assert VisitDay.objects.get().visits == 1


def test_nothing_to_add_makes_no_query():
    with CaptureQueriesContext(connection) as asked:
        add(monday={"visits": 0})
    assert len(asked) == 0


def test_many_rows_take_one_statement(monkeypatch):
    monkeypatch.setattr(counters, "AT_ONCE", 2)
    days = {(date(2026, 11, day),): {"visits": day} for day in (1, 2, 3)}
    with CaptureQueriesContext(connection) as asked:
        counters.add(VisitDay, VisitDay.KEYS, days)
    assert len(asked) == 2
    assert sum(VisitDay.objects.values_list("visits", flat=True)) == 6


def test_a_difference_subtracts_the_previous_count():
    before = [((MONDAY,), {"visits": 1, "users": 1})]
    after = [((TUESDAY,), {"visits": 1}), ((MONDAY,), {"visits": 3})]
    assert counters.difference(before, after) == {
        (MONDAY,): {"visits": 2, "users": -1},
        (TUESDAY,): {"visits": 1},
    }
