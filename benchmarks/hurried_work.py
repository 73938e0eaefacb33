"""Works like `manage.py work`, but sends notices in a hurry.

    python -m benchmarks.hurried_work NAME [--only send_notices]

Pauses and leases are seconds instead of minutes and hours, so that a measurement has an end. That
it is always day is a setting. Nothing else differs.
"""

import sys
from datetime import timedelta
from unittest import mock

import django

FAULT_PAUSE = timedelta(seconds=1)
LEASE = timedelta(seconds=5)


def main(name: str, *words: str) -> None:
    """Work until killed; claims have this name."""
    django.setup()
    from django.core.management import call_command

    from citizens import jobs
    from citizens.notices import outbox, outcomes, worker
    from foundation.records.leases import unique_name

    mock.patch.object(outcomes, "TIMETABLE", (FAULT_PAUSE,) * len(outcomes.TIMETABLE)).start()
    mock.patch.object(outbox, "LEASE", LEASE).start()
    mock.patch.object(worker, "LEASE_RESERVE", LEASE / 10).start()
    mock.patch.object(worker, "SWEEP_SECONDS", 1.0).start()
    mock.patch.object(jobs, "unique_name", return_value=unique_name(name)).start()
    call_command("work", *words)


if __name__ == "__main__":
    main(*sys.argv[1:])
