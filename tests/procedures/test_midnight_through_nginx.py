"""The same midnight through nginx, with the files of deploy/."""

import contextlib
import threading
import time
from datetime import datetime
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.handlers.wsgi import WSGIHandler
from time_machine import travel

from offices.snapshot import directory
from procedures.models import LawChange, LawMoment
from procedures.publishing.snapshot import catalogue
from tests.deploy import running_nginx
from tests.procedures.factories import fee, publish_procedure

ADDRESS = "/api/v1/procedures/a/"

pytestmark = [
    pytest.mark.django_db(transaction=True),  # loaded for the serving thread, too
    pytest.mark.skipif(running_nginx.NGINX is None, reason="nginx is not installed"),
]


class Quiet(WSGIRequestHandler):
    """Handles requests without logging."""

    def log_message(self, *_args):
        """Do nothing."""


@pytest.fixture
def asked():
    """Return the list of nginx's requests to the service."""
    return []


@pytest.fixture
def nginx(asked, settings, tmp_path):
    """Run nginx before a service that answers from the memory of this process."""
    settings.ALLOWED_HOSTS = [running_nginx.HOST]
    handle = WSGIHandler()

    def note_and_handle(environ, start_response):
        asked.append(environ["PATH_INFO"])
        return handle(environ, start_response)

    @contextlib.contextmanager
    def serve():
        with make_server("127.0.0.1", 0, note_and_handle, handler_class=Quiet) as server:
            thread = threading.Thread(target=server.serve_forever, args=(0.02,))
            thread.start()
            try:
                yield server.server_port
            finally:
                server.shutdown()
                thread.join()

    with running_nginx.running(tmp_path, serve) as running:
        yield running


def etag_in(head):
    return next(
        line.split(": ")[1] for line in head.splitlines() if line.lower().startswith("etag")
    )


def test_nginx_switches_at_midnight_too(nginx, asked):
    publish_procedure(
        id="a",
        fee_status="confirmed",
        fees=[fee(100, effective_to="2026-12-31"), fee(200, effective_from="2027-01-01")],
    )
    begin = datetime.fromisoformat("2026-12-31T23:59:56.500+07:00")
    catalogue.current(), directory.current()  # the serving thread has no database
    nginx.ask(path="/api/v1/procedures/")  # slow the first time
    asked.clear()
    with travel(begin, tick=True):
        old, content = nginx.ask(path=ADDRESS)
        again, _nothing = nginx.ask(path=ADDRESS, If_None_Match=etag_in(old))
        assert (old.split()[1], again.split()[1]) == ("200", "304")
        assert '"text":"100 ' in content
        assert asked == [ADDRESS]  # nginx answered the second from its cache
        assert "X-Accel-Expires" not in old
        time.sleep(max(0, begin.timestamp() + 4.6 - time.time()))  # until 00:00:01.1
        new, content = nginx.ask(path=ADDRESS, If_None_Match=etag_in(old))
    assert (new.split()[1], '"text":"200 ' in content, '"text":"100 ' in content) == (
        "200",
        True,
        False,
    )
    assert '-20270101"' in etag_in(new)


RESOLUTION = {"closed_from": "2026-07-01", "closed_note": "Nghị quyết 66.18/2026/NQ-CP bỏ."}


@pytest.mark.parametrize(
    ("last_day", "values", "before", "after"),
    [
        ("2027-02-28", RESOLUTION, '"in_force":true', '"in_force":false'),
        ("2027-03-01", {}, '"changed":""', "02/03/2027; đang cập nhật"),
    ],
)
def test_nginx_switches_when_a_resolution_ends(nginx, last_day, values, before, after):
    closed = {**values, "closed_to": last_day} if values else {}
    publish_procedure(id="a", trust="current", as_of="2026-11-29", **closed)
    row = LawChange.objects.create(
        id="het", day=last_day, moment=LawMoment.ENDS, act="22/2026/NQ-CP", what="Ngày cuối"
    )
    row.procedures.set(["a"])
    begin = datetime.fromisoformat(f"{last_day}T23:59:56.500+07:00")
    catalogue.current(), directory.current()  # the serving thread has no database
    nginx.ask(path="/api/v1/procedures/")  # slow the first time
    with travel(begin, tick=True):
        old, content = nginx.ask(path=ADDRESS)
        assert before in content
        time.sleep(max(0, begin.timestamp() + 4.6 - time.time()))  # until 00:00:01.1
        new, content = nginx.ask(path=ADDRESS, If_None_Match=etag_in(old))
    assert (new.split()[1], after in content, before in content) == ("200", True, False)
