"""Warnings about the outbox for operators and officers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from citizens.models import ChannelStop
from citizens.notices import alarms, resending
from foundation.api import readiness
from tests.citizens.factories import delivery, oa_token
from tests.for_each import for_each
from zalo_client.simulator.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def account(settings):
    """Configure an Official Account."""
    settings.ZALO_OA_ID = World().oa_id


def warnings():
    return alarms.warnings(timezone.now())


def test_there_is_no_warning_when_all_is_well():
    oa_token()
    delivery()
    assert warnings() == []
    assert alarms.banner(None) is None


@pytest.mark.parametrize("cause", ["configuration", "quota"])
def test_a_stopped_channel_raises_a_warning(cause):
    ChannelStop.objects.create(channel="phone", cause=cause)
    assert "Tin theo mẫu tới số điện thoại" in warnings()[0]
    assert alarms.banner(None) == ["Thông báo cho công dân: có sự cố", "danger"]


def test_a_channel_stopped_by_an_officer_raises_no_warning():
    ChannelStop.objects.create(channel="phone", cause="operator")
    assert warnings() == []


def test_a_stop_that_is_over_or_lasts_a_minute_raises_no_warning():
    now = timezone.now()
    ChannelStop.objects.create(channel="phone", cause="quota", until=now - timedelta(seconds=1))
    ChannelStop.objects.create(channel="user", cause="rate", until=now + timedelta(minutes=1))
    assert warnings() == []


@for_each(
    ("channel", "number", "words"),
    [
        ("text", -235, "ZALO_OA_TEXT_V2"),
        ("user", -212, "chưa đăng ký API"),
        ("phone", -1241, "appsecret_proof"),
        ("notification", -113, "địa chỉ IP"),
    ],
)
def test_a_warning_names_the_remedy(channel, number, words):
    ChannelStop.objects.all().delete()
    ChannelStop.objects.create(channel=channel, cause="configuration", error_number=number)
    assert words in warnings()[0]


def test_messages_set_aside_raise_a_warning_until_they_are_sent_again():
    row = delivery(state="failed", why="unknown", error_number=-9999)
    assert "1 thông báo để riêng vì Zalo trả lời số lỗi lạ -9999" in warnings()[0]
    resending.resend(row)
    assert warnings() == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"refused": True}, "cấp quyền lại"),
        ({"refresh_expires_at": timezone.now() - timedelta(minutes=1)}, "cấp quyền lại"),
        ({"failed_at": timezone.now()}, "đang thử lại"),
        ({"refresh_expires_at": timezone.now() + timedelta(days=6)}, "sắp hết hạn"),
    ],
)
def test_a_failing_token_raises_a_warning(values, words):
    oa_token(**values)
    assert words in warnings()[0]


@pytest.mark.parametrize("state", ["waiting", "claimed"])
def test_a_growing_outbox_raises_a_warning(state, time_machine):
    delivery(state=state)
    assert warnings() == []
    time_machine.move_to(timezone.now() + timedelta(minutes=18))
    assert "manage.py work" in warnings()[0]


def test_readiness_reports_warnings_without_details(client, monkeypatch):
    from police_portal import health

    monkeypatch.setattr(health, "states", lambda: {"database": "ok"})
    monkeypatch.setattr(health, "_warnings", readiness.warnings)  # in this thread's transaction
    ChannelStop.objects.create(channel="phone", cause="configuration")
    answer = client.get("/health/ready/")
    assert answer.status_code == 200
    assert "Thông báo cho công dân có sự cố: xem phần quản trị." in answer.json()["warnings"]
