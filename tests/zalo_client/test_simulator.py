"""The simulator behaves like Zalo, and our signature checks accept its webhooks."""

import contextlib
import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import requests
from django.utils import timezone

from tests.zalo_client.test_transport import wait_until
from zalo_client import replies, signatures
from zalo_client.graph import GraphClient
from zalo_client.simulator import ConsentDenied, Fault, Simulator
from zalo_client.simulator.__main__ import CITIZENS, main
from zalo_client.simulator.webhooks import SIGNATURE, escaped, reordered


def passes(zalo, event):
    """Return True if our check accepts a Mini App event."""
    return signatures.verify_miniapp(
        replies.parse_object(event.raw), event.headers.get(SIGNATURE), zalo.world.openapi_key
    )


def oa_passes(zalo, event):
    """Return True if our check accepts an event of the Official Account."""
    timestamp = str(replies.parse_object(event.raw)["timestamp"])
    return signatures.verify_oa(
        zalo.world.app_id, event.raw, timestamp, event.headers.get(SIGNATURE), zalo.world.oa_secret
    )


@pytest.fixture
def revocation(zalo, citizen):
    return zalo.revocation(citizen)


@pytest.fixture
def written(zalo, citizen):
    return zalo.writes(citizen, "Hồ sơ của tôi đến đâu?")


def test_mini_app_events_are_signed(zalo, revocation):
    assert passes(zalo, revocation)
    assert passes(zalo, zalo.review_done())


def test_oa_events_are_signed(zalo, citizen, written):
    assert oa_passes(zalo, written)
    assert oa_passes(zalo, zalo.oa_event("follow", citizen))


def test_an_event_has_both_ids_of_a_citizen(zalo, citizen, written):
    body = json.loads(written.raw)
    assert (body["sender"]["id"], body["user_id_by_app"]) == (citizen.oa_user_id, citizen.id)


@pytest.mark.parametrize(
    "spoil",
    [lambda e: e.signed_by("wrong"), lambda e: e.unsigned(), lambda e: e.signed_as("0" * 64)],
)
def test_spoilt_signatures_are_refused(zalo, revocation, written, spoil):
    assert not passes(zalo, spoil(revocation))
    assert not oa_passes(zalo, spoil(written))


@pytest.mark.parametrize("change", [reordered, escaped])
def test_order_and_encoding_matter_only_where_bytes_are_signed(zalo, revocation, written, change):
    assert passes(zalo, revocation.tampered(change))
    assert not oa_passes(zalo, written.tampered(change))


def test_a_changed_body_is_refused(zalo, revocation, written, citizen):
    assert not passes(zalo, revocation.tampered(lambda raw: raw.replace(citizen.id.encode(), b"1")))
    assert not oa_passes(zalo, written.tampered(lambda raw: raw + b" "))


@pytest.mark.parametrize(("age", "stale"), [(0, False), (timedelta(hours=4).total_seconds(), True)])
def test_an_old_event_is_stale_despite_its_signature(zalo, citizen, age, stale):
    event = zalo.revocation(citizen, age=age)
    assert passes(zalo, event)
    assert signatures.is_stale(json.loads(event.raw)["timestamp"], timezone.now()) is stale


def test_events_are_sent_over_http_and_can_be_replayed(zalo, revocation):
    received = []

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append((body, self.headers[SIGNATURE]))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_args):
            pass

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, args=[0.01]).start()
        url = f"http://127.0.0.1:{server.server_port}/webhooks/zalo/miniapp/"
        assert [revocation.post(url), revocation.post(url)] == [200, 200]
        server.shutdown()
    assert received == [(revocation.raw, revocation.headers[SIGNATURE])] * 2


def test_codes_need_consent(zalo):
    shy = zalo.world.add_user(consents={"name"})
    for ask in (zalo.world.phone_code, zalo.world.location_code):
        with pytest.raises(ConsentDenied):
            ask(shy)


@pytest.mark.parametrize("person", [{"phone": None}, {"under_age": True}])
def test_some_citizens_have_no_phone(zalo, person):
    with pytest.raises(ConsentDenied):
        zalo.world.phone_code(zalo.world.add_user(**person))


def test_revoking_ends_tokens_and_codes(zalo, client, citizen, token):
    code = zalo.world.phone_code(citizen)
    zalo.world.revoke(citizen)
    assert code not in zalo.world.codes
    assert token not in zalo.world.tokens


def test_recovering_ends_planned_faults(zalo, client, citizen, token):
    zalo.plan("me", Fault.error(-501), times=None)
    zalo.recover()
    assert client.me(token).id == citizen.id


def test_an_app_is_limited_to_four_thousand_calls_a_minute(zalo):
    zalo.world.rate_limits = True
    assert not any(zalo.world.over_limit("app", 4000) for _ in range(4000))
    assert zalo.world.over_limit("app", 4000)


def test_unknown_paths_are_not_found(zalo):
    assert requests.get(f"{zalo.url}/v2.0/oa/message", timeout=5).status_code == 404


def ask(url):
    with contextlib.suppress(requests.RequestException):
        requests.get(url, timeout=20)


def test_the_simulator_stops_while_answers_hang():
    with Simulator() as zalo:
        zalo.plan("me", Fault.hang())
        asking = threading.Thread(target=ask, args=[f"{zalo.url}/v2.0/me"])
        asking.start()
        wait_until(lambda: zalo.received)
    asking.join(5)
    assert not asking.is_alive()


def test_as_a_process_it_prints_its_citizens_and_serves(capsys, monkeypatch):
    seen = {}

    class Once:
        """Replaces Ctrl-C after the demo was used."""

        def wait(self):
            text = capsys.readouterr().out
            seen["text"] = text
            url = next(line for line in text.splitlines() if "ZALO_SIMULATOR_URL" in line).split(
                "="
            )[1]
            answers = [
                requests.post(
                    f"{url}/simulator/phone-code", params={"token": row[0]}, timeout=5
                ).json()
                for row in CITIZENS
            ]
            seen["answers"] = answers

    main(["--port", "0"], stop=Once())
    assert all(token in seen["text"] for token, *_ in CITIZENS)
    assert [set(answer) for answer in seen["answers"]] == [{"code"}, {"error"}, {"error"}]


def test_a_client_can_be_built_by_hand(zalo, token):
    from foundation.zalo import configuration
    from zalo_client.limits import Places

    client = GraphClient(configuration.current(), Places(1))
    assert client.me(token).id
    client.close()
