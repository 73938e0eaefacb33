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
RUN = """{python} manage.py set_up --port {port} && \
exec {python} -m police_portal.serving --host 127.0.0.1 --port {port} --workers 1"""


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
        }
        run = RUN.format(python=sys.executable, port=port)
        command = [sys.executable, "-m", "tests.with_zalo", "/bin/sh", "-c", run]
        with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}) as service:
            try:
                yield _ready(f"http://127.0.0.1:{port}")
            finally:
                service.terminate()


def _ready(address: str) -> str:
    for _second in range(PATIENCE):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/health/live/"):  # noqa: S310  # our own service
            return address
        time.sleep(1)
    raise TimeoutError(address)
