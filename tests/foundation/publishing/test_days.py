"""Days and their midnights in Vietnam, seven hours before UTC."""

from datetime import UTC, date, datetime

import pytest
from time_machine import travel

from foundation.publishing.days import Day, day_in_vietnam


def test_a_day_begins_and_ends_at_vietnams_midnight():
    day = Day.of(date(2026, 12, 31))
    assert datetime.fromtimestamp(day.begins, UTC).isoformat() == "2026-12-30T17:00:00+00:00"
    assert datetime.fromtimestamp(day.ends, UTC).isoformat() == "2026-12-31T17:00:00+00:00"


@pytest.mark.parametrize(
    ("moment", "day"),
    [("2026-12-31T16:59:59Z", "2026-12-31"), ("2026-12-31T17:00:00Z", "2027-01-01")],
)
def test_today_is_vietnams(moment, day):
    with travel(moment, tick=False):
        assert Day.today().date.isoformat() == day
    assert day_in_vietnam(datetime.fromisoformat(moment)).isoformat() == day


def test_the_last_moment_has_a_day():
    assert day_in_vietnam(datetime(9999, 12, 31, 23, 59, tzinfo=UTC)) == date.max
