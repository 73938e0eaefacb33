"""nginx, with the files of deploy/, keeps nothing of notices about persons."""

import contextlib
import threading
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.handlers.wsgi import WSGIHandler

from offices.snapshot import directory
from tests.announcements.published import item, publish, withdrawn
from tests.deploy import running_nginx

pytestmark = [
    pytest.mark.django_db(transaction=True),  # what is loaded is for the serving thread, too
    pytest.mark.skipif(running_nginx.NGINX is None, reason="nginx is not installed"),
]


class Quiet(WSGIRequestHandler):
    """Handles requests without a line for each."""

    def log_message(self, *_args):
        """Say nothing."""


@pytest.fixture
def nginx(settings, tmp_path):
    """Run nginx before a service that answers from the memory of this process."""
    settings.ALLOWED_HOSTS = [running_nginx.HOST]

    @contextlib.contextmanager
    def serve():
        with make_server("127.0.0.1", 0, WSGIHandler(), handler_class=Quiet) as server:
            thread = threading.Thread(target=server.serve_forever, args=(0.02,))
            thread.start()
            try:
                yield server.server_port
            finally:
                server.shutdown()
                thread.join()

    with running_nginx.running(tmp_path, serve) as running:
        yield running


def test_a_revoked_notice_is_gone_with_the_next_request(nginx):
    directory.current()  # the thread that serves has no database
    publish(item("tim-1", "wanted", title="Trần Văn A"))
    api = "/api/v1/announcements/"
    paths = ["/tin/", "/tin/tim-1/", "/api/v1/feeds/announcements.json", api, f"{api}tim-1/"]
    before = [nginx.ask(path=path) for path in paths]
    again = [nginx.ask(path=path) for path in paths]
    publish(withdrawn("tim-1", "wanted"))
    after = [nginx.ask(path=path) for path in paths]
    assert [head.split()[1] for head, _body in before + again] == ["200"] * 10
    assert ["Trần Văn A" in body for _head, body in before] == [True, True, False, True, True]
    assert [head.split()[1] for head, _body in after] == ["200", "410", "200", "200", "410"]
    assert not any("Trần Văn A" in body for _head, body in after)
    assert "tim-1" not in after[0][1] + after[3][1]
