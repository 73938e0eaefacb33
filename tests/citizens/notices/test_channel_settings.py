"""The settings of channels."""

import pytest

from citizens.notices import channel_settings
from tests.for_each import for_each
from zalo_client.quiet_hours import NEVER_QUIET, ZALO_NIGHT, QuietHours


def test_the_cheaper_template_is_tried_first():
    assert channel_settings.channel_order() == ("user", "phone", "text", "notification")


@for_each(
    "order",
    [
        [],
        ["user"],
        ["user", "user", "phone", "text", "notification"],
        ["sms", "phone", "text", "x"],
    ],
)
def test_an_order_names_every_channel_once(settings, order):
    settings.NOTICES_CHANNEL_ORDER = order
    with pytest.raises(ValueError, match="NOTICES_CHANNEL_ORDER"):
        channel_settings.channel_order()


def test_each_channel_has_its_quiet_hours(settings):
    settings.NOTICES_QUIET_PHONE, settings.NOTICES_QUIET_TEXT = "21-7", "none"
    assert channel_settings.quiet_hours() == {
        "phone": QuietHours(21, 7),
        "user": ZALO_NIGHT,
        "text": NEVER_QUIET,
        "notification": ZALO_NIGHT,
    }


def test_wrong_hours_are_named_by_their_setting(settings):
    settings.NOTICES_QUIET_USER = "đêm"
    with pytest.raises(ValueError, match="NOTICES_QUIET_USER"):
        channel_settings.quiet_hours()


def test_templates_by_user_make_no_sound_by_night(settings):
    assert channel_settings.silent_channels() == {"user"}
    settings.NOTICES_SILENT_CHANNELS = ["none"]
    assert channel_settings.silent_channels() == frozenset()
    settings.NOTICES_SILENT_CHANNELS = ["sms"]
    with pytest.raises(ValueError, match="NOTICES_SILENT_CHANNELS"):
        channel_settings.silent_channels()
