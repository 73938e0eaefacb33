"""Warnings about the outbox for operators and officers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from citizens.models import ChannelStop
from citizens.notices import alarms
from tests.citizens.factories import delivery, oa_token
from tests.zalo_simulator.world import World

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
    assert "send_notices" in warnings()[0]


def test_readiness_reports_warnings_without_details(client, monkeypatch):
    from police_portal import health

    monkeypatch.setattr(health, "states", lambda: {"database": "ok"})
    ChannelStop.objects.create(channel="phone", cause="configuration")
    answer = client.get("/health/ready/")
    assert answer.status_code == 200
    assert "Thông báo cho công dân có sự cố: xem phần quản trị." in answer.json()["warnings"]
