"""Session tokens."""

import base64
import json
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext

from citizens import actions
from citizens.login import sessions
from foundation.records import identity, opaque_numbers
from foundation.records.identity import bound
from tests.citizens.factories import bearer, citizen, client_of, erased_citizen, token_of

ME = "/api/v1/me/"
START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
KEY = "another-key-" * 6


def refused(client):
    """Return the error code of a client without a session; the answer must be a proper 401."""
    response = client.get(ME)
    assert (response.status_code, response["WWW-Authenticate"], response["Cache-Control"]) == (
        401,
        "Bearer",
        "no-store",
    )
    return response.json()["code"]


def encoded(value):
    return (
        base64.urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode())
        .decode()
        .strip("=")
    )


def content(who, **changes):
    values = {
        "citizen": who.pk,
        "generation": who.generation,
        "id": "token-id",
        "issued": int(time.time()),
        **changes,
    }
    return list(values.values())


def forged(who):
    """Yield forged tokens, each with what is wrong about it."""
    good = token_of(who)
    body, signature = good.rsplit(":", 1)
    yield "empty signature", f"{body}:"
    yield "no signature", body
    yield "changed signature", f"{body}:{signature[:-1]}{'A' if signature[-1] != 'A' else 'B'}"
    yield "truncated", good[:-5]
    yield "half", good[: len(good) // 2]
    yield "longer", f"{good}x"
    yield "other body", f"{encoded(content(who))}:{signature}"
    yield "other key", signing.Signer(key=KEY, salt=bound(sessions.SALT)).sign_object(content(who))
    yield "other salt", signing.Signer(salt="x").sign_object(content(who))
    yield "django's default salt", signing.dumps(content(who))
    yield (
        "other algorithm",
        signing.Signer(salt=bound(sessions.SALT), algorithm="sha1").sign_object(content(who)),
    )
    yield "unsigned JWT", f"{encoded({'alg': 'none', 'typ': 'JWT'})}.{encoded({'sub': who.pk})}."
    yield "none", "none"
    yield "null", "null"
    yield "number", str(who.pk)
    yield "dots", "..."
    yield "colons", ":::"
    yield "huge", "a" * 10_000
    yield (
        "compressed",
        signing.Signer(salt=bound(sessions.SALT)).sign_object(content(who), compress=True)[1:],
    )


def test_forged_tokens_are_refused_without_a_query(lan):
    for what, token in forged(lan):
        with CaptureQueriesContext(connection) as queries:
            assert refused(bearer(token)) == "session_ended", what
        assert len(queries) == 0, what


def test_a_token_tells_nobody_how_many_citizens_there_are(lan):
    body = token_of(lan).rsplit(":", 1)[0]
    said = json.loads(base64.urlsafe_b64decode(body + "=="))
    assert said[0] not in (lan.pk, str(lan.pk))
    assert opaque_numbers.reveal(sessions.SALT, said[0]) == lan.pk


def test_a_token_of_a_former_version_is_read_until_it_ends(lan):
    token = signing.Signer(salt=sessions.SALT).sign_object(content(lan))
    assert bearer(token).get(ME).status_code == 200


@pytest.mark.parametrize(
    "value",
    [None, 1, "x", [], [1, 2, 3], [1, 2, 3, 4, 5], ["1", 0, "x", "y"], {"a": 1}, [1, 0, "x", None]],
)
def test_signed_tokens_of_another_shape_are_refused(db, value):
    token = signing.Signer(salt=bound(sessions.SALT)).sign_object(value)
    assert refused(bearer(token)) == "session_ended"


@pytest.mark.parametrize(
    ("seconds", "status"), [(0, 200), (12 * 3600 - 5, 200), (12 * 3600, 401), (400 * 86400, 401)]
)
def test_a_session_lasts_12_hours(lan, time_machine, seconds, status):
    time_machine.move_to(START, tick=False)
    client = client_of(lan)
    time_machine.shift(seconds)
    assert client.get(ME).status_code == status


def test_the_session_length_setting_applies_to_open_sessions(lan, settings, time_machine):
    time_machine.move_to(START)
    client = client_of(lan)
    settings.SESSION_HOURS = 1
    time_machine.shift(3601)
    assert refused(client) == "session_ended"


def test_a_session_from_the_future_is_refused(lan, time_machine):
    time_machine.move_to(START + timedelta(hours=1))
    client = client_of(lan)
    time_machine.move_to(START)
    assert refused(client) == "session_ended"


def test_sessions_survive_a_key_rotation(lan, settings):
    client, old = client_of(lan), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = KEY, [old]
    assert client.get(ME).status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert refused(client) == "session_ended"


def test_an_older_generation_is_refused(lan):
    client = client_of(lan)
    actions.log_out_everywhere(lan)
    assert refused(client) == "session_ended"


def test_a_future_generation_is_refused(lan):
    lan.generation += 1
    assert refused(client_of(lan)) == "session_ended"


def test_unblocking_does_not_restore_old_sessions(lan):
    client = client_of(lan)
    actions.block(lan, "Quấy rối")
    assert refused(client) == "session_ended"
    actions.unblock(lan)
    assert refused(client) == "session_ended"
    lan.refresh_from_db()
    assert (lan.blocked_at, lan.blocked_reason) == (None, "")
    assert client_of(lan).get(ME).status_code == 200


def test_a_session_of_an_erased_citizen_is_refused(db):
    assert refused(client_of(erased_citizen())) == "session_ended"


def test_a_session_of_a_missing_citizen_is_refused(lan):
    client = client_of(lan)
    lan.delete()
    assert refused(client) == "session_ended"


@pytest.mark.parametrize("state", ["good", "logged out", "blocked"])
def test_a_session_costs_one_query(lan, state):
    client = client_of(lan)
    if state == "logged out":
        client.delete("/api/v1/session/")
    if state == "blocked":
        actions.block(lan, "x")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(ME).status_code == (200 if state == "good" else 401)
    assert len(queries) == 1


def test_a_session_costs_one_query_among_many_citizens(lan):
    for number in range(50):
        actions.log_out(sessions.Session(citizen().pk, 0, f"id-{number}", int(time.time())))
    with CaptureQueriesContext(connection) as queries:
        client_of(lan).get(ME)
    assert len(queries) == 1


def test_a_session_is_worth_nothing_at_another_database_with_the_same_keys(lan, monkeypatch):
    monkeypatch.setattr(identity, "_known", ["the id of another province"])
    elsewhere = token_of(lan)
    monkeypatch.undo()
    assert refused(bearer(elsewhere)) == "session_ended"
