"""How the channels stand: which are stopped, and which events go out on which channel."""

from collections import defaultdict
from datetime import datetime

import structlog
from django.utils import timezone

from citizens.models import Channel, ChannelStop, TemplateChannel
from citizens.notices import channel_settings
from citizens.notices.channels import Standing
from foundation.zalo.remedies import remedy

log = structlog.get_logger("police_portal.notices")


def load_standing(*, notifications: bool, has_token: bool) -> Standing:
    """Return how the channels stand now; stops whose time is over do not count."""
    stops = list(ChannelStop.objects.in_force(timezone.now()))
    return Standing(
        {row.channel: row.until for row in stops if not row.template_id},
        {(row.channel, row.template_id): row.until for row in stops if row.template_id},
        has_token=has_token,
        notifications=notifications,
        order=channel_settings.channel_order(),
        quiet=channel_settings.quiet_hours(),
        silent=channel_settings.silent_channels(),
    )


def load_offers() -> dict[str, list[TemplateChannel]]:
    """Return the channels that are switched on, by the name of the event."""
    found: dict[str, list[TemplateChannel]] = defaultdict(list)
    for row in TemplateChannel.objects.filter(enabled=True).select_related("template"):
        found[row.template.event].append(row)
    return found


def stop(
    channel: str,
    cause: ChannelStop.Cause,
    until: datetime | None,
    error_number: int | None = None,
    template_id: str = "",
) -> None:
    """Stop a channel, or one template on it. A stop that holds for longer stays as it is."""
    values = {"cause": cause, "until": until, "error_number": error_number, "since": timezone.now()}
    row, created = ChannelStop.objects.get_or_create(
        channel=channel, template_id=template_id, defaults=values
    )
    if not created and row.until is not None and (until is None or until > row.until):
        ChannelStop.objects.filter(pk=row.pk).update(**values)
    level = log.warning if cause == ChannelStop.Cause.RATE else log.error
    level(
        "notice_channel_stopped",
        channel=channel,
        template=template_id,
        cause=str(cause),
        until=until and until.isoformat(),
        error_number=error_number,
    )


def resume(channel: str, template_id: str = "") -> bool:
    """Let a channel or a template run again; return True if it was stopped.

    Deliveries that waited for it go out within ten minutes.
    """
    log.warning("notice_channel_resumed", channel=channel, template=template_id)
    stops = ChannelStop.objects.filter(channel=channel, template_id=template_id)
    return bool(stops.delete()[0])


def remedy_of(row: ChannelStop) -> str:
    """Return what an operator does about the number of a stop, empty if there is none."""
    is_miniapp = row.channel == Channel.NOTIFICATION
    return remedy(row.error_number, is_miniapp=is_miniapp) if row.error_number else ""


def drop_lapsed() -> None:
    """Delete the stops whose time is over."""
    ChannelStop.objects.filter(until__lte=timezone.now()).delete()
