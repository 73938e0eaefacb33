"""Whether a timer still has to run since a moment: the table of successes and failures."""

from datetime import UTC, datetime, timedelta

import pytest

from foundation.records import leases
from foundation.records.models import TimerRun

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
SINCE = NOW - HOUR

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("succeeded_at", "failed_at", "runs"),
    [
        (None, None, True),
        (None, NOW, True),
        (SINCE - SECOND, None, True),
        (SINCE, None, False),
        (NOW, None, False),
        (NOW + SECOND, None, True),  # of a machine with a wrong clock
        (SINCE, SINCE + SECOND, True),  # it failed since
        (SINCE + SECOND, SINCE, False),
    ],
)
def test_a_lease_is_taken_if_nothing_was_done_since(time_machine, succeeded_at, failed_at, runs):
    time_machine.move_to(NOW, tick=False)
    moments = {"succeeded_at": succeeded_at, "failed_at": failed_at}
    TimerRun.objects.create(command="lenh", known_since=NOW, **moments)
    assert leases._take("lenh", "máy-1", SINCE) is runs
    assert leases.holder("lenh") == ("máy-1" if runs else "")


def test_without_a_moment_a_free_lease_is_always_taken():
    TimerRun.objects.create(command="lenh", known_since=NOW, succeeded_at=NOW)
    assert leases._take("lenh", "máy-1", None) is True
    assert leases._take("lenh", "máy-2", None) is False
