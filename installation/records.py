"""What the doctor and the backup remember, for root alone."""

import json
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from installation.machine import Machine

CLOCKS = timedelta(minutes=5)
FILE = "/var/lib/police-portal-doctor/state.json"


def read(machine: Machine) -> dict[str, Any]:
    """Return what is remembered; nothing where the file is not there or broken."""
    try:
        found = json.loads(machine.read(FILE) or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def remember(machine: Machine, **values: Any) -> None:
    """Add to what is remembered."""
    known = {**read(machine), **values}
    machine.write(FILE, json.dumps(known, ensure_ascii=False, indent=1) + "\n", mode=0o600)


def now() -> datetime:
    """Return this moment, as it is written and compared."""
    return datetime.fromtimestamp(int(time.time()), UTC)


def is_older(text: object, age: timedelta) -> bool:
    """Return whether a moment that was written is older than `age`, or none at all.

    One that is still to come was written by a clock that was wrong: it says nothing.
    """
    try:
        passed = now() - datetime.fromisoformat(str(text))
    except (TypeError, ValueError):
        return True
    return not -CLOCKS <= passed <= age
