"""What nginx logs of each address of the service: its route, and nobody's values."""

import contextlib
import http.client
import re
import shutil
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from foundation.api.middleware import RequestIdentity
from tests.deploy import running_nginx
from tests.deploy.running_nginx import HOST
from tests.routes import walk

pytestmark = pytest.mark.skipif(running_nginx.NGINX is None, reason="nginx is not installed")
# What stands where a route has a parameter.
SECRETS = {
    "str": "PA26-SECRET",
    "path": "PA26-SECRET.a:b_c",
    "int": "7770077700",
    "uuid": "77777777-7777-4777-8777-777777777777",
    "slug": "pa26-secret",
}
SECRET = re.compile("secret|7770077700|7777-4777", re.IGNORECASE)
CITIZEN, OFFICER = "127.0.0.77", "127.0.0.78"
LINE = re.compile(r'^(\S+) \[[^]]+\] "(\S+) (.+)" (\d+) ', re.MULTILINE)


class Service(BaseHTTPRequestHandler):
    """Answers as our middleware does, without a view; hangs up on whoever sends `gone`."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if "gone" in self.headers:
            self.close_connection = True
            return
        answer = RequestIdentity(_resolved)(RequestFactory().get(self.path))
        self.send_response(200)
        for name, value in {**answer.headers, "Content-Length": "0"}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_arguments):
        """Print nothing."""


def _resolved(request):
    request.resolver_match = resolve(request.path_info)
    return HttpResponse()


@contextlib.contextmanager
def serving():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def nginx(tmp_path):
    with running_nginx.running(tmp_path, serving) as server:
        yield server


def _filled(route):
    """Return an address of a route with a secret in each place that may hold one."""
    path = re.sub(r"<(?:(\w+):)?\w+>", lambda found: SECRETS[found[1] or "str"], route)
    path = re.sub(r"\^?\(\?P<app_label>(\w+)[^)]*\)", r"\1", path)
    return "/" + path.replace("(?P<url>.*)", SECRETS["path"]).rstrip("$")


def _ask(nginx, paths, address, **headers):
    """Ask for the paths over few connections; return the headers of each answer."""
    seen = []
    for first in range(0, len(paths), 500):  # nginx ends a connection after 1,000 requests
        with contextlib.closing(http.client.HTTPConnection(HOST)) as connection:
            for path in paths[first : first + 500]:
                connection.sock = connection.sock or nginx.open(address)
                connection.request("GET", path, headers=headers)
                answer = connection.getresponse()
                answer.read()
                seen.append(answer.headers)
    return seen


def _lines(nginx):
    """Return what is logged, once no more comes: nginx writes a line after its answer."""
    log, former = nginx.folder / "police_portal.log", None
    while former != (text := log.read_text()):
        former = text
        time.sleep(0.3)
    return LINE.findall(text)


def test_of_every_address_the_route_is_logged_and_no_parameter(nginx):
    routes = [route.route for route in walk()]
    paths = [_filled(route) for route in routes]
    assert sum(bool(SECRET.search(path)) for path in paths) > 300
    answers = _ask(nginx, [*paths, *paths], CITIZEN)  # catalogue answers come from the cache then
    logged = [route for _address, _method, route, _status in _lines(nginx)]
    expected = [resolve(path).route.replace('"', "\\x22") for path in paths]
    assert logged == expected * 2
    assert [name for name in answers if "X-Route" in name] == []
    assert not _is_logged(nginx, SECRET)


def test_without_an_answer_only_known_words_are_logged(nginx):
    paths = [_filled(route.route) for route in walk() if not route.in_admin]
    _ask(nginx, [f"{path}?ticket=secret" for path in paths], CITIZEN, gone="yes")
    _ask(nginx, ["/PA26-SECRET/", "/api/v1/PA26-SECRET/", "/api/v1/secret/x/"], CITIZEN, gone="y")
    lines = _lines(nginx)
    assert {status for *_rest, status in lines} == {"502"}
    assert [route for _address, _method, route, _status in lines[-3:]] == ["-"] * 3
    for path, (_address, _method, route, _status) in zip(paths, lines, strict=False):
        assert (route[-1], path.startswith(f"/{route[:-1]}")) == ("-", True)
        assert route != "-"
    assert not _is_logged(nginx, SECRET)


def test_a_method_of_thousands_of_letters_is_not_logged(nginx):
    with nginx.open() as connection:
        head = f"{'SECRET' * 1000} / HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n"
        connection.sendall(head.encode())
        assert connection.recv(65536)
    assert [method for _address, method, _route, _status in _lines(nginx)] == ["-"]
    assert max(map(len, (nginx.folder / "police_portal.log").read_text().splitlines())) < 200


def test_no_log_holds_the_address_of_a_citizen(nginx):
    paths = {_filled(route.route) for route in walk() if not route.in_admin}
    machines = ("/webhooks/", "/api/v1/integration/")
    citizens = [one for one in paths if not one.startswith(machines)]
    for sent in ({}, {"gone": "yes"}):
        _ask(nginx, citizens, CITIZEN, **sent)
    _ask(nginx, ["/quan-tri/", "/webhooks/zalo/oa/", "/api/v1/integration/dossiers/"], OFFICER)
    lines = _lines(nginx)
    assert {address for address, *_rest in lines[:-3]} == {"-"}
    assert [address for address, *_rest in lines[-3:]] == [OFFICER] * 3
    assert not _is_logged(nginx, CITIZEN)


def test_whoever_leaves_out_https_is_not_logged(nginx):
    site = (nginx.folder / "site.conf").read_text()
    (port,) = re.findall(r"listen 127.0.0.1:(\d+);\s+server_name", site)
    with socket.create_connection(("127.0.0.1", int(port)), 5, (CITIZEN, 0)) as connection:
        connection.sendall(b"GET /api/v1/reports/PA26-SECRET/?x=secret HTTP/1.1\r\nHost: a\r\n\r\n")
        assert connection.recv(100).split()[1] == b"301"
    assert not _is_logged(nginx, SECRET)
    assert not _is_logged(nginx, CITIZEN)


def test_nothing_is_logged_of_a_body_for_which_the_disk_has_no_place(nginx):
    shutil.rmtree(nginx.folder / "client_body")
    head = f"POST /api/v1/reports/PA26-SECRET/messages/?ticket=secret HTTP/1.1\r\nHost: {HOST}\r\n"
    with nginx.open(CITIZEN) as connection:
        connection.sendall(f"{head}Content-Length: 100000\r\n\r\n".encode() + b"x" * 100_000)
        assert connection.recv(100).split()[1] == b"500"
    assert not _is_logged(nginx, SECRET)
    assert not _is_logged(nginx, CITIZEN)


def _is_logged(nginx, pattern):
    """Return True if what the pattern finds stands in any log."""
    logs = list(nginx.folder.glob("*.log"))
    assert len(logs) >= 2
    return any(re.search(pattern, file.read_text()) for file in logs)
