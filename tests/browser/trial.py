"""The service with its trial data, beside a simulated Zalo, for whoever takes pictures of it."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 600  # seconds until the service answers; the trial data come first
# What the guides speak of and the demo has not: reports of a crime and about an officer.
FILL = "import django; django.setup(); from tests.browser import guide_rows; guide_rows.create()"


@contextlib.contextmanager
def trial(port: int) -> Iterator[str]:
    """Run the service with the demo on `port` and yield its address."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "DEBUG": "true",
            "DEMO_ACCOUNTS": "true",
            "DEVELOPMENT_LOGIN": "true",
            "DATA_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/trial.sqlite3",
            "DJANGO_SETTINGS_MODULE": "police_portal.settings",
        }
        own = ["--python", sys.executable, "--workers", "1", "--zalo-port", str(port + 1)]
        command = [sys.executable, "-m", "trial", "--port", str(port), *own]
        known = {**os.environ, **settings}
        with subprocess.Popen(command, cwd=ROOT, env=known) as service:
            try:
                address = _ready(f"http://127.0.0.1:{port}")
                subprocess.run([sys.executable, "-c", FILL], cwd=ROOT, env=known, check=True)
                yield address
            finally:
                service.terminate()


def _ready(address: str) -> str:
    for _second in range(PATIENCE):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/health/live/"):  # noqa: S310  # our own service
            return address
        time.sleep(1)
    raise TimeoutError(address)
