"""Which channel is chosen for a person at a given moment."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from citizens.models import Channel, TemplateChannel
from citizens.models.delivery import Why
from citizens.notices.channels import (
    Recipient,
    Skip,
    Standing,
    Wait,
    choose_channel,
    reachable_channels,
)
from zalo_client.quiet_hours import NEVER_QUIET, QuietHours

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)  # 10:00 in Vietnam
NIGHT = datetime(2026, 11, 25, 15, 30, tzinfo=UTC)  # 22:30
MORNING = datetime(2026, 11, 25, 23, tzinfo=UTC)  # 06:00 of the 26th
ALL = [TemplateChannel(channel=channel, enabled=True) for channel in reversed(Channel.values)]
RUNNING = Standing(notifications=True)
LAN = Recipient(
    phone="+84912345678",
    oa_user_id="7",
    app_user_id="3",
    last_message_at=NOW - timedelta(hours=1),
    consents=True,
)


def chosen(person=LAN, offered=ALL, standing=RUNNING, tried=(), now=NOW):
    outcome = choose_channel(offered, person, standing, tried, now)
    return outcome.channel if isinstance(outcome, TemplateChannel) else outcome


@pytest.mark.parametrize(
    ("changes", "tried", "channel"),
    [
        ({}, (), "phone"),
        ({}, ("phone",), "user"),
        ({}, ("phone", "user"), "text"),
        ({}, ("phone", "user", "text"), "notification"),
        ({"phone": ""}, (), "user"),
        ({"phone": "", "unfollowed": True}, (), "text"),
        ({"phone": "", "unfollowed": True, "last_message_at": None}, (), "notification"),
        ({"phone": "", "oa_user_id": ""}, (), "notification"),
    ],
)
def test_the_first_channel_that_reaches_the_person_is_chosen(changes, tried, channel):
    assert chosen(replace(LAN, **changes), tried=tried) == channel


@pytest.mark.parametrize(("hours", "reaches"), [(47.9, True), (48, False), (100, False)])
def test_consultation_messages_need_a_message_within_48_hours(hours, reaches):
    person = Recipient(oa_user_id="7", last_message_at=NOW - timedelta(hours=hours), consents=True)
    assert (chosen(person, tried=("user",)) == "text") is reaches


@pytest.mark.parametrize(("hours", "reaches"), [(23.9, False), (24, True)])
def test_mini_app_notifications_are_sent_once_a_day(hours, reaches):
    person = Recipient(app_user_id="3", notified_at=NOW - timedelta(hours=hours), consents=True)
    assert (chosen(person) == "notification") is reaches


def test_mini_app_notifications_are_off_unless_switched_on():
    assert chosen(Recipient(app_user_id="3", consents=True), standing=Standing()) == Skip(
        Why.NO_CHANNEL
    )


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"consents": False}, Why.NO_CONSENT),
        ({"muted": True}, Why.MUTED),
        ({"erased": True, "consents": False}, Why.ERASED),
    ],
)
def test_people_who_must_not_be_told_have_no_channel(changes, why):
    assert chosen(replace(LAN, **changes)) == Skip(why)


def test_a_switched_off_channel_is_not_used():
    off = [TemplateChannel(channel=channel, enabled=False) for channel in Channel.values]
    assert chosen(offered=off) == chosen(offered=[]) == Skip(Why.NO_CHANNEL)
    assert reachable_channels(off, LAN, RUNNING, (), NOW) == []


@pytest.mark.parametrize(
    ("moment", "now_or_when"),
    [
        (datetime(2026, 11, 25, 14, 59, 59, tzinfo=UTC), "phone"),
        (datetime(2026, 11, 25, 15, 0, tzinfo=UTC), Wait(MORNING, Why.NIGHT)),
        (NIGHT, Wait(MORNING, Why.NIGHT)),
        (datetime(2026, 11, 25, 22, 59, 59, tzinfo=UTC), Wait(MORNING, Why.NIGHT)),
        (MORNING, "phone"),
    ],
)
def test_nothing_is_sent_at_night(moment, now_or_when):
    assert chosen(now=moment) == now_or_when


def test_a_stopped_channel_gives_way_to_the_next():
    assert chosen(standing=Standing({"phone": None}, notifications=True)) == "user"


def test_if_all_channels_are_stopped_it_waits_ten_minutes():
    assert chosen(offered=ALL[-1:], standing=Standing({"phone": None})) == Wait(
        NOW + timedelta(minutes=10), Why.STOPPED
    )


def test_if_all_lack_quota_it_waits_for_the_first_to_return():
    standing = Standing({"phone": NOW + timedelta(hours=3), "user": NOW + timedelta(hours=1)})
    assert chosen(offered=ALL[-2:], standing=standing) == Wait(NOW + timedelta(hours=1), Why.QUOTA)


def test_without_a_token_only_the_mini_app_can_send():
    assert chosen(standing=Standing(has_token=False, notifications=True)) == "notification"
    assert chosen(standing=Standing(has_token=False)) == Wait(
        NOW + timedelta(minutes=10), Why.TOKEN
    )


PHONE = TemplateChannel(channel="phone", enabled=True, zalo_template_id="1")
USER = TemplateChannel(channel="user", enabled=True, zalo_template_id="2")


def test_a_stopped_template_keeps_its_events_back_and_no_others():
    standing = Standing(stopped_templates={("phone", "1"): None})
    other = TemplateChannel(channel="phone", enabled=True, zalo_template_id="9")
    assert chosen(offered=[PHONE, USER], standing=standing) == "user"
    assert chosen(offered=[other, USER], standing=standing) == "phone"
    assert chosen(offered=[PHONE], standing=standing) == Wait(
        NOW + timedelta(minutes=10), Why.STOPPED
    )


def test_the_longer_of_two_stops_counts():
    later = NOW + timedelta(hours=2)
    standing = Standing({"phone": NOW + timedelta(hours=1)}, {("phone", "1"): later})
    assert chosen(offered=[PHONE], standing=standing) == Wait(later, Why.QUOTA)


WRITER = replace(LAN, awaits_reply=True)
CLOSED = {"text": None}


def test_an_answer_takes_the_usual_ways_where_its_channel_stands_still():
    assert chosen(WRITER, standing=Standing(CLOSED)) == "phone"
    assert chosen(WRITER, standing=Standing({"text": NOW + timedelta(minutes=1)})) == Wait(
        NOW + timedelta(minutes=1), Why.QUOTA
    )


def test_an_answer_that_no_usual_way_takes_waits_for_its_channel():
    assert chosen(replace(WRITER, consents=False), standing=Standing(CLOSED)) == Wait(
        NOW + timedelta(minutes=10), Why.STOPPED
    )


def test_the_order_of_channels_is_given():
    order = ("text", "user", "phone", "notification")
    assert chosen(standing=Standing(order=order)) == "text"


SLEEPING = Standing(quiet={"user": QuietHours(22, 6), "phone": QuietHours(22, 7)})


def test_each_channel_has_its_own_quiet_hours():
    half_past_six = MORNING + timedelta(minutes=30)
    assert chosen(standing=SLEEPING, now=NIGHT) == Wait(MORNING, Why.NIGHT)
    assert chosen(offered=[PHONE], standing=SLEEPING, now=half_past_six) == Wait(
        MORNING + timedelta(hours=1), Why.NIGHT
    )
    assert chosen(offered=[PHONE, USER], standing=SLEEPING, now=half_past_six) == "user"


def test_a_channel_without_quiet_hours_is_used_by_night():
    standing = Standing(quiet={"user": NEVER_QUIET})
    assert chosen(offered=[PHONE, USER], standing=standing, now=NIGHT) == "user"


def test_what_may_arrive_silently_goes_out_by_night_where_it_makes_no_sound():
    standing = Standing(silent=frozenset({"user"}))
    ready = replace(LAN, silent_at_night=True)
    assert chosen(ready, [PHONE, USER], standing, now=NIGHT) == "user"
    assert chosen(ready, [PHONE], standing, now=NIGHT) == Wait(MORNING, Why.NIGHT)
    assert chosen(LAN, [PHONE, USER], standing, now=NIGHT) == Wait(MORNING, Why.NIGHT)
