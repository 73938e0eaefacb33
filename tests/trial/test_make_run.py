"""`make run` in an empty clone, as a stranger types it. `make run-test` runs this; CI does."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.trial

ROOT = settings.BASE_DIR
HOST = "127.0.0.1"
SECONDS = 900  # a busy machine; an idle one takes some 40
END_SECONDS = 10
VARIABLES = ("DATABASE_URL", "DEBUG", "SECRET_KEY", "DJANGO_SETTINGS_MODULE", "MAKEFLAGS", "VENV")


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """Return a folder with the files that git knows, and the packages at hand."""
    folder = tmp_path_factory.mktemp("clone")
    listed = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, text=True)  # noqa: S607
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(sys.prefix)
    for file in folder.glob("requirements*"):
        os.utime(file, (0, 0))  # older than what is installed
    if has_node():
        modules = folder / "miniapp" / "node_modules"
        packages = ROOT / "miniapp" / "node_modules"
        shutil.copytree(packages, modules, symlinks=True)
        (modules / ".built").unlink(missing_ok=True)
        (modules / ".installed").touch()
    return folder


def has_node():
    return bool(shutil.which("npm")) and (ROOT / "miniapp" / "node_modules" / "vite").exists()


def two_ports():
    with socket.create_server((HOST, 0)) as one, socket.create_server((HOST, 0)) as other:
        return one.getsockname()[1], other.getsockname()[1]


class Run:
    """A `make run` in a session of its own, as in a terminal."""

    def __init__(self, folder):
        self.port, zalo_port = two_ports()
        kept = {name: text for name, text in os.environ.items() if name not in VARIABLES}
        self.screen = folder / "screen"
        with self.screen.open("w") as screen:
            self.process = subprocess.Popen(
                ["make", "run", f"PORT={self.port}", f"ZALO_PORT={zalo_port}"],  # noqa: S607
                cwd=folder,
                env=kept,
                stdout=screen,
                stderr=screen,
                start_new_session=True,
            )

    def read_until(self, words):
        deadline = time.monotonic() + SECONDS
        while words not in (shown := self.screen.read_text()):
            assert self.process.poll() is None, shown
            assert time.monotonic() < deadline, shown
            time.sleep(0.2)
        return shown

    def ask(self, address):
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        connection.request("GET", address)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def ask_while(self, address, pattern):
        """Return the body of the first answer without it."""
        deadline = time.monotonic() + SECONDS
        while re.search(pattern, body := self.ask(address)[1]) and time.monotonic() < deadline:
            assert self.process.poll() is None
            time.sleep(1)
        return body

    def processes(self):
        """Return the command line of each process of the session."""
        return [
            line
            for file in Path("/proc").glob("[0-9]*/stat")
            if (line := line_in_session(file, self.process.pid))
        ]

    def end(self):
        """Press Ctrl-C, and wait as long as it may take."""
        os.killpg(self.process.pid, signal.SIGINT)
        self.process.wait(END_SECONDS)


def line_in_session(stat, session):
    try:
        if stat.read_text().rpartition(")")[2].split()[3] != str(session):
            return ""
        return (stat.parent / "cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


@pytest.fixture(scope="module")
def run(clone):
    """Start it, and kill what is left of it in the end."""
    run = Run(clone)
    yield run
    if run.process.poll() is None:
        run.end()


def test_a_stranger_starts_it_uses_it_and_ends_it(run):
    shown = run.read_until("/api/docs/")
    steps = re.findall(r"^  (.+?)\.* \d+ s$", shown, re.MULTILINE)
    assert steps == [
        "Gói phần mềm",
        "Cơ sở dữ liệu",
        "Đơn vị, lịch làm việc",
        "Thủ tục, từ ngữ tìm kiếm",
        "Dữ liệu thử nghiệm",
        "Máy chủ",
    ]
    assert not re.search("Traceback|Warning|Error", shown)
    status, found = run.ask("/api/v1/procedures/?search=mat+ho+chieu")
    assert (status, bool(json.loads(found)["results"])) == (200, True)
    place = re.search(r"offices/\?place=([\w+]+)", shown)[1]
    status, found = run.ask(f"/api/v1/offices/?place={place}")
    assert (status, bool(json.loads(found)["results"])) == (200, True)
    # On a busy machine a part may be slow at first, and then nobody knows of warnings.
    health = run.ask_while("/health/ready/", "Không trả lời|chậm")
    assert json.loads(health).get("warnings") == [], health
    if has_node():
        page = re.search(r"/zapps/\w+/", shown)[0]
        assert '<div id="app"' in run.ask_while(page, "<title>Đang dựng")
    run.end()
    assert run.processes() == []
