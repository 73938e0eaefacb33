"""systemd hears that a worker works, in each turn of its main thread."""

import socket
import threading

import pytest

from foundation.records import watchdog, worker_processes


@pytest.fixture
def heard(tmp_path, monkeypatch):
    """Give a function that returns what systemd heard since the last call."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(tmp_path / "notify"))
        ear.settimeout(0)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))

        def read():
            said = []
            while True:
                try:
                    said.append(ear.recv(100).decode())
                except BlockingIOError:
                    return said

        yield read


def test_a_worker_says_when_it_is_ready(heard, monkeypatch):
    monkeypatch.setattr("signal.signal", lambda *_arguments: None)
    worker_processes.stop_at_signal(with_parent=False)
    assert heard() == [watchdog.READY]


def test_each_turn_says_that_it_works(heard):
    stop = worker_processes.Stop()
    assert not stop.is_set()
    assert heard() == [watchdog.ALIVE]
    assert not stop.wait(0)
    assert heard() == [watchdog.ALIVE]


def test_a_long_sleep_says_so_all_along(heard, monkeypatch):
    monkeypatch.setattr(worker_processes, "ALIVE_SECONDS", 0.01)
    assert not worker_processes.Stop().wait(0.05)
    assert len(heard()) > 2


def test_another_thread_does_not_speak_for_the_one_that_works(heard):
    stop = worker_processes.Stop()
    other = threading.Thread(target=stop.is_set)
    other.start()
    other.join()
    assert heard() == []


def test_a_socket_of_systemd_in_the_abstract_namespace_hears(monkeypatch):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind("")  # Linux chooses a name
        ear.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", "@" + ear.getsockname()[1:].decode())
        watchdog.tell(watchdog.ALIVE)
        assert ear.recv(100) == b"WATCHDOG=1"


def test_nobody_to_tell_or_a_socket_that_is_gone_stops_nothing(monkeypatch, tmp_path):
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    watchdog.tell(watchdog.ALIVE)
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "gone"))
    watchdog.tell(watchdog.ALIVE)
