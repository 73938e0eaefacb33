"""Moments are written in one format, in Vietnam's time."""

from datetime import UTC, datetime

from foundation.records.wording import show_moment


def test_a_moment_of_utc_is_shown_in_vietnams_time_hour_first():
    assert show_moment(datetime(2026, 11, 24, 17, 41, tzinfo=UTC)) == "00:41 25/11/2026"
