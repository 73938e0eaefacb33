"""Logs: one JSON object a line with the request id, and no personal data."""

import io
import json
import logging
from urllib.parse import quote

import pytest
import structlog
from django.db import InternalError
from psycopg.errors import InFailedSqlTransaction

from foundation.api import logs, middleware
from tests.police_portal import production
from tests.police_portal.probes import PERSONAL
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db


def formatter(*, json):
    described = logs.configuration(json=json, level="INFO")["formatters"]["line"]
    return structlog.stdlib.ProcessorFormatter(
        **{name: value for name, value in described.items() if name != "()"}
    )


def listening(as_json):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter(json=as_json))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel("INFO")
    yield stream
    root.setLevel(level)
    root.removeHandler(handler)


@pytest.fixture
def stream():
    """Return everything that production would write."""
    yield from listening(as_json=True)


@pytest.fixture
def console():
    """Return everything that a developer would see."""
    yield from listening(as_json=False)


def lines(stream):
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_failed_request_is_one_line_with_its_id(probe, stream):
    response = probe.get("/probe/failing/mistake/?search=bi+mat")
    failed = next(line for line in lines(stream) if line["event"] == "request")
    assert failed["request_id"] == response["X-Request-ID"] == response.json()["instance"]
    assert (failed["method"], failed["route"], failed["status"], failed["level"]) == (
        "GET",
        "probe/failing/<str:name>/",
        500,
        "error",
    )
    assert failed["timestamp"].endswith("Z")


def test_an_unexpected_error_is_logged_by_kind_and_place(probe, stream):
    response = probe.get("/probe/failing/mistake/")
    error = next(line for line in lines(stream) if line["event"] == "unhandled_exception")
    assert error["exception"] == "ValueError"
    assert error["frames"][-1].startswith("probes.py:")
    assert error["request_id"] == response["X-Request-ID"]


def test_an_error_of_the_database_is_logged_with_its_state():
    error = InternalError()
    error.__cause__ = InFailedSqlTransaction()
    assert logs.strip_exception(None, "error", {"exc_info": error})["sqlstate"] == "25P02"


@pytest.mark.parametrize(
    "name", ["mistake", "operational", "missing", "suspicious", "django-forbidden", "too-big"]
)
@pytest.mark.parametrize("where", ["failing", "plain"])
def test_lines_contain_no_text_or_variables_of_exceptions(probe, stream, where, name):
    probe.get(f"/probe/{where}/{name}/", headers={"User-Agent": "An 0987654321"})
    written = stream.getvalue()
    assert not any(word in written for word in (*PERSONAL.split(), "0987654321"))


@pytest.mark.parametrize("name", ["missing", "django-forbidden", "suspicious", "too-big"])
def test_mistakes_of_clients_are_not_logged_as_errors(probe, stream, name):
    probe.get(f"/probe/plain/{name}/")
    assert [line for line in lines(stream) if line["event"] == "unhandled_exception"] == []


def test_exceptions_of_libraries_are_reduced_too(stream):
    try:
        int(PERSONAL)  # its error quotes the input
    except ValueError:
        logging.getLogger("some.library").exception("it failed")
    (line,) = lines(stream)
    assert (line["event"], line["logger"], line["exception"]) == (
        "it failed",
        "some.library",
        "ValueError",
    )
    assert not any(word in stream.getvalue() for word in PERSONAL.split())


def test_searches_are_never_logged(api, stream, monkeypatch):
    monkeypatch.setattr(middleware, "SLOW_SECONDS", 0)  # log every request
    publish_procedure(keywords=["tim con cho that lac"])
    for path in (
        "/api/v1/procedures/?search=tim+con+cho+that+lac+0912345678",
        "/api/v1/procedures/suggestions/?q=tim+con+cho+that+lac",
    ):
        api.get(path)
        api.get(path)
    api.get("/api/v1/procedures/?search=that+lac&page=5")
    written = lines(stream)
    assert {"api/v1/procedures/", "api/v1/procedures/suggestions/"} <= {
        line.get("route") for line in written
    }
    assert "lac" not in stream.getvalue()
    assert "0912345678" not in stream.getvalue()


def test_unknown_addresses_are_not_logged(api, stream, monkeypatch):
    monkeypatch.setattr(middleware, "SLOW_SECONDS", 0)
    api.get("/ho-so/0912345678/?cccd=001234567890")
    assert lines(stream)[-1]["route"] is None
    assert "0912345678" not in stream.getvalue()
    assert "001234567890" not in stream.getvalue()


def test_quick_answers_are_not_logged(api, stream):
    api.get("/health/live/")
    api.get("/api/v1/nothing/")
    assert stream.getvalue() == ""


def test_vietnamese_is_not_escaped(stream):
    structlog.get_logger("x").warning("đã công bố", name="Cấp hộ chiếu")
    assert "Cấp hộ chiếu" in stream.getvalue()


def test_lines_outside_requests_have_no_id(stream):
    token = logs.request_id.set(None)
    structlog.get_logger("x").warning("event")
    logs.request_id.reset(token)
    assert "request_id" not in lines(stream)[0]


def test_developers_see_plain_text_with_the_whole_exception(probe, console):
    probe.get("/probe/failing/mistake/")
    assert "unhandled_exception" in console.getvalue()
    assert "Traceback (most recent call last)" in console.getvalue()
    assert f"ValueError: {PERSONAL}" in console.getvalue()
    with pytest.raises(ValueError, match=r"Extra data|Expecting"):
        json.loads(console.getvalue().splitlines()[0])


def test_production_writes_json():
    code = (
        "import django; django.setup(); import structlog, logging; "
        "logging.getLogger('a').error('b'); structlog.get_logger('c').error('d')"
    )
    written = [
        json.loads(line) for line in production.run(code, **production.GOOD).stderr.splitlines()
    ]
    assert [(line["logger"], line["event"], line["level"]) for line in written] == [
        ("a", "b", "error"),
        ("c", "d", "error"),
    ]


def test_a_line_break_in_a_request_starts_no_new_line_of_the_log(probe, stream):
    forged = '\n{"event": "forged"}\r\n'
    probe.get("/probe/failing/mistake/", {"search": forged}, headers={"user-agent": forged})
    probe.get(f"/probe/{quote(forged, safe='')}/")
    logging.getLogger("django.request").warning("Not Found: %s", forged)
    structlog.get_logger("police_portal.probe").warning("probe", word=forged)
    events = [line["event"] for line in lines(stream)]  # each is one whole object
    assert "probe" in events
    assert "forged" not in events
