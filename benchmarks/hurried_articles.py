"""Sends articles like `manage.py send_articles`, but in a hurry.

    python -m benchmarks.hurried_articles NAME

Pauses and leases are seconds instead of minutes, so that a measurement has an end. Nothing else
differs.
"""

import sys
from datetime import timedelta
from unittest import mock

import django

PAUSE = timedelta(seconds=1)
LEASE = timedelta(seconds=4)


def main(name: str) -> None:
    """Send until killed."""
    django.setup()
    from django.core.management import call_command

    from announcements.articles import broadcast_outbox, outbox, outcomes, steps, worker

    mock.patch.object(outcomes, "TIMETABLE", (PAUSE,) * len(outcomes.TIMETABLE)).start()
    mock.patch.object(outcomes, "POLL", PAUSE / 4).start()
    mock.patch.object(steps, "LOOK_UNTIL", PAUSE * 3).start()
    mock.patch.object(steps, "LOOK_PAUSE", PAUSE / 2).start()
    for module in (steps, outbox):
        mock.patch.object(module, "DOUBLES_AFTER", PAUSE * 5).start()
    for module in (outbox, broadcast_outbox):
        mock.patch.object(module, "LEASE", LEASE).start()
    mock.patch.object(worker, "SWEEP_SECONDS", 1.0).start()
    mock.patch.object(worker, "EMPTY_SECONDS", 0.2).start()
    call_command("send_articles", workers_name=name)


if __name__ == "__main__":
    main(sys.argv[1])
