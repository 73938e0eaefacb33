"""Which channels are stopped and which an event offers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from citizens.models import ChannelStop
from citizens.notices import channel_stops
from tests.citizens.factories import notice_template

pytestmark = pytest.mark.django_db


def test_a_temporary_stop_does_not_replace_a_permanent_one():
    channel_stops.stop("phone", ChannelStop.Cause.CONFIGURATION, None, -109)
    channel_stops.stop("phone", ChannelStop.Cause.QUOTA, timezone.now())
    assert channel_stops.load_standing(notifications=False, has_token=True).stopped == {
        "phone": None
    }


def test_a_temporary_stop_ends_by_itself(time_machine):
    channel_stops.stop("phone", ChannelStop.Cause.QUOTA, timezone.now() + timedelta(hours=1))
    channel_stops.stop("user", ChannelStop.Cause.CONFIGURATION, None)
    time_machine.move_to(timezone.now() + timedelta(hours=1, seconds=1))
    assert set(channel_stops.load_standing(notifications=False, has_token=True).stopped) == {"user"}
    stopped = ChannelStop.objects.get(channel="user")
    assert channel_stops.resume(stopped)
    assert not channel_stops.resume(stopped)
    assert channel_stops.load_standing(notifications=False, has_token=True).stopped == {}


def test_each_event_offers_its_enabled_channels():
    notice_template(phone="t", text="")
    notice_template("dossier_declined")
    offers = channel_stops.load_offers()
    assert {row.channel for row in offers["dossier_accepted"]} == {"phone", "text"}
    assert "dossier_declined" not in offers


def test_a_longer_stop_is_not_shortened():
    tomorrow = timezone.now() + timedelta(days=1)
    channel_stops.stop("phone", ChannelStop.Cause.QUOTA, tomorrow)
    channel_stops.stop("phone", ChannelStop.Cause.RATE, timezone.now() + timedelta(minutes=1))
    assert ChannelStop.objects.get().until == tomorrow


def test_a_template_stops_beside_its_channel():
    channel_stops.stop("phone", ChannelStop.Cause.CONFIGURATION, None, -146, "100200")
    channel_stops.stop("phone", ChannelStop.Cause.OPERATOR, None)
    standing = channel_stops.load_standing(notifications=False, has_token=True)
    assert (standing.stopped, standing.stopped_templates) == (
        {"phone": None},
        {("phone", "100200"): None},
    )
    assert channel_stops.resume(ChannelStop.objects.get(template_id="100200"))
    assert ChannelStop.objects.get().template_id == ""


def test_a_stop_that_is_over_is_deleted():
    now = timezone.now()
    channel_stops.stop("phone", ChannelStop.Cause.QUOTA, now)
    channel_stops.stop("user", ChannelStop.Cause.QUOTA, now + timedelta(hours=1))
    channel_stops.drop_lapsed()
    assert ChannelStop.objects.get().channel == "user"
