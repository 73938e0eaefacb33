"""`appsecret_proof` on every call with a token of the Official Account."""

import hashlib
import hmac

import pytest

from foundation.zalo import process
from tests.for_each import for_each
from tests.zalo_client.test_graph import failing
from zalo_client.errors import NotConfigured, Reason

CALLS = {
    "oa_account": lambda oa, token: oa.account(token),
    "template_info": lambda oa, token: oa.template(token, "100200"),
    "free_replies": lambda oa, token: oa.free_replies(token, "77001122334455001"),
    "template_to_phone": lambda oa, token: oa.send_template_to_phone(
        token, "+84912345678", "100200", {}, "notice-1"
    ),
    "template_to_user": lambda oa, token: oa.send_template_to_user(
        token, "77001122334455001", "100200", {}
    ),
    "text": lambda oa, token: oa.send_text(token, "77001122334455001", "Hồ sơ đã xong"),
}


@pytest.fixture
def access(zalo):
    """Return a good access token, and create the person of these calls."""
    zalo.world.add_user(phone="84912345678", follows=True, last_message_at=zalo.world.now())
    return zalo.world.oa_pair()[0]


@for_each("name", CALLS)
def test_each_call_proves_the_app_secret(zalo, oa, access, name):
    CALLS[name](oa, access)
    expected = hmac.new(zalo.world.app_secret.encode(), access.encode(), hashlib.sha256)
    request = zalo.received[-1]
    assert request.operation == name
    assert request.headers["appsecret_proof"] == expected.hexdigest()


@for_each("name", CALLS)
def test_a_stolen_token_is_useless_without_the_secret(zalo, settings, access, name):
    settings.ZALO_APP_SECRET = "another"
    error = failing(CALLS[name], process.oa_client(), access)
    assert (error.reason, zalo.world.messages) == (Reason.PROOF, [])


def test_without_an_app_nothing_is_sent(zalo, settings, access):
    settings.ZALO_APP_ID = ""
    assert isinstance(failing(CALLS["text"], process.oa_client(), access), NotConfigured)
    assert zalo.received == []
