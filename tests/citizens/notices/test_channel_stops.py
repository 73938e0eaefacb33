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
    assert channel_stops.resume("user")
    assert not channel_stops.resume("user")
    assert channel_stops.load_standing(notifications=False, has_token=True).stopped == {}


def test_each_event_offers_its_enabled_channels():
    notice_template(phone="t", text="")
    notice_template("dossier_declined")
    offers = channel_stops.load_offers()
    assert {row.channel for row in offers["dossier_accepted"]} == {"phone", "text"}
    assert "dossier_declined" not in offers
