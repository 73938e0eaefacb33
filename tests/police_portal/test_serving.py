"""The server uses the number of threads in the setting."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings

from foundation.zalo import configuration
from police_portal import serving

STARTERS = ("trial/running.py", "deploy/police-portal@.service", "benchmarks/servers.py")


def threads_of(line):
    return line[line.index("--blocking-threads") + 1]


@pytest.mark.parametrize("threads", ["1", "4", "9"])
def test_the_server_uses_the_threads_of_the_setting(monkeypatch, threads):
    monkeypatch.setenv("WEB_THREADS", threads)
    assert threads_of(serving.command(["--port", "8000"])) == threads


def test_arguments_reach_the_server():
    line = serving.command(
        ["--port", "8000", "--workers", "2", "--application", "other:application"]
    )
    assert line[0] == "granian"
    assert line[-5:] == ["--port", "8000", "--workers", "2", "other:application"]


def test_our_application_is_the_default():
    assert serving.command([])[-1] == "police_portal.wsgi:application"


@pytest.mark.parametrize("name", STARTERS)
def test_nothing_starts_the_server_directly(name):
    text = Path(settings.BASE_DIR, name).read_text()
    assert "police_portal.serving" in text
    assert not re.search("blocking-threads|bin/granian|--no-ws", text)


@pytest.mark.parametrize(("threads", "places"), [(1, 1), (2, 1), (4, 2), (9, 4)])
def test_at_most_half_of_the_threads_wait_for_zalo(settings, threads, places):
    settings.WEB_THREADS = threads
    assert configuration.current().waiting_places == places


def serve(port, *words, python=sys.executable, **variables):
    """Start the server and return its process."""
    line = [python, "-m", "police_portal.serving", "--port", str(port), *words]
    kept = {name: text for name, text in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return subprocess.Popen(
        line, cwd=settings.BASE_DIR, env={**kept, **variables}, stderr=subprocess.PIPE, text=True
    )


def test_a_port_in_use_is_refused_with_its_process():
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        server = serve(taken)
        said = server.communicate(timeout=60)[1]
    assert server.returncode == 1
    assert f"Cổng {taken} đang do" in said
    assert f"PID {os.getpid()}" in said


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_workers_during_loading(tmp_path, number):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    slow = ["--workers", "2", "--application", "tests.police_portal.loads_slowly:application"]
    server = serve(port, *slow, LOADING=str(tmp_path))
    while len(list(tmp_path.iterdir())) < 2:
        assert server.poll() is None
        time.sleep(0.05)
    server.send_signal(number)
    server.communicate(timeout=60)
    assert server.returncode == 0
    assert [pid.name for pid in tmp_path.iterdir() if Path("/proc", pid.name).exists()] == []


@pytest.fixture
def moved(tmp_path):
    """Return the Python of packages that lie elsewhere than where they were installed.

    A package of the system is installed so: no script of theirs knows where it is.
    """
    environment = tmp_path / "release" / ".venv"
    (environment / "bin").mkdir(parents=True)
    (environment / "bin" / "python").symlink_to(Path(sys.executable).resolve())
    (environment / "lib").symlink_to(Path(sys.prefix, "lib"))
    (environment / "pyvenv.cfg").write_bytes(Path(sys.prefix, "pyvenv.cfg").read_bytes())
    return environment / "bin" / "python"


def test_packages_that_were_moved_serve(moved):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = serve(port, "--application", "tests.police_portal.answers:application", python=moved)
    try:
        assert asked(server, port) == b"served by " + str(moved).encode()
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=60)
    assert server.returncode == 0


def asked(server, port):
    """Return the first answer of a server that starts."""
    while True:
        assert server.poll() is None, server.stderr.read()
        try:
            with urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
                return answer.read()
        except (ConnectionError, URLError):
            time.sleep(0.05)
