"""The same midnight through nginx, with the cache of deploy/nginx.conf."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from datetime import datetime
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from time_machine import travel

from offices.snapshot import directory
from procedures.snapshot import catalogue
from tests.procedures.factories import fee, publish_procedure

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
ADDRESS = "/api/v1/procedures/a/"
CONFIGURATION = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    proxy_temp_path {folder}/proxy; client_body_temp_path {folder}/body;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    proxy_cache_path {folder}/cache keys_zone=catalogue:1m inactive=10m;
    upstream police_portal {{ server 127.0.0.1:{service}; }}
    server {{
        listen 127.0.0.1:{port};
        proxy_set_header Host testserver;
        {location}
    }}
}}
"""

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(NGINX is None, reason="nginx is not installed: apt install nginx-light"),
]


class Quiet(WSGIRequestHandler):
    """Handles requests without a line for each."""

    def log_message(self, *_args):
        """Say nothing."""


def location_of_the_catalogue():
    """Return the block of deploy/nginx.conf that caches the catalogue, as it is deployed."""
    deployed = (settings.BASE_DIR / "deploy" / "nginx.conf").read_text()
    block = r"location ~ \^/api/v1/\(procedures\|fields\)/ \{.*?\n    \}"
    return re.search(block, deployed, re.DOTALL)[0]


@pytest.fixture
def asked():
    """Return the list of what nginx asked the service."""
    return []


@pytest.fixture
def service(asked):
    """Serve what this process has in memory, and return the port."""
    handle = WSGIHandler()

    def note_and_handle(environ, start_response):
        asked.append(environ["PATH_INFO"])
        return handle(environ, start_response)

    with make_server("127.0.0.1", 0, note_and_handle, handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.fixture
def through_nginx(service, tmp_path):
    """Run nginx in front of the service, and return a function that asks it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (tmp_path / "nginx.conf").write_text(
        CONFIGURATION.format(
            user="user root;" if os.geteuid() == 0 else "",
            folder=tmp_path,
            service=service,
            port=port,
            location=location_of_the_catalogue(),
        )
    )
    nginx = subprocess.Popen([NGINX, "-c", f"{tmp_path}/nginx.conf", "-e", f"{tmp_path}/error.log"])

    def ask(etag=""):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", ADDRESS, headers={"If-None-Match": etag} if etag else {})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, content, answer.headers

    yield wait_for(nginx, port) or ask
    nginx.terminate()
    nginx.wait(timeout=20)


def wait_for(nginx, port):
    """Wait until nginx takes connections."""
    for _try in range(200):
        assert nginx.poll() is None, "nginx did not start"
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    pytest.fail("nginx takes no connections")


def test_nginx_turns_over_at_midnight_too(through_nginx, asked):
    publish_procedure(
        id="a",
        fee_status="confirmed",
        fees=[fee(100, effective_to="2026-12-31"), fee(200, effective_from="2027-01-01")],
    )
    begin = datetime.fromisoformat("2026-12-31T23:59:57.800+07:00")
    catalogue.current(), directory.current()  # the thread that serves has no database
    with travel(begin, tick=True):
        status, content, headers = through_nginx()
        again = through_nginx(headers["ETag"])
        assert (status, b'"text":"100 ' in content, again[0]) == (200, True, 304)
        assert asked == [ADDRESS]  # nginx answered the second from its cache
        assert "X-Accel-Expires" not in headers
        time.sleep(max(0, begin.timestamp() + 3.3 - time.time()))  # until 00:00:01.1
        status, content, new = through_nginx(headers["ETag"])
    assert (status, b'"text":"200 ' in content, b'"text":"100 ' in content) == (200, True, False)
    assert new["ETag"].endswith('-20270101"')
