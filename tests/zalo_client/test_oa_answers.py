"""Answers of the Official Account's calls, in Zalo's old and new shapes."""

import json

import pytest

from foundation.zalo import process
from tests.for_each import for_each
from tests.zalo_client.test_graph import failing
from zalo_client.errors import Reason
from zalo_client.oa_answers import Account, read_receipt
from zalo_client.simulator import Fault


@pytest.fixture
def access(zalo):
    return zalo.world.oa_pair()[0]


@for_each("name", ["oaid", "oa_id"])
def test_the_account_is_identified_by_either_name_of_its_id(zalo, oa, access, name):
    body = {"error": 0, "data": {name: "1234567890123456789"}}
    zalo.plan("oa_account", Fault.raw(json.dumps(body).encode()))
    assert oa.account(access) == Account("1234567890123456789")


def test_the_account_has_its_kind(zalo, oa, access):
    zalo.world.oa_type = 4
    assert oa.account(access) == Account(
        zalo.world.oa_id,
        is_verified=True,
        type="4",
        package="Nâng cao",
        linked_wallet="7012345678",
        name="Công an tỉnh",
    )


def test_an_account_without_an_id_is_malformed(zalo, oa, access):
    zalo.plan("oa_account", Fault.raw(b'{"error":0,"data":{}}'))
    assert failing(oa.account, access).reason is Reason.MALFORMED


@for_each(
    ("quota", "remaining", "ends"),
    [
        ({"dailyQuota": "500", "remainingQuota": "0"}, 0, True),
        ({"dailyQuota": "500", "remainingQuota": "7"}, 7, False),
        ({"quota_type": "sub_quota", "remain": "12"}, 12, False),
        ({"quota_type": "sub_quota", "remain": 0}, 0, False),
        ({}, None, False),
    ],
)
def test_the_quota_is_read_in_both_shapes(quota, remaining, ends):
    receipt = read_receipt({"message_id": "m1", "quota": quota})
    assert (receipt.remaining_quota, receipt.ends_the_day) == (remaining, ends)


def test_a_template_by_user_shows_the_remaining_quota(zalo, oa, access):
    user = zalo.world.add_user(follows=True)
    receipt = oa.send_template_to_user(access, user.oa_user_id, "100200", {})
    assert (receipt.remaining_quota, receipt.quota_type) == (499, "sub_quota")


def test_free_replies_have_no_number_while_they_are_free(zalo, oa, access):
    user = zalo.world.add_user(follows=True, last_message_at=zalo.world.now())
    assert oa.free_replies(access, user.oa_user_id) is None
    zalo.world.advance(49 * 3600)
    access = zalo.world.oa_pair()[0]
    assert oa.free_replies(access, user.oa_user_id) == 0


def test_a_state_agencys_account_is_refused_and_may_use_the_old_address(zalo, settings, access):
    user = zalo.world.add_user(follows=True, last_message_at=zalo.world.now())
    zalo.world.refuses_text = True
    error = failing(process.oa_client().send_text, access, user.oa_user_id, "Hồ sơ đã xong")
    assert (error.reason, error.number) == (Reason.CHANNEL, -235)
    settings.ZALO_OA_TEXT_V2 = True
    assert process.oa_client().send_text(access, user.oa_user_id, "Hồ sơ đã xong").message_id
    assert [request.operation for request in zalo.received] == ["text", "old_text"]
