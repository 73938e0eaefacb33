"""Hours in which nothing is sent."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.for_each import for_each
from zalo_client.quiet_hours import (
    NEVER_QUIET,
    QuietHours,
    allowed_from,
    read_quiet_hours,
)

EVENING, MORNING = (datetime(2026, 11, 24, hour, 30, tzinfo=UTC) for hour in (14, 23))


@pytest.mark.parametrize("moment", [EVENING, MORNING])  # 21:30, 06:30 in Vietnam
def test_templates_may_be_sent_at_once_by_day(moment):
    assert allowed_from(moment) == moment


@pytest.mark.parametrize("hour", [15, 16, 17, 20, 22])  # 22:00 to 05:00 in Vietnam
def test_templates_wait_until_six_at_night(hour):
    assert allowed_from(datetime(2026, 11, 24, hour, 0, tzinfo=UTC)) == datetime(
        2026, 11, 24, 23, 0, tzinfo=UTC
    )


@given(
    st.datetimes(
        min_value=datetime(2020, 1, 1),  # noqa: DTZ001  # hypothesis adds the zone
        max_value=datetime(2035, 1, 1),  # noqa: DTZ001  # hypothesis adds the zone
        timezones=st.just(UTC),
    )
)
def test_the_allowed_moment_is_within_a_night(moment):
    allowed = allowed_from(moment)
    assert allowed_from(allowed) == allowed
    assert 0 <= (allowed - moment).total_seconds() <= 8 * 3600


def test_hours_of_one_day_do_not_pass_midnight():
    noon = QuietHours(12, 14)
    assert noon.allowed_from(datetime(2026, 11, 24, 5, 30, tzinfo=UTC)) == datetime(
        2026, 11, 24, 7, 0, tzinfo=UTC
    )
    assert not noon.covers(MORNING)


@for_each(("text", "hours"), [("22-6", QuietHours(22, 6)), (" 21-07 ", QuietHours(21, 7))])
def test_hours_are_read_from_a_setting(text, hours):
    assert read_quiet_hours(text) == hours


def test_none_means_no_quiet_hours():
    assert read_quiet_hours("none") == NEVER_QUIET
    assert not NEVER_QUIET.covers(datetime(2026, 11, 24, 17, tzinfo=UTC))  # midnight


@for_each("text", ["", "22", "22-24", "x-6", "22-6-7", "-"])
def test_invalid_hours_are_refused(text):
    with pytest.raises(ValueError, match=f"^{text}$"):
        read_quiet_hours(text)
