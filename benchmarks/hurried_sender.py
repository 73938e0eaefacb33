"""Sends notices like `manage.py send_notices`, but in a hurry.

    python -m benchmarks.hurried_sender NAME

Pauses and leases are seconds instead of minutes and hours, so that a measurement has an end. That
it is always day is a setting. Nothing else differs.
"""

import sys
from datetime import timedelta
from unittest import mock

import django

FAULT_PAUSE = timedelta(seconds=1)
LEASE = timedelta(seconds=5)


def main(name: str) -> None:
    """Send until killed."""
    django.setup()
    from django.core.management import call_command

    from citizens.notices import outbox, outcomes, worker

    mock.patch.object(outcomes, "TIMETABLE", (FAULT_PAUSE,) * len(outcomes.TIMETABLE)).start()
    mock.patch.object(outbox, "LEASE", LEASE).start()
    mock.patch.object(worker, "LEASE_RESERVE", LEASE / 10).start()
    mock.patch.object(worker, "SWEEP_SECONDS", 1.0).start()
    call_command("send_notices", workers_name=name)


if __name__ == "__main__":
    main(sys.argv[1])
