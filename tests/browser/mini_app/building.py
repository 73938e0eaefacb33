"""Builds the Mini App for the browser tests, as `make miniapp` does."""

import fcntl
import os
import re
import shutil
import subprocess
from pathlib import Path

from zalo_client.simulator.world import World

FOLDER = Path(__file__).parents[3] / "miniapp"
APP_ID = World().miniapp_id  # whatever is set: the simulated Zalo knows no other
_PATH = re.compile(r"\bpath: '([^']+)'")


def lacks_node() -> bool:
    """Return True if it cannot be built here; `build` says how to get Node, also a newer one."""
    return shutil.which("node") is None


def build() -> None:
    """Build `miniapp/www`, unless it is built from these sources already."""
    environment = {**os.environ, "ZALO_MINI_APP_ID": APP_ID, "API_URL": "", "OPEN_OUTSIDE": ""}
    with (FOLDER / "build.sh").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one worker builds while the others wait
        done = subprocess.run(
            ["/bin/sh", FOLDER / "build.sh"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr


def pack(folder: Path, api_url: str) -> None:
    """Build what is uploaded to Zalo into `folder`, as `make miniapp-deploy` does."""
    environment = {**os.environ, "ZALO_MINI_APP_ID": APP_ID, "API_URL": api_url}
    done = subprocess.run(
        ["/bin/sh", FOLDER / "pack.sh", folder],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def screens() -> dict[str, str]:
    """Return folder → address pattern of every screen, from its `route.ts`."""
    files = sorted(FOLDER.glob("src/screens/*/route.ts"))
    assert files
    found = {file.parent.name: _PATH.findall(file.read_text(encoding="utf-8")) for file in files}
    return {name: paths[0] for name, paths in found.items()}
