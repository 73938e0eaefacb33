"""Builds the Mini App for the browser tests, as `make miniapp` does."""

import os
import re
import subprocess
from pathlib import Path

from django.conf import settings

from tests import database
from tests.mini_app_id import mini_app_id

FOLDER = Path(settings.BASE_DIR, "miniapp")
APP_ID = mini_app_id()
_PATH = re.compile(r"\bpath: '([^']+)'")


def lacks_node() -> str:
    """Return why it cannot be built here, empty if it can."""
    try:
        version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "Node is not installed; miniapp/build.sh says how to get it."
    major = int(version.stdout.removeprefix("v").split(".")[0])
    return "" if major >= 20 else f"Node {major} is too old; miniapp/build.sh needs 20."


def build() -> None:
    """Build `miniapp/www`, unless it is built from these sources already."""
    environment = {**os.environ, "ZALO_MINI_APP_ID": APP_ID, "API_URL": "", "OPEN_OUTSIDE": ""}
    with database.one_at_a_time():
        done = subprocess.run(
            ["sh", FOLDER / "build.sh"], env=environment, capture_output=True, text=True
        )
    assert done.returncode == 0, done.stdout + done.stderr


def screens() -> list[str]:
    """Return the address pattern of every screen, from its `route.ts`."""
    files = sorted(FOLDER.glob("src/screens/*/route.ts"))
    assert files
    return [_PATH.findall(file.read_text(encoding="utf-8"))[0] for file in files]
