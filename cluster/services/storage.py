"""Storage that speaks S3: moto's server stands for it."""

import sys
from pathlib import Path

from cluster.services.service import Place, Service

PORT, BUCKET = 9000, "portal-files"


def storage(place: Place) -> Service:
    """Return the storage of files."""
    server = Path(sys.executable).with_name("moto_server")
    return Service([server, "--host", place.machine.address, "--port", str(PORT)])
