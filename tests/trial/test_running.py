"""What `make run` shows and leaves behind, with parts that do nothing."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

FAKE = Path(__file__).with_name("fake_python.py")
RUN = """import sys; from pathlib import Path; from trial import running
running.VAR = Path({var!r}); running.BUILD = ("sh", "-c", {build!r})
sys.exit(running.main({arguments!r}))"""
HOST = "127.0.0.1"
SECONDS = 60


@pytest.fixture
def port():
    """Return a port that is free."""
    with socket.create_server((HOST, 0)) as server:
        return server.getsockname()[1]


class Trial:
    """A trial in the folder of a test, with the fake Python."""

    def __init__(self, folder, port):
        self.folder, self.port = folder, port
        self.python, self.log = folder / "python", folder / "parts"
        self.python.write_text(f'#!/bin/sh\nexec {sys.executable} {FAKE} "$@"\n')
        self.python.chmod(0o755)
        self.log.touch()

    def start(self, *words, build="true", **variables):
        arguments = ["--port", str(self.port), "--python", str(self.python), *words]
        code = RUN.format(var=str(self.folder / "var"), build=build, arguments=arguments)
        self.process = subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=settings.BASE_DIR,
            env={**os.environ, **variables, "FAKE_LOG": str(self.log)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    @property
    def parts(self):
        """The names of the parts that were started, and the numbers of their processes."""
        return [tuple(line.split()[:2]) for line in self.log.read_text().splitlines()]

    def wait_for(self, words):
        """Return when a part noted `words`."""
        deadline = time.monotonic() + SECONDS
        while words not in self.log.read_text():
            assert self.process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)

    def read_until(self, words):
        """Return what the screen shows up to `words`."""
        shown = ""
        while words not in shown:
            line = self.process.stdout.readline()
            assert line, shown
            shown += line
        return shown

    def end(self, number=signal.SIGINT):
        """Send a signal and return what the screen shows from there on."""
        self.process.send_signal(number)
        return self.process.communicate(timeout=SECONDS)[0]

    def left(self):
        """Return the parts that are still there."""
        return [name for name, pid in self.parts if Path("/proc", pid).exists()]


@pytest.fixture
def trial(tmp_path, port):
    """Return a trial that is not started yet, and end it after the test."""
    found = Trial(tmp_path, port)
    yield found
    if hasattr(found, "process") and found.process.poll() is None:
        found.end()


def said_at_once(trial, *words):
    """Start the trial, which refuses; return what it says."""
    trial.start(*words)
    said = trial.process.communicate(timeout=SECONDS)[0]
    assert (trial.process.returncode, trial.parts) == (1, [])
    assert not (trial.folder / "var").exists()
    return said


def test_a_wrong_province_is_refused_before_anything_is_written(trial):
    assert "Gần giống: Hưng Yên" in said_at_once(trial, "--province", "Hưng Yêm")


def test_a_taken_port_is_refused_before_anything_is_written(trial):
    with socket.create_server((HOST, trial.port)):
        said = said_at_once(trial)
    assert f"Cổng {trial.port} đang do" in said
    assert f"PID {os.getpid()}" in said


def test_a_second_trial_is_refused_while_the_first_sets_up(trial, tmp_path):
    trial.start(FAKE_SET_UP="hangs")
    trial.wait_for("hangs")
    (tmp_path / "second").mkdir()
    second = Trial(tmp_path / "second", trial.port)
    assert f"PID {trial.process.pid}" in said_at_once(second)


def test_a_failed_set_up_ends_everything_with_its_message(trial):
    trial.start(FAKE_SET_UP="fails")
    said = trial.process.communicate(timeout=SECONDS)[0].splitlines()
    assert trial.process.returncode == 1
    assert said[-2] == "django.db.utils.OperationalError: no such column: x"
    assert said[-1] == f"(toàn bộ: {trial.folder}/var/log/set_up.log)"
    assert "Traceback" not in "\n".join(said)
    assert [name for name, _pid in trial.parts] == ["trial.zalo", "set_up"]
    assert trial.left() == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_during_the_set_up_ends_every_process(trial, number):
    """Also one that does not listen."""
    trial.start(build="sleep 300", FAKE_SET_UP="hangs")
    trial.wait_for("hangs")
    said = trial.end(number)
    assert trial.process.returncode == 128 + number
    assert said.splitlines()[-1] == "Đang dừng …"
    assert trial.left() == []


def test_nothing_serves_or_works_before_the_set_up_has_ended(trial):
    trial.start()
    trial.read_until("Địa chỉ ở đây")
    trial.wait_for("work")
    names = [name for name, _pid in trial.parts]
    assert names[:3] == ["trial.zalo", "set_up", "police_portal.serving"]
    trial.end()
    assert trial.left() == []


def test_the_addresses_are_shown_once_the_server_is_ready(trial):
    trial.start(FAKE_UNREADY="3")
    trial.read_until("Địa chỉ ở đây")
    assert trial.log.read_text().count("loads") == 3
    assert "ready" in trial.log.read_text()


def test_the_addresses_are_the_last_lines_again_after_the_build(trial, tmp_path):
    built = tmp_path / "built"
    trial.start(build=f"while [ ! -e {built} ]; do sleep 0.1; done")
    assert "Mini App đang được dựng" in trial.read_until("đang được dựng")
    built.touch()
    assert "đang được dựng" not in trial.read_until("Địa chỉ ở đây")
    assert trial.end() == "\nĐang dừng …\n"


def test_a_build_that_fails_is_told_with_the_addresses(trial):
    trial.start(build="echo 'needs Node 20'; exit 1")
    assert "Địa chỉ ở đây" in trial.read_until("needs Node 20")


def test_a_part_that_dies_ends_everything(trial):
    trial.start()
    trial.wait_for("work")
    os.kill(int(dict(trial.parts)["police_portal.serving"]), signal.SIGKILL)
    said = trial.process.communicate(timeout=SECONDS)[0]
    assert "server đã dừng" in said
    assert trial.process.returncode == 1
    assert trial.left() == []
