"""The Official Account: renewing tokens, four channels, and the errors of each."""

import json
from datetime import UTC, datetime
from urllib.parse import parse_qs

import pytest
import time_machine

from foundation.zalo import process
from tests.for_each import for_each
from tests.zalo_client.test_graph import failing
from zalo_client.errors import (
    ChannelStopped,
    Later,
    MessageRefused,
    NotConfigured,
    PermanentForPerson,
    QuotaExhausted,
    Reason,
    TemplateStopped,
    TokenExpired,
    TryLater,
    ZaloMisconfigured,
    ZaloUnavailable,
)
from zalo_client.oa_answers import OaTokens, Receipt
from zalo_client.simulator import Fault

SENDING = {
    PermanentForPerson: (-108, -114, -118, -119, -139, -140, -141, -213, -218, -227, -230, -232,
                         -244, -1441, -1471, -1472),
    TokenExpired: (-124, -216, -220),
    ChannelStopped: (-101, -102, -103, -104, -105, -106, -120, -125, -126, -135, -1351, -136, -138,
                     -1381, -204, -205, -209, -212, -219, -221, -223, -224, -235, -240, -242, -1241,
                     -320, -321),
    TemplateStopped: (-109, -111, -112, -117, -127, -131, -145, -146, -249),
    MessageRefused: (-1121, -1122, -1124, -210, -248),
    QuotaExhausted: (-32, -115, -137, -144, -147, -211),
    Later: (-133, -234, -100),
    ZaloMisconfigured: (-1, -201, 4711),
}  # fmt: skip
MINIAPP = {
    PermanentForPerson: (-110, -111),
    ChannelStopped: (-102, -104, -108, -112, -113, -114, -115, -116),
    MessageRefused: (-100, -101, -117),
    QuotaExhausted: (-103, -109),
    Later: (-107,),
    ZaloMisconfigured: (-1, -118, -216, 4711),
}
ROWS = [(number, kind) for kind, numbers in SENDING.items() for number in numbers]
MINIAPP_ROWS = [(number, kind) for kind, numbers in MINIAPP.items() for number in numbers]
CAN = {  # whether to retry later, whether an operator must act
    PermanentForPerson: (False, False),
    TokenExpired: (True, False),
    ChannelStopped: (False, True),
    TemplateStopped: (False, True),
    MessageRefused: (False, True),
    QuotaExhausted: (True, True),
    Later: (True, False),
    ZaloMisconfigured: (False, True),
}
# 21:30 and 22:30 in Vietnam
EVENING, NIGHT = (datetime(2026, 11, 24, hour, 30, tzinfo=UTC) for hour in (14, 15))


@pytest.fixture
def access(zalo):
    """Return a good access token of the Official Account."""
    return zalo.world.oa_pair()[0]


@pytest.fixture
def follower(zalo):
    return zalo.world.add_user(phone="84912345678", follows=True, last_message_at=zalo.world.now())


@pytest.fixture
def ways(zalo, oa, access, follower):
    """Return each channel's call with a message that it accepts."""
    return {
        "template_to_phone": lambda: oa.send_template_to_phone(
            access, "+84912345678", "100200", {"code": "x"}, "notice-1"
        ),
        "template_to_user": lambda: oa.send_template_to_user(
            access, follower.oa_user_id, "100200", {"code": "x"}
        ),
        "text": lambda: oa.send_text(access, follower.oa_user_id, "Hồ sơ đã xong"),
        "notification": lambda: oa.notify(
            zalo.world.miniapp_id, follower.id, "100200", {"title": "x"}
        ),
    }


CHANNELS = ("template_to_phone", "template_to_user", "text", "notification")


# --- tokens


def test_a_refresh_token_gives_a_new_pair_of_tokens(zalo, oa):
    tokens = oa.refresh(zalo.world.oa_pair()[1])
    assert isinstance(tokens, OaTokens)
    assert tokens.expires_in == 90000
    assert oa.account(tokens.access_token).id == zalo.world.oa_id


def test_a_refresh_is_a_form_with_the_secret_in_a_header(zalo, oa):
    refresh = zalo.world.oa_pair()[1]
    oa.refresh(refresh)
    request = zalo.received[-1]
    form = {
        "refresh_token": [refresh],
        "app_id": [zalo.world.app_id],
        "grant_type": ["refresh_token"],
    }
    assert parse_qs(request.body.decode()) == form
    assert request.headers["secret_key"] == zalo.world.app_secret
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"


def test_a_refresh_token_works_once(zalo, oa):
    first = zalo.world.oa_pair()[1]
    second = oa.refresh(first).refresh_token
    error = failing(oa.refresh, first)
    assert (type(error), error.reason, error.tell_operator) == (
        ZaloMisconfigured,
        Reason.OA_REFRESH,
        True,
    )
    assert oa.refresh(second)


@pytest.mark.parametrize("setting", ["ZALO_APP_ID", "ZALO_APP_SECRET"])
def test_a_wrong_app_cannot_refresh(zalo, settings, setting):
    setattr(settings, setting, "another")
    assert failing(process.oa_client().refresh, zalo.world.oa_pair()[1]).reason is Reason.OA_REFRESH


@pytest.mark.parametrize(("number", "kind"), [(10001, ZaloUnavailable), (12000, TryLater)])
def test_a_temporary_failure_alerts_no_operator(zalo, oa, number, kind):
    zalo.plan("oa_refresh", Fault.error(number))
    assert type(failing(oa.refresh, "r")) is kind


def test_a_failed_refresh_is_not_retried_as_it_may_have_happened(zalo, oa):
    zalo.plan("oa_refresh", Fault.reset(), times=None)
    assert failing(oa.refresh, "r").maybe_done
    assert len(zalo.received) == 1


@pytest.mark.parametrize(
    "change",
    [{"access_token": None}, {"access_token": ""}, {"access_token": 5}, {"refresh_token": None},
     {"refresh_token": "a b"},
     {"expires_in": None},
     {"expires_in": "0"}, {"expires_in": "-1"}, {"expires_in": "x"}, {"expires_in": True},
     {"expires_in": "9" * 12}],
)  # fmt: skip
def test_incomplete_token_pairs_are_malformed(zalo, oa, change):
    zalo.plan("oa_refresh", Fault.changed(**change))
    assert failing(oa.refresh, zalo.world.oa_pair()[1]).reason is Reason.MALFORMED


def test_the_lifetime_may_be_a_number(zalo, oa):
    zalo.plan("oa_refresh", Fault.changed(expires_in=3600))
    assert oa.refresh(zalo.world.oa_pair()[1]).expires_in == 3600


def test_an_access_token_is_valid_for_25_hours(zalo, oa, access):
    zalo.world.advance(90001)
    assert isinstance(failing(oa.account, access), TokenExpired)


def test_without_an_app_nothing_is_refreshed(zalo, settings):
    settings.ZALO_APP_ID = ""
    assert isinstance(failing(process.oa_client().refresh, "r"), NotConfigured)
    assert zalo.received == []


@pytest.mark.parametrize("token", ["", "a b", "x" * 2049])
def test_a_malformed_access_token_needs_a_refresh(zalo, oa, token):
    assert isinstance(failing(oa.send_text, token, "1", "x"), TokenExpired)
    assert zalo.received == []


# --- messages


def test_a_template_is_sent_by_phone(zalo, ways, access):
    receipt = ways["template_to_phone"]()
    assert (receipt.message_id, receipt.remaining_quota) == ("msg00000001", 499)
    assert abs(receipt.sent_at.timestamp() - zalo.world.now()) < 5
    assert zalo.received[-1].headers["access_token"] == access
    body = {
        "phone": "84912345678",
        "template_id": "100200",
        "template_data": {"code": "x"},
        "tracking_id": "notice-1",
    }
    assert zalo.world.messages[-1].body == body


def test_a_template_is_sent_by_user_id(zalo, ways, follower):
    assert ways["template_to_user"]().message_id
    body = {"user_id": follower.oa_user_id, "template_id": "100200", "template_data": {"code": "x"}}
    assert zalo.world.messages[-1].body == body


def test_a_consultation_message_is_sent(zalo, ways, follower):
    assert ways["text"]() == Receipt("msg00000001")
    assert zalo.world.messages[-1].body == {
        "recipient": {"user_id": follower.oa_user_id},
        "message": {"text": "Hồ sơ đã xong"},
    }


def test_a_mini_app_notification_is_sent(zalo, ways, follower):
    assert ways["notification"]().message_id
    headers = zalo.received[-1].headers
    assert (headers["X-Api-Key"], headers["X-User-Id"]) == (
        f"Bearer {zalo.world.openapi_key}",
        follower.id,
    )
    assert headers["X-MiniApp-Id"] == zalo.world.miniapp_id
    assert zalo.world.messages[-1].body == {"templateId": "100200", "templateData": {"title": "x"}}


def test_a_notification_needs_the_openapi_key(zalo, settings):
    settings.ZALO_OPENAPI_KEY = ""
    error = failing(process.oa_client().notify, "1", "2", "3", {})
    assert (type(error), error.reason) == (ZaloMisconfigured, Reason.NOT_CONFIGURED)


def test_a_receipt_without_details_is_accepted(zalo, ways):
    zalo.plan("text", Fault.raw(b'{"error":0,"message":"Success"}'))
    assert ways["text"]() == Receipt(None)


def test_a_second_notification_a_day_is_refused(zalo, ways):
    ways["notification"]()
    error = failing(ways["notification"])
    assert (error.reason, error.number) == (Reason.PERSON_QUOTA, -111)
    zalo.world.advance(86401)
    assert ways["notification"]()


@pytest.mark.parametrize(("days", "kind"), [(6.9, None), (7.1, PermanentForPerson)])
def test_the_window_for_consultation_closes_after_a_week(zalo, ways, follower, days, kind):
    follower.last_message_at = zalo.world.now() - days * 86400
    if kind is None:
        assert ways["text"]()
        return
    error = failing(ways["text"])
    assert (type(error), error.reason) == (kind, Reason.WINDOW)


def test_a_phone_without_zalo_is_refused(oa, access):
    error = failing(oa.send_template_to_phone, access, "+84987654321", "100200", {}, "t")
    assert (type(error), error.number) == (PermanentForPerson, -118)


def test_an_exhausted_quota_has_its_own_error(zalo, ways):
    zalo.world.quota = 1
    ways["template_to_phone"]()
    assert isinstance(failing(ways["template_to_phone"]), QuotaExhausted)


def test_an_unknown_template_stops_that_template_only(zalo, ways):
    zalo.world.templates.clear()
    assert isinstance(failing(ways["template_to_phone"]), TemplateStopped)


@for_each("number", [-111, -109, -101, -112])
def test_a_refused_notification_is_not_sent(zalo, ways, number):
    zalo.plan("notification", Fault.raw(json.dumps({"err": number, "msg": "no"}).encode()))
    assert failing(ways["notification"]).number == number


@for_each("channel", CHANNELS)
@for_each("body", [b"{}", b'{"data":{"msg_id":"1"}}', b'{"err":null}', b'{"error":0,"err":"x"}'])
def test_an_answer_without_a_status_is_not_a_success(zalo, ways, channel, body):
    zalo.plan(channel, Fault.raw(body))
    assert failing(ways[channel]).reason is Reason.MALFORMED


@for_each("body", [b'{"err":0,"error":-111}', b'{"err":-111,"error":0}', b'{"error":-111}'])
def test_either_name_of_the_error_number_counts(zalo, ways, body):
    zalo.plan("notification", Fault.raw(body))
    assert failing(ways["notification"]).number == -111


@for_each(("number", "kind"), MINIAPP_ROWS)
def test_the_mini_apps_host_has_its_own_numbers(zalo, ways, number, kind):
    zalo.plan("notification", Fault.error(number))
    error = failing(ways["notification"])
    assert (type(error), error.number) == (kind, number)
    assert (error.retryable, error.tell_operator) == CAN[kind]


@for_each("channel", CHANNELS[:-1])
@for_each(("number", "kind"), ROWS)
def test_each_error_number_of_each_channel_raises_its_error(zalo, ways, channel, number, kind):
    zalo.plan(channel, Fault.error(number))
    error = failing(ways[channel])
    assert (type(error), error.number) == (kind, number)
    assert (error.retryable, error.tell_operator) == CAN[kind]


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_message_is_never_sent_twice(zalo, ways, channel):
    zalo.plan(channel, Fault.reset(), times=None)
    error = failing(ways[channel])
    assert (type(error), error.maybe_done) == (ZaloUnavailable, True)
    assert len(zalo.received) == 1


@pytest.mark.parametrize("tracking_id", ["x" * 49])
def test_tracking_ids_are_limited_in_length(oa, access, tracking_id):
    with pytest.raises(ValueError, match="tracking_id"):
        oa.send_template_to_phone(access, "+84912345678", "t", {}, tracking_id)


@pytest.mark.parametrize("ids", [("", "1"), ("1", "a\r\nX: y"), ("1", "mã"), ("1", "")])
def test_ids_are_sent_in_headers(oa, ids):
    with pytest.raises(ValueError, match="is no id"):
        oa.notify(*ids, "t", {})


@pytest.mark.parametrize("text", ["", "x" * 2001])
def test_texts_are_limited_in_length(oa, access, text):
    with pytest.raises(ValueError, match="text"):
        oa.send_text(access, "1", text)


def test_the_longest_text_is_sent(zalo, oa, access, follower):
    assert oa.send_text(access, follower.oa_user_id, "đ" * 2000)
    assert json.loads(zalo.received[-1].body)["message"]["text"] == "đ" * 2000


# --- night


@pytest.mark.parametrize("channel", ["template_to_phone", "template_to_user"])
@pytest.mark.parametrize(("now", "seconds"), [(NIGHT, 7.5 * 3600 + 1), (EVENING, 3600)])
def test_at_night_the_message_waits_for_the_morning(zalo, ways, channel, now, seconds):
    zalo.world.night, zalo.world.promotions = True, {"100200"}
    with time_machine.travel(now, tick=False):
        error = failing(ways[channel])
    assert (type(error), error.reason, error.retry_after) == (Later, Reason.NIGHT, seconds)
