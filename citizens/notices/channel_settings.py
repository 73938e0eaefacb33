"""The settings of channels: which is tried first, and when each is quiet.

Each reader raises ValueError, whose text is the name of the setting that is wrong.
"""

from collections.abc import Mapping

from django.conf import settings

from citizens.models import Channel
from zalo_client.quiet_hours import NONE, QuietHours, read_quiet_hours


def channel_order() -> tuple[str, ...]:
    """Return every channel, the first to be tried first."""
    order = tuple(name.strip() for name in settings.NOTICES_CHANNEL_ORDER)
    if sorted(order) != sorted(Channel.values):
        raise ValueError("NOTICES_CHANNEL_ORDER")
    return order


def quiet_hours() -> Mapping[str, QuietHours]:
    """Return the hours in which each channel is not used."""
    return {channel: _hours(f"NOTICES_QUIET_{channel.upper()}") for channel in Channel.values}


def _hours(name: str) -> QuietHours:
    try:
        return read_quiet_hours(getattr(settings, name))
    except ValueError:
        raise ValueError(name) from None


def silent_channels() -> frozenset[str]:
    """Return the channels that make no sound in their quiet hours."""
    names = frozenset(name.strip() for name in settings.NOTICES_SILENT_CHANNELS) - {NONE}
    if not names <= set(Channel.values):
        raise ValueError("NOTICES_SILENT_CHANNELS")
    return names
