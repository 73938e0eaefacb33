"""What operators and officers are told of the outbox."""

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
    """Name the Official Account."""
    settings.ZALO_OA_ID = World().oa_id


def warnings():
    return alarms.warnings(timezone.now())


def test_nothing_is_said_while_all_is_well():
    oa_token()
    delivery()
    assert warnings() == []
    assert alarms.banner(None) is None


@pytest.mark.parametrize("cause", ["configuration", "quota"])
def test_a_channel_that_stands_still_is_told(cause):
    ChannelStop.objects.create(channel="phone", cause=cause)
    assert "Tin theo mẫu tới số điện thoại" in warnings()[0]
    assert alarms.banner(None) == ["Thông báo cho công dân: có sự cố", "danger"]


def test_a_channel_that_an_officer_stopped_is_no_alarm():
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
def test_a_token_that_fails_is_told(values, words):
    oa_token(**values)
    assert words in warnings()[0]


@pytest.mark.parametrize("state", ["waiting", "claimed"])
def test_an_outbox_that_nobody_empties_is_told(state, time_machine):
    delivery(state=state)
    assert warnings() == []
    time_machine.move_to(timezone.now() + timedelta(minutes=18))
    assert "send_notices" in warnings()[0]


def test_readiness_says_that_something_is_wrong_without_failing_or_telling_what(
    client, monkeypatch
):
    from police_portal import health

    monkeypatch.setattr(health, "states", lambda: {"database": "ok"})
    ChannelStop.objects.create(channel="phone", cause="configuration")
    answer = client.get("/health/ready/")
    assert answer.status_code == 200
    assert "Thông báo cho công dân có sự cố: xem phần quản trị." in answer.json()["warnings"]
