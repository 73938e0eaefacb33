"""No secret and nothing that Zalo or a person sent reaches a log, an exception or a repr."""

import logging
import traceback

import pytest

from foundation.zalo import configuration, process
from zalo_client.errors import ZaloError
from zalo_client.graph import Location, Profile
from zalo_client.oa_answers import OaTokens
from zalo_client.simulator import Fault
from zalo_client.simulator.social import MESSAGE
from zalo_client.transport import Call, Reply

FAULTS = {
    "refused": Fault.error(452),
    "unknown": Fault.error(4711),
    "sending": Fault.error(-108),
    "hang": Fault.hang(),
    "reset": Fault.reset(),
    "status": Fault.status(502),
    "too many": Fault.status(429),
    "no json": Fault.raw(b"<html>84912345678</html>"),
    "truncated": Fault.truncated(),
    "oversize": Fault.oversize(),
    "redirect": Fault.redirect("https://evil.example/?token=x"),
    "malformed": Fault.raw(
        b'{"id":["84912345678"],"data":{"number":["84912345678"],"latitude":"84912345678"},'
        b'"expires_in":[]}'
    ),
    "foreign phone": Fault.raw(
        b'{"id":"1","data":{"number":"14155552671"},"access_token":"84912345678"}'
    ),
}
PHONE, WORDS = (
    "84912345678",
    "secret-words",
)  # patched by name below, as tracebacks show source lines
SECRETS = (
    PHONE,
    "14155552671",
    WORDS,
    MESSAGE,
    "simulator-app-secret",
    "simulator-openapi-key",
    "simulator-oa-secret",
)


def everything_of(error):
    """Return all text that a log could contain of an error."""
    return "\n".join(
        [
            *traceback.format_exception(error),
            str(error),
            repr(error),
            str(error.args),
            str(vars(error)),
        ]
    )


def calls(token, code):
    client, oa = process.graph_client(), process.oa_client()
    return {
        "me": [lambda: client.me(token)],
        "info": [lambda: client.phone(token, code), lambda: client.location(token, code)],
        "oa_refresh": [lambda: oa.refresh(token)],
        "oa_account": [lambda: oa.account(token)],
        "template_to_phone": [
            lambda: oa.send_template_to_phone(token, PHONE, WORDS, {"a": WORDS}, "t")
        ],
        "template_to_user": [lambda: oa.send_template_to_user(token, PHONE, "t", {"a": WORDS})],
        "text": [lambda: oa.send_text(token, PHONE, WORDS)],
        "notification": [lambda: oa.notify("1", PHONE, "t", {"a": WORDS})],
    }


def error_of(way):
    """Return the error that a call raises, or None if it succeeds."""
    try:
        way()
    except ZaloError as error:
        return error
    return None


@pytest.fixture
def told(caplog, capfd):
    """Return a function that returns everything that was logged and printed, down to DEBUG."""
    caplog.set_level(logging.DEBUG)
    return lambda: (
        "".join(str(vars(record)) for record in caplog.records) + "".join(capfd.readouterr())
    )


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_failures_reveal_nothing(zalo, quick, citizen, told, fault):
    token, code = zalo.world.token_for(citizen), zalo.world.phone_code(citizen)
    ways = calls(token, code)
    for operation in ways:
        zalo.plan(operation, fault, times=None)
    errors = [error for group in ways.values() for way in group if (error := error_of(way))]
    assert errors
    assert [error for error in errors if error.__cause__ or error.__context__] == []
    text = told() + "".join(map(everything_of, errors))
    assert [secret for secret in (token, code, *SECRETS) if secret in text] == []


def test_successes_reveal_nothing(zalo, client, citizen, token, told):
    code = zalo.world.phone_code(citizen)
    client.me(token)
    client.phone(token, code)
    text = told()
    assert [
        secret for secret in (token, code, *SECRETS, citizen.name, citizen.id) if secret in text
    ] == []


def test_the_repr_of_the_configuration_hides_secrets(zalo, settings):
    settings.ZALO_PROXY = "http://user:secret-words@10.0.0.5:3128"
    shown = repr(configuration.current())
    assert [secret for secret in SECRETS if secret in shown] == []


@pytest.mark.parametrize(
    "value",
    [
        Profile("1", name="secret-words", picture="https://a.vn/secret-words"),
        Location(21.5, 105.5, None, "secret-words"),
        OaTokens("secret-words", "secret-words", 1),
        Call("me", "GET", "/", {"access_token": "secret-words"}, b"secret-words"),
        Reply({"name": "secret-words"}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_the_repr_of_replies_hides_personal_data(value):
    assert "secret-words" not in repr(value)
    assert "21.5" not in repr(value)


def test_secrets_are_never_part_of_an_address(zalo, client, oa, citizen, token):
    client.me(token)
    client.phone(token, zalo.world.phone_code(citizen))
    oa.refresh(zalo.world.oa_pair()[1])
    paths = [request.path for request in zalo.received]
    assert paths == ["/v2.0/me?fields=id,name,picture", "/v2.0/me/info", "/v4/oa/access_token"]
