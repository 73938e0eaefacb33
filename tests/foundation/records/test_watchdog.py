"""systemd hears that a process works."""

import socket

from foundation.records import watchdog


def test_a_socket_of_systemd_hears(monkeypatch, tmp_path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(tmp_path / "notify"))
        ear.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        watchdog.tell(watchdog.READY)
        assert ear.recv(100) == b"READY=1"


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
