"""The citizen's identity: valid answers, each error number, and malformed answers."""

import hashlib
import hmac
import json

import pytest

from foundation.zalo import process
from tests.for_each import for_each
from zalo_client.errors import (
    NotConfigured,
    RateLimited,
    Reason,
    TokenRefused,
    TryLater,
    ZaloError,
    ZaloMisconfigured,
    ZaloUnavailable,
)
from zalo_client.graph import Profile
from zalo_client.simulator import Fault

# number, error, HTTP status for the citizen, whether to retry, whether to alert an operator
TABLE = [
    (452, TokenRefused, 401, False, False),
    (-216, TokenRefused, 401, False, False),
    (210, TokenRefused, 401, False, False),
    (-501, ZaloMisconfigured, 503, False, True),
    (11004, ZaloMisconfigured, 503, False, True),
    (10000, ZaloUnavailable, 503, True, False),
    (10001, ZaloUnavailable, 503, True, False),
    (10002, ZaloUnavailable, 503, True, False),
    (10003, ZaloUnavailable, 503, True, False),
    (12000, TryLater, 503, True, False),
    (12010, TryLater, 503, True, False),
    (1, ZaloMisconfigured, 503, False, True),
    (-1, ZaloMisconfigured, 503, False, True),
    (999999, ZaloMisconfigured, 503, False, True),
]


def failing(call, *arguments):
    """Return the error that a call raises."""
    with pytest.raises(ZaloError) as caught:
        call(*arguments)
    return caught.value


# --- /me


def test_me_returns_the_profile(client, citizen, token):
    profile = client.me(token)
    assert profile == Profile(
        id=citizen.id,
        name="Nguyễn Thị Lan",
        picture=f"https://s120-ava-talk.zadn.vn/{citizen.id}.jpg",
        is_sensitive=False,
    )


def test_without_consent_only_the_id_is_returned(zalo, client, citizen, token):
    citizen.consents.clear()
    assert client.me(token) == Profile(id=citizen.id, is_sensitive=False)


def test_a_follower_has_an_official_account_id(zalo, client, citizen, token):
    citizen.follows = True
    profile = client.me(token)
    assert (profile.user_id_by_oa, profile.is_follower) == (citizen.oa_user_id, True)


def test_minors_are_marked(zalo, client):
    token = zalo.world.token_for(zalo.world.add_user(under_age=True))
    profile = client.me(token)
    assert (profile.is_sensitive, profile.name, profile.picture) == (True, None, None)


def test_an_integer_id_keeps_all_its_digits(zalo, client, citizen, token):
    zalo.world.ids_as_integers = True
    assert int(citizen.id) > 2**53
    assert client.me(token).id == citizen.id


def test_the_token_and_its_proof_are_sent_in_headers(zalo, client, token):
    client.me(token)
    request = zalo.received[-1]
    assert request.path == "/v2.0/me?fields=id,name,picture"
    assert request.headers["access_token"] == token
    assert (
        request.headers["appsecret_proof"]
        == hmac.new(zalo.world.app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()
    )
    assert "Authorization" not in request.headers
    assert "secret_key" not in request.headers


def test_me_can_be_called_again(client, token):
    assert client.me(token) == client.me(token)


@pytest.mark.parametrize(
    "token", ["", " ", "a b", "x" * 2049, "tøken", "a\r\nX: y", "a\0", "\ud800"]
)
def test_malformed_tokens_are_refused_without_a_call(zalo, client, token):
    assert isinstance(failing(client.me, token), TokenRefused)
    assert zalo.received == []


def test_an_unknown_token_is_refused(client):
    assert isinstance(failing(client.me, "made-up"), TokenRefused)


def test_an_expired_token_is_refused(zalo, client, token):
    zalo.world.advance(3601)
    assert isinstance(failing(client.me, token), TokenRefused)


def test_a_token_of_another_app_does_not_log_in(zalo, client, citizen):
    error = failing(client.me, zalo.world.token_for(citizen, app_id="999"))
    assert (type(error), error.number) == (ZaloMisconfigured, zalo.world.wrong_proof_number)


def test_a_wrong_app_secret_does_not_ask_the_citizen_to_log_in(zalo, settings, token):
    settings.ZALO_APP_SECRET = "another"
    error = failing(process.graph_client().me, token)
    assert (type(error), error.reason, error.tell_operator) == (
        ZaloMisconfigured,
        Reason.UNKNOWN,
        True,
    )


@for_each("row", TABLE, ids=lambda row: row[0])
def test_each_error_number_raises_its_error(zalo, client, token, row):
    zalo.plan("me", Fault.error(row[0]))
    error = failing(client.me, token)
    assert (error.number, type(error), error.status, error.retryable, error.tell_operator) == row
    assert (error.retry_after is None) == (error.status == 401)


@pytest.mark.parametrize(
    ("number", "reason"), [(-501, Reason.ABROAD), (11004, Reason.APP_DISABLED), (7, Reason.UNKNOWN)]
)
def test_errors_for_operators_are_named(zalo, client, token, number, reason):
    zalo.plan("me", Fault.error(number))
    assert failing(client.me, token).reason is reason


def test_error_numbers_may_be_text(zalo, client, token):
    zalo.plan("me", Fault.raw(b'{"error":"452"}'))
    assert isinstance(failing(client.me, token), TokenRefused)


def test_a_reply_without_an_error_member_is_a_success(zalo, client, token):
    zalo.plan("me", Fault.raw(b'{"id":"77"}'))
    assert client.me(token) == Profile(id="77")


@for_each(
    "body",
    [{}, {"id": None}, {"id": ""}, {"id": "0"}, {"id": 0}, {"id": True}, {"id": 1.5}, {"id": -1},
     {"id": ["1"]}, {"id": "1 2"},
     {"id": "x" * 65}, {"id": "\u0000"}, {"id": "١٢"}, {"id": "1", "error": None},
     {"id": "1", "error": False},
     {"id": "1", "error": 0.0}, {"id": "1", "error": "no"}, {"id": "1", "error": 10**30}],
)  # fmt: skip
def test_malformed_replies_identify_nobody(zalo, client, token, body):
    zalo.plan("me", Fault.raw(json.dumps(body).encode()))
    error = failing(client.me, token)
    assert (type(error), error.reason) == (ZaloUnavailable, Reason.MALFORMED)


@pytest.mark.parametrize(
    ("name", "kept"),
    [("  Lan ", "Lan"), ("La\u0000n\n", "Lan"), ("\ud800", None), ("", None), (5, None),
     (["Lan"], None), ("Bi\u0302", "B\u00ee"),
     ("x" * 300, "x" * 200)],
)  # fmt: skip
def test_names_are_cleaned(zalo, client, token, name, kept):
    zalo.plan("me", Fault.raw(json.dumps({"id": "1", "name": name}).encode()))
    assert client.me(token).name == kept


@pytest.mark.parametrize(
    "picture",
    [None, "x", {"data": None}, {"data": {"url": 5}}, {"data": {"url": "http://a.vn/x.jpg"}},
     {"data": {"url": "javascript:x"}},
     {"data": {"url": "https://a.vn/" + "x" * 1000}},
     {"data": {"url": "https://a.vn/ x"}}],
)  # fmt: skip
def test_avatars_without_https_are_left_out(zalo, client, token, picture):
    zalo.plan("me", Fault.raw(json.dumps({"id": "1", "picture": picture}).encode()))
    assert client.me(token) == Profile(id="1")


@for_each("member", ["user_id_by_oa", "is_follower", "is_sensitive"])
@for_each("value", [None, {}, [], "", 1.5])
def test_malformed_optional_members_are_ignored(zalo, client, token, member, value):
    zalo.plan("me", Fault.changed(**{member: value, "name": "Lan"}))
    assert getattr(client.me(token), member) is None


# --- limits of Zalo


def test_the_twenty_first_call_in_a_minute_is_throttled(zalo, client, token):
    zalo.world.rate_limits = True
    for _ in range(20):
        client.me(token)
    error = failing(client.me, token)
    assert (type(error), error.reason, error.retry_after) == (TryLater, Reason.QUOTA, 60)
    zalo.world.advance(61)
    assert client.me(token)


@pytest.mark.parametrize(
    ("sent", "seconds"), [("7", 7), ("0", 1), ("99999", 3600), ("soon", 60), (None, 60)]
)
def test_http_429_has_its_waiting_time(zalo, client, token, sent, seconds):
    zalo.plan("me", Fault.status(429, **({"Retry-After": sent} if sent else {})))
    error = failing(client.me, token)
    assert (type(error), error.status, error.retry_after) == (RateLimited, 429, seconds)


# --- an installation without Zalo


@pytest.mark.parametrize("missing", ["ZALO_APP_ID", "ZALO_APP_SECRET"])
def test_without_an_app_no_call_is_made(zalo, settings, token, missing):
    setattr(settings, missing, " ")
    client = process.graph_client()
    for call in (
        lambda: client.me(token),
        lambda: client.phone(token, "c"),
        lambda: client.location(token, "c"),
    ):
        error = failing(call)
        assert (type(error), error.status, error.tell_operator) == (NotConfigured, 503, False)
    assert zalo.received == []


@pytest.mark.parametrize(
    "url",
    [
        "",
        "graph.zalo.me",
        "ftp://a.vn",
        "https://u:p@a.vn",
        "https://a.vn/x",
        "https://a.vn?x",
        "https://a.vn:x",
        "https://",
        "https://a.vn#x",
    ],
)
def test_a_malformed_address_is_a_configuration_error(zalo, settings, url):
    settings.ZALO_GRAPH_URL = url
    assert failing(process.graph_client).reason is Reason.ADDRESS


@pytest.mark.parametrize("secret", ["đường", "a\r\nX: y"])
def test_an_unsendable_secret_is_a_configuration_error_and_not_shown(zalo, settings, token, secret):
    settings.ZALO_APP_SECRET = secret
    error = failing(process.graph_client().phone, token, "code")
    assert (type(error), error.reason) == (ZaloMisconfigured, Reason.REQUEST)
    assert error.__context__ is None
    assert zalo.received == []


def test_plain_http_is_allowed_only_in_development(zalo, settings):
    settings.ZALO_PLAIN_HTTP = False
    assert failing(process.graph_client).reason is Reason.ADDRESS
