"""nginx, with the files of deploy/, serves others while many clients are slow."""

import contextlib
import json
import resource
import socket

import pytest

from tests.deploy import running_nginx
from tests.for_each import for_each

SLOW = 1700
# What one address may have under way, as deploy/nginx.conf says.
UNDER_WAY = 200
HALF_A_HANDSHAKE = b"\x16\x03\x01\x02\x00\x01"
HALF_A_REQUEST = (
    b"POST /api/v1/questions/ HTTP/1.1\r\nHost: dichvu.congan.example.vn\r\n"
    b"Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
)

pytestmark = pytest.mark.skipif(running_nginx.NGINX is None, reason="nginx is not installed")


@pytest.fixture(scope="module")
def nginx(tmp_path_factory):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with running_nginx.running(tmp_path_factory.mktemp("nginx")) as server:
        yield server
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def hold(connections, stack, half):
    """Send `half` on each of the connections, which stay open as long as the stack."""
    for connection in connections:
        stack.enter_context(connection).sendall(half)


def test_1700_slow_clients_do_not_use_up_the_connections(nginx):
    with contextlib.ExitStack() as stack:
        hold((nginx.connect("127.0.0.2") for _ in range(SLOW)), stack, HALF_A_HANDSHAKE)
        head, body = nginx.ask()
    assert (head.split()[1], body) == ("200", "ok")


def test_one_address_has_at_most_200_requests_under_way(nginx):
    with contextlib.ExitStack() as stack:
        hold((nginx.open("127.0.0.3") for _ in range(UNDER_WAY)), stack, HALF_A_REQUEST)
        refused, problem = nginx.ask("127.0.0.3")
        others, _body = nginx.ask("127.0.0.4")
    assert others.split()[1] == "200"
    assert (refused.split()[1], json.loads(problem)["code"]) == ("429", "throttled")
    assert "Retry-After: 10" in refused
    assert "application/problem+json" in refused


def test_no_log_holds_what_was_typed_when_the_service_is_gone(nginx):
    head, _body = nginx.ask(path=f"{running_nginx.GONE}?search=mat-ho-chieu")
    logs = {file.name: file.read_text() for file in nginx.folder.glob("*.log")}
    assert head.split()[1] == "502"
    assert '"GET -" 502' in logs["police_portal.log"]
    assert [name for name, text in logs.items() if "mat-ho-chieu" in text] == []


def test_a_service_that_is_gone_is_a_problem_in_vietnamese(nginx):
    head, body = nginx.ask(path=running_nginx.GONE)
    problem = json.loads(body)
    assert (problem["code"], problem["status"]) == ("not_answered", 502)
    assert problem["title"] == "Dịch vụ tạm gián đoạn"
    assert f"X-Request-ID: {problem['instance']}" in head
    assert "Retry-After: 5" in head
    assert "application/problem+json" in head


def test_officers_read_a_page_when_the_service_is_gone(nginx):
    head, body = nginx.ask(path=f"/quan-tri{running_nginx.GONE}")
    assert head.split()[1] == "502"
    assert "text/html" in head
    assert "<h1>Dịch vụ tạm gián đoạn</h1>" in body


def test_nobody_notices_that_an_instance_is_gone(tmp_path):
    @contextlib.contextmanager
    def one_of_two():
        with running_nginx.serving() as port:
            yield [running_nginx.free_port(), port]

    with running_nginx.running(tmp_path, one_of_two) as nginx:
        statuses = {nginx.ask()[0].split()[1] for _try in range(4)}
    assert statuses == {"200"}


@contextlib.contextmanager
def one_of_two_hangs():
    """Serve at one port; at the other one the kernel takes connections, and nobody answers."""
    with running_nginx.serving() as port, socket.create_server(("127.0.0.1", 0)) as hanging:
        yield [hanging.getsockname()[1], port]


def hasty(site):
    assert "proxy_read_timeout 5s;" in site
    return site.replace("proxy_read_timeout 5s;", "proxy_read_timeout 200ms;")


@for_each("path", ["/health/live/", "/api/v1/procedures/", "/static/a.css", "/zapps/1/"])
def test_a_read_asks_the_other_instance_when_one_hangs(tmp_path, path):
    with running_nginx.running(tmp_path, one_of_two_hangs, hasty) as nginx:
        statuses = {nginx.ask(path=path)[0].split()[1] for _try in range(4)}
    assert statuses == {"200"}


def test_a_read_that_nobody_answers_is_a_problem_in_vietnamese(tmp_path):
    @contextlib.contextmanager
    def both_hang():
        with socket.create_server(("127.0.0.1", 0)) as hanging:
            yield [hanging.getsockname()[1]] * 2

    with running_nginx.running(tmp_path, both_hang, hasty) as nginx:
        head, body = nginx.ask()
    assert head.split()[1] == "504"
    assert '"code":"answered_late"' in body


def test_another_machine_answers_when_no_instance_of_this_one_does(tmp_path):
    """As «Add the second node» of docs/large.md says; here both machines are one nginx."""
    inner = running_nginx.free_port()
    neighbour = (running_nginx.DEPLOY / "nginx-neighbour.conf").read_text()

    @contextlib.contextmanager
    def only_the_other_machine_serves():
        with running_nginx.serving() as port:
            there.append(port)
            yield [running_nginx.free_port(), running_nginx.free_port()]

    def add_neighbour(site):
        backup = f"server 127.0.0.1:{inner} backup;\n    keepalive 32;"
        other = neighbour.replace("10.9.0.1:8100", f"127.0.0.1:{inner}")
        other = other.replace("127.0.0.1:8000", f"127.0.0.1:{there[0]}")
        return site.replace("keepalive 32;", backup, 1) + other

    there = []
    with running_nginx.running(tmp_path, only_the_other_machine_serves, add_neighbour) as nginx:
        answers = {nginx.ask(path=path) for path in ("/health/live/", "/static/a.css")}
    assert {head.split()[1] for head, _body in answers} == {"200"}


@for_each(
    ("path", "kib"),
    [
        ("/quan-tri/login/", 64),
        ("/quan-tri/auth/user/add/", 4 * 1024),
        ("/quan-tri/dossiers/dossierimport/add/", 52 * 1024),
        ("/quan-tri/announcements/announcement/1/change/", 12 * 1024),
        ("/api/v1/photos/", 41 * 1024),
        ("/api/v1/evidence/", 121 * 1024),
        ("/api/v1/evidence/uploads/0f8fad5b-d9cb-469f-a165-70867728950e/", 4 * 1024),
        ("/quan-tri/bang-chung/xuat/1/", 64),
        ("/api/v1/session/", 1024),
    ],
)
def test_a_body_beyond_the_bound_of_its_address_is_refused_unread(nginx, path, kib):
    head = f"POST {path} HTTP/1.1\r\nHost: {running_nginx.HOST}\r\nContent-Length: "
    with nginx.open() as connection:
        connection.sendall(f"{head}{kib * 1024 + 1}\r\n\r\n".encode())
        assert connection.recv(20).split()[1] == b"413"
