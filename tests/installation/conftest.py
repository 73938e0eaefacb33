"""A machine that is a folder; its commands are noted, and answered as the test says."""

import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from installation.machine import Machine
from installation.places import DEPLOY


class Pretended(Machine):
    """Files below a folder; `answers` maps the beginning of a command to what it says.

    A command without an answer succeeds and says nothing; `failing` are beginnings that fail.
    """

    def __init__(self, root):
        super().__init__(root)
        self.answers, self.failing, self.noted = {}, set(), []

    def own(self, path, owner):
        self.noted.append(f"chown {owner} {path.relative_to(self.root)}")

    def _run(self, command, typed=""):
        line = " ".join(command)
        self.noted.append(line)
        fails = any(line.startswith(one) for one in self.failing)
        said = next((text for part, text in self.answers.items() if part in line), "")
        return subprocess.CompletedProcess(command, int(fails), said, "không được" if fails else "")

    def _call(self, command):
        return self._run(command).returncode

    def done(self, beginning):
        """Return the commands that begin so."""
        return [line for line in self.noted if line.startswith(beginning)]


@pytest.fixture
def machine(tmp_path):
    """Return a machine on which the package is installed, and nothing set up."""
    found = Pretended(tmp_path)
    release = found.path("/opt/police-portal-releases/1.0")
    (release / ".venv").mkdir(parents=True)
    (release / "deploy").symlink_to(Path(settings.BASE_DIR, "deploy"))
    found.path("/opt/police-portal").symlink_to(release)
    assert found.exists(DEPLOY)
    return found
