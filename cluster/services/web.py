"""The portal: web service and `work`, with the same environment on every machine."""

import sys
from collections.abc import Mapping
from pathlib import Path

from cluster.services.service import Place, Service
from police_portal.environment import BASE_DIR

PORT = 8000
WORKERS = "2"


def web(place: Place, values: Mapping[str, str], code: Path = BASE_DIR) -> Service:
    """Return the web service of the version in the folder `code`."""
    line = [sys.executable, "-m", "police_portal.serving", "--host", place.machine.address]
    line += ["--port", str(PORT), "--workers", WORKERS, "--respawn-failed-workers"]
    return Service(line, environment=_on(place, values), folder=code)


def work(place: Place, values: Mapping[str, str]) -> Service:
    """Return all loops and jobs; in a hurry, so that a row of the table has an end."""
    line = [sys.executable, "-m", "benchmarks.hurried_work", f"{place.machine.name}."]
    return Service(line, environment=_on(place, values), folder=BASE_DIR)


def _on(place: Place, values: Mapping[str, str]) -> dict[str, str]:
    return {**values, "DATA_DIR": str(place.folder)}
