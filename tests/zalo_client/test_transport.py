"""One exchange: errors, duration, what is stored, and what is never followed."""

import gzip
import json
import socket
import threading
import time

import pytest

from foundation.zalo import process
from tests.zalo_client.test_graph import failing
from zalo_client.errors import Reason, TryLater, ZaloUnavailable
from zalo_client.lines import Line
from zalo_client.simulator import Fault, Simulator
from zalo_client.transport import Call

# The deadline of `quick` is 0.6 s; a busy machine adds to it.
SOON = 4  # seconds; a call that is not cut off takes 5 or more


@pytest.fixture
def hasty(zalo, quick):
    """Return a client with very short timeouts."""
    return process.graph_client()


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Fault.hang(), Reason.TIMEOUT),
        (Fault.slow(1.5), Reason.TIMEOUT),
        (Fault.drip(headers=True), Reason.TIMEOUT),
        (Fault.drip(headers=False), Reason.TIMEOUT),
        (Fault.truncated(), Reason.MALFORMED),
        (Fault.oversize(), Reason.TOO_LARGE),
        (Fault.status(500), Reason.STATUS),
        (Fault.status(502), Reason.STATUS),
        (Fault.status(403), Reason.STATUS),
        (Fault.status(204), Reason.STATUS),
        (Fault.error(452, http_status=400), Reason.STATUS),
        (Fault.raw(b""), Reason.NOT_JSON),
        (Fault.raw(b"{"), Reason.NOT_JSON),
        (Fault.raw(b"[]"), Reason.NOT_JSON),
        (Fault.raw(b"null"), Reason.NOT_JSON),
        (Fault.raw(b'"452"'), Reason.NOT_JSON),
        (Fault.raw(b'{"error":NaN}'), Reason.NOT_JSON),
        (Fault.raw(b'{"id":"\xff"}'), Reason.NOT_JSON),
        (Fault.raw(b'{"id":' + b"9" * 5000 + b"}"), Reason.NOT_JSON),
        (Fault.raw(b'{"a":' + b"[" * 60000), Reason.NOT_JSON),
        (Fault.raw(b"<html>captive portal</html>", content_type="text/html"), Reason.NOT_JSON),
        (Fault.raw(b"not gzip", headers={"Content-Encoding": "gzip"}), Reason.MALFORMED),
        (
            Fault.raw(
                gzip.compress(b'{"id":"' + b"x" * 5_000_000), headers={"Content-Encoding": "gzip"}
            ),
            Reason.TOO_LARGE,
        ),
    ],
)
def test_an_unusable_answer_means_unavailable(zalo, hasty, token, fault, reason):
    zalo.plan("me", fault)
    started = time.monotonic()
    error = failing(hasty.me, token)
    assert (type(error), error.reason) == (ZaloUnavailable, reason)
    assert time.monotonic() - started < SOON


@pytest.mark.parametrize("fault", [Fault.reset(), Fault.close()])
def test_a_lost_connection_is_retried(zalo, client, citizen, token, fault):
    zalo.plan("me", fault)
    assert client.me(token).id == citizen.id
    assert len(zalo.received) == 2


@pytest.mark.parametrize("fault", [Fault.reset(), Fault.close()])
def test_a_lost_connection_is_retried_only_once(zalo, client, token, fault):
    zalo.plan("me", fault, times=None)
    assert failing(client.me, token).reason is Reason.RESET
    assert len(zalo.received) == 2


def test_codes_are_never_sent_twice(zalo, client, token):
    zalo.plan("info", Fault.reset(), times=None)
    error = failing(client.phone, token, "code")
    assert (error.reason, error.maybe_done) == (Reason.RESET, True)
    assert len(zalo.received) == 1


@pytest.mark.parametrize("fault", [Fault.hang(), Fault.status(502), Fault.raw(b"{")])
def test_other_failures_are_not_retried(zalo, hasty, token, fault):
    zalo.plan("me", fault, times=None)
    failing(hasty.me, token)
    assert len(zalo.received) == 1


def test_a_refused_connection_means_unreachable(zalo, settings, token):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        settings.ZALO_GRAPH_URL = f"http://127.0.0.1:{unused.getsockname()[1]}"
        error = failing(process.graph_client().me, token)
    assert (error.reason, error.maybe_done) == (Reason.CONNECT, False)


def test_an_unaccepted_connection_ends_at_the_timeout(zalo, settings, quick, token):
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        address = deaf.getsockname()
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)  # noqa: FBT003  # the socket's own signature
            one.connect_ex(address)
        settings.ZALO_GRAPH_URL = f"http://127.0.0.1:{address[1]}"
        started = time.monotonic()
        assert failing(process.graph_client().me, token).reason is Reason.TIMEOUT
        assert time.monotonic() - started < SOON
        for one in waiting:
            one.close()


def test_a_hanging_name_lookup_ends_at_the_deadline(zalo, hasty, token, monkeypatch):
    released = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: released.wait(10) and [])
    started = time.monotonic()
    assert failing(hasty.me, token).reason is Reason.TIMEOUT
    assert time.monotonic() - started < SOON
    released.set()


@pytest.mark.parametrize("fault", [Fault.drip(headers=True), Fault.drip(headers=False)])
@pytest.mark.parametrize("proxied", [False, True])
def test_a_slow_answer_frees_its_place_in_the_end(zalo, settings, quick, token, fault, proxied):
    settings.WEB_THREADS = 2
    if proxied:
        settings.ZALO_GRAPH_URL, settings.ZALO_PROXY = "http://graph.zalo.invalid", zalo.url
    client = process.graph_client()
    zalo.plan("me", fault)
    assert failing(client.me, token).reason is Reason.TIMEOUT
    wait_until(lambda: client._transport._places._free._value == 1, seconds=1)
    assert client.me(token)


def test_a_finished_call_is_not_cut_off(zalo, client, token):
    line = Line()
    call = Call("me", "GET", "/v2.0/me", client._headers(token))
    client._transport._exchange(call, time.monotonic() + 5, line)
    line.cut()
    client._transport._exchange(call, time.monotonic() + 5, line)
    assert zalo.connections == 1


def test_plain_text_on_an_https_port_fails(zalo, settings, token):
    settings.ZALO_GRAPH_URL = zalo.url.replace("http:", "https:")
    assert failing(process.graph_client().me, token).reason is Reason.TLS


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(zalo, client, token, code):
    with Simulator() as elsewhere:
        zalo.plan("me", Fault.redirect(f"{elsewhere.url}/v2.0/me", code))
        error = failing(client.me, token)
        assert elsewhere.received == []
    assert (error.reason, error.http_status) == (Reason.STATUS, code)


@pytest.mark.parametrize(
    "content_type", ["text/html", "text/json;charset=utf-8", "application/octet-stream"]
)
def test_json_of_another_content_type_is_read(zalo, client, citizen, token, content_type):
    zalo.plan("me", Fault.content_type(content_type))
    assert client.me(token).id == citizen.id


def test_a_compressed_answer_is_read(zalo, client, token):
    zalo.plan("me", Fault.raw(gzip.compress(b'{"id":"7"}'), headers={"Content-Encoding": "gzip"}))
    assert client.me(token).id == "7"


def test_the_largest_allowed_answer_is_read(zalo, client, token):
    body = json.dumps({"id": "7", "padding": ""}).encode()
    zalo.plan("me", Fault.raw(body.replace(b'""', b'"' + b"x" * (65536 - len(body)) + b'"')))
    assert client.me(token).id == "7"


def test_connections_are_reused(zalo, client, citizen, token):
    for _ in range(10):
        client.me(token)
    client.phone(token, zalo.world.phone_code(citizen))
    assert zalo.connections == 1


def test_a_connection_that_zalo_closed_is_replaced(zalo, client, token):
    client.me(token)
    zalo.drop_connections()
    assert client.me(token)
    assert zalo.connections == 2


def test_cookies_are_never_kept(zalo, client, token):
    zalo.plan("me", Fault.raw(b'{"id":"7"}', headers={"Set-Cookie": "session=citizen-a; Path=/"}))
    client.me(token)
    client.me(token)
    assert "Cookie" not in zalo.received[-1].headers


def test_the_proxy_is_used(zalo, settings, citizen, token):
    settings.ZALO_GRAPH_URL, settings.ZALO_PROXY = "http://graph.zalo.invalid", zalo.url
    assert process.graph_client().me(token).id == citizen.id
    assert zalo.received[-1].through_proxy
    assert zalo.received[-1].path.startswith("http://graph.zalo.invalid/v2.0/me")


def test_an_unreachable_proxy_has_its_own_error(zalo, settings, token):
    settings.ZALO_GRAPH_URL, settings.ZALO_PROXY = (
        "https://graph.zalo.invalid",
        "http://127.0.0.1:1",
    )
    error = failing(process.graph_client().me, token)
    assert (error.reason, error.maybe_done) == (Reason.PROXY, False)


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_the_proxy_of_the_environment_is_ignored(zalo, client, token, monkeypatch, name):
    monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert client.me(token)


def test_the_netrc_file_is_ignored(zalo, client, token, monkeypatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    client.me(token)
    assert "Authorization" not in zalo.received[-1].headers


def test_the_session_reaches_only_the_configured_hosts(client):
    session = client._transport._session
    with pytest.raises(Exception, match="No connection adapters"):
        session.get("https://example.com/")


# --- a hanging Zalo


def test_calls_beyond_half_of_the_threads_are_refused_at_once(zalo, settings, token):
    settings.WEB_THREADS = 4
    settings.ZALO_READ_SECONDS = settings.ZALO_TOTAL_SECONDS = 5.0
    client = process.graph_client()
    zalo.plan("me", Fault.hang(), times=2)
    waiting = [threading.Thread(target=client.me, args=[token]) for _ in range(2)]
    for thread in waiting:
        thread.start()
    wait_until(lambda: len(zalo.received) == 2)
    started = time.monotonic()
    error = failing(client.me, token)
    assert time.monotonic() - started < 4
    assert (type(error), error.reason, error.status, error.retry_after) == (
        TryLater,
        Reason.BUSY,
        503,
        5,
    )
    zalo.release()
    for thread in waiting:
        thread.join()
    assert client.me(token)


def test_the_official_account_shares_the_same_places(zalo, settings, token):
    settings.WEB_THREADS = 2
    settings.ZALO_READ_SECONDS = settings.ZALO_TOTAL_SECONDS = 5.0
    zalo.plan("me", Fault.hang())
    waiting = threading.Thread(target=process.graph_client().me, args=[token])
    waiting.start()
    wait_until(lambda: zalo.received)
    assert failing(process.oa_client().account, "any").reason is Reason.BUSY
    zalo.release()
    waiting.join()


def test_the_breaker_opens_while_zalo_hangs_and_closes_afterwards(zalo, hasty, token, monkeypatch):
    now = time.monotonic()
    monkeypatch.setattr(hasty._transport._breaker, "_clock", lambda: now)
    zalo.plan("me", Fault.status(502), times=None)
    for _ in range(5):
        assert failing(hasty.me, token).reason is Reason.STATUS
    assert failing(hasty.me, token).reason is Reason.BREAKER
    assert len(zalo.received) == 5
    zalo.recover()
    monkeypatch.setattr(hasty._transport._breaker, "_clock", lambda: now + 15)
    assert hasty.me(token)
    assert hasty.me(token)


@pytest.mark.parametrize(
    "fault",
    [Fault.error(452), Fault.error(10001), Fault.error(7), Fault.status(403), Fault.status(429)],
)
def test_errors_that_one_caller_provokes_do_not_open_the_breaker(zalo, client, token, fault):
    zalo.plan("me", fault, times=10)
    for _ in range(10):
        failing(client.me, token)
    assert client.me(token)


def test_each_host_has_its_own_breaker(zalo, client, oa, token):
    zalo.plan("oa_account", Fault.status(502), times=None)
    for _ in range(6):
        failing(oa.account, "any")
    assert failing(oa.account, "any").reason is Reason.BREAKER
    assert client.me(token)


def wait_until(condition, seconds=5):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.005)
