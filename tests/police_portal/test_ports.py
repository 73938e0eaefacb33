"""A port that another process uses is refused, and that process shown."""

import os
import socket

import pytest

from police_portal import ports

HOST = "127.0.0.1"


@pytest.fixture
def port():
    """Return a free port."""
    with socket.create_server((HOST, 0)) as server:
        return server.getsockname()[1]


def test_only_one_process_claims_a_free_port(port):
    """Even before anything listens there."""
    held = ports.claim(HOST, port)
    with pytest.raises(ports.NotFree, match=rf"Cổng {port} .*PID {os.getpid()}, ở"):
        ports.claim(HOST, port)
    held.close()
    ports.claim(HOST, port).close()


@pytest.mark.parametrize("shared", [True, False])
def test_the_listening_process_is_shown(shared):
    """Even one that would share its port, as servers with several workers do."""
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, shared)
        server.bind((HOST, 0))
        server.listen()
        taken = server.getsockname()[1]
        with pytest.raises(ports.NotFree, match=rf"Cổng {taken} đang do .*PID {os.getpid()}, ở"):
            ports.claim(HOST, taken)


def test_closed_connections_do_not_block_a_port():
    with socket.create_server((HOST, 0)) as server:
        port = server.getsockname()[1]
        client = socket.create_connection((HOST, port))
        server.accept()[0].close()  # the server closes first: its side waits for a minute
        client.close()
    ports.claim(HOST, port).close()


def test_only_the_module_of_a_command_line_is_shown(tmp_path, monkeypatch):
    monkeypatch.setattr(ports, "PROC", tmp_path)
    for pid, line in {
        "1": "/usr/bin/python3 -m police_portal.serving --key secret",
        "2": "/usr/sbin/nginx -g secret",
    }.items():
        (tmp_path / pid).mkdir()
        (tmp_path / pid / "cmdline").write_text(line.replace(" ", "\0"))
    assert ports._name("1") == "python3 -m police_portal.serving"
    assert ports._name("2") == "nginx"


def test_a_process_of_another_user_has_no_name(tmp_path, monkeypatch):
    monkeypatch.setattr(ports, "PROC", tmp_path)
    with (
        socket.create_server((HOST, 0)) as server,
        pytest.raises(ports.NotFree, match="một tiến trình khác"),
    ):
        ports.claim(HOST, server.getsockname()[1])
