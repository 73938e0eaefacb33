"""Proofs and webhook signatures: Zalo's own examples, and everything that must be refused."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zalo_client import replies
from zalo_client.signatures import (
    is_stale,
    miniapp_signature,
    oa_mac,
    proof,
    verify_miniapp,
    verify_oa,
)

KEY = "API-KEY-TEST"
REVOKED = {
    "event": "user.revoke.consent",
    "appId": "4012345678901234567",
    "userId": "3368637342326461234",
    "timestamp": 1670553442564,
}
REVIEWED = {
    "event": "versions.review.done",
    "appId": "4012345678901234567",
    "versionId": 12,
    "status": -1,
    "description": "Từ chối: thiếu chính sách",
    "timestamp": 1670553442564,
}
MINIAPP = [
    (REVOKED, "1a67a884ad4a092809139c335697c4651e8310c9809e9da74dd4dfd4bc55ea0f"),
    (REVIEWED, "094f41aef26c509b02b6f01ceebbf12237bdb91d1a38445cd4c83e48bcb2a7d3"),
]
OA = (
    "1234567890",
    b'{"app_id":"1234567890","event_name":"follow","timestamp":"1716458082000"}',
    "1716458082000",
)
OA_SECRET, OA_MAC = (
    "oa-secret-test",
    "9217d786a4d0ad473c8ba051f9a9acccf158dfe7ff11fe31306bfefd7750d0f2",
)
NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
bodies = st.dictionaries(st.text(max_size=8), json_values, max_size=5)


def test_the_proof_equals_zalos_example():
    assert (
        proof("fake-access-token", "fake-app-secret")
        == "848bd285c084f6c800054824df51136062697ad5073d9831759ea2c603ae0448"
    )


@pytest.mark.parametrize(("body", "signature"), MINIAPP)
def test_mini_app_signatures_equal_zalos_examples(body, signature):
    assert miniapp_signature(body, KEY) == signature
    assert verify_miniapp(body, signature, KEY)


def test_the_oa_signature_equals_zalos_example():
    assert oa_mac(*OA, OA_SECRET) == OA_MAC
    assert verify_oa(*OA, f"mac={OA_MAC}", OA_SECRET)


@pytest.mark.parametrize(
    "signature", [None, "", "0" * 64, MINIAPP[0][1][:-1], f"mac={MINIAPP[0][1]}", "ký", "\ud800"]
)
def test_wrong_mini_app_signatures_are_refused(signature):
    assert not verify_miniapp(REVOKED, signature, KEY)


@pytest.mark.parametrize(
    "signature",
    [None, "", OA_MAC, "mac=", f"mac={OA_MAC[:-1]}0", f"MAC={OA_MAC}", "mac=ký", "mac=\ud800"],
)
def test_wrong_oa_signatures_are_refused(signature):
    assert not verify_oa(*OA, signature, OA_SECRET)


def test_a_missing_key_verifies_nothing():
    assert not verify_miniapp(REVOKED, miniapp_signature(REVOKED, ""), "")
    assert not verify_oa(*OA, f"mac={oa_mac(*OA, '')}", "")


@pytest.mark.parametrize(
    "change", [{"userId": "1"}, {"timestamp": 1}, {"extra": "x"}, {"timestamp": "1670553442565"}]
)
def test_a_changed_body_is_refused(change):
    assert not verify_miniapp({**REVOKED, **change}, MINIAPP[0][1], KEY)


def test_mini_app_signatures_ignore_key_order_and_encoding():
    raw = json.dumps(dict(reversed(REVIEWED.items()))).encode()  # escapes Vietnamese letters
    assert verify_miniapp(replies.parse_object(raw), MINIAPP[1][1], KEY)


def test_oa_signatures_depend_on_key_order_and_encoding():
    app_id, raw, timestamp = OA
    assert not verify_oa(app_id, raw.replace(b":", b": "), timestamp, f"mac={OA_MAC}", OA_SECRET)


def test_too_deep_nesting_is_refused():
    deep = []
    for _ in range(100_000):
        deep = [deep]
    assert not verify_miniapp({"a": deep}, "0" * 64, KEY)


@given(body=bodies, key=st.text(min_size=1, max_size=10))
def test_a_signature_verifies_with_its_own_key_only(body, key):
    signature = miniapp_signature(body, key)
    assert verify_miniapp(body, signature, key)
    assert not verify_miniapp(body, signature, key + "x")


@given(raw=st.binary(max_size=200), timestamp=st.integers(0, 10**13), flip=st.integers(0, 199))
def test_any_changed_byte_breaks_the_oa_signature(raw, timestamp, flip):
    signature = f"mac={oa_mac('1', raw, str(timestamp), OA_SECRET)}"
    assert verify_oa("1", raw, str(timestamp), signature, OA_SECRET)
    if flip < len(raw):
        changed = raw[:flip] + bytes([raw[flip] ^ 1]) + raw[flip + 1 :]
        assert not verify_oa("1", changed, str(timestamp), signature, OA_SECRET)


def milliseconds(moment):
    return int(moment.timestamp() * 1000)


@pytest.mark.parametrize("age", [timedelta(0), timedelta(hours=2), timedelta(minutes=-4)])
@pytest.mark.parametrize("write", [int, str])
def test_a_recent_webhook_is_not_stale(age, write):
    assert not is_stale(write(milliseconds(NOW - age)), NOW)


@pytest.mark.parametrize("age", [timedelta(hours=4), timedelta(days=900), timedelta(minutes=-6)])
def test_an_old_or_future_webhook_is_stale(age):
    assert is_stale(milliseconds(NOW - age), NOW)


@pytest.mark.parametrize(
    "timestamp", ["", "x", "-1", "1e3", "1" * 400, True, "١٢٣", "1716458082000.5"]
)
def test_a_malformed_timestamp_is_stale(timestamp):
    assert is_stale(timestamp, NOW)
