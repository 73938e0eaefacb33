"""Known holes of locked packages are told; that nobody could be asked is told, too."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests import known_holes

DJANGO = "pkg:pypi/django@"


@pytest.fixture
def osv():
    """Serve as OSV does: `answer(purl)` are the numbers of a package's holes."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            purls = [one["package"]["purl"] for one in asked["queries"]]
            said = [{"vulns": [{"id": one} for one in server.answer(purl)]} for purl in purls]
            body = json.dumps(server.body or {"results": said}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said):
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.answer, server.body = (lambda _purl: []), None
    server.url = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_every_locked_package_is_asked_for():
    asked = known_holes.packages()
    assert any(one.startswith(DJANGO) for one in asked)
    assert any(one.startswith("pkg:npm/") for one in asked)


def test_without_holes_the_status_is_0(osv, capsys):
    assert known_holes.main(osv.url) == 0
    assert "0 have known holes" in capsys.readouterr().out


def test_a_hole_is_named_with_its_package(osv, capsys):
    osv.answer = lambda purl: ["GHSA-1"] if purl.startswith(DJANGO) else []
    assert known_holes.main(osv.url) == 1
    assert "GHSA-1" in capsys.readouterr().out


def test_what_is_left_open_with_a_reason_is_no_fault(osv, monkeypatch):
    osv.answer = lambda purl: ["GHSA-1"] if purl.startswith(DJANGO) else []
    monkeypatch.setattr(known_holes, "OPEN", {"GHSA-1": "not used here"})
    assert known_holes.main(osv.url) == 0


def test_an_answer_that_says_nothing_is_no_all_clear(osv, capsys):
    osv.body = ["x"]
    assert known_holes.main(osv.url) == known_holes.UNREACHABLE
    assert "NOT looked at" in capsys.readouterr().out


def test_that_nobody_answers_is_said(capsys):
    assert known_holes.main("http://127.0.0.1:1/") == known_holes.UNREACHABLE
    assert "NOT looked at" in capsys.readouterr().out
