"""How far the clock is from the database's is known, but for the time that the answer took."""

import pytest
from django.db import connection

from foundation.database import clocks

postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has the clock of this machine"
)


@postgresql
@pytest.mark.parametrize("wrong", [-600, 0, 13 * 3600])
def test_a_wrong_clock_is_told_with_its_sign(db, monkeypatch, wrong):
    right = clocks.our_time
    monkeypatch.setattr(clocks, "our_time", lambda: right() + wrong)
    assert clocks.offset().certain == pytest.approx(-wrong, abs=1)


def test_a_clock_that_agrees_costs_a_query_at_most(db, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        assert abs(clocks.offset().certain) < 1


def test_an_answer_that_took_long_proves_nothing():
    assert clocks.Offset(3.0, 4.0).certain == 0


def test_the_sharpest_of_several_readings_counts(monkeypatch):
    readings = iter([clocks.Offset(0.9, 1.0), clocks.Offset(5.0, 0.2), clocks.Offset(0.8, 0.9)])
    monkeypatch.setattr(clocks, "_read", lambda: next(readings))
    monkeypatch.setattr(clocks.connection, "vendor", "postgresql")
    assert clocks.offset().seconds == 5.0
