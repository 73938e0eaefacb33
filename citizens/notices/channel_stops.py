"""How the channels stand: which are stopped, and which events go out on which channel."""

from collections import defaultdict
from datetime import datetime

import structlog
from django.db.models import Q
from django.utils import timezone

from citizens.models import ChannelStop, TemplateChannel
from citizens.notices.channels import Standing

log = structlog.get_logger("police_portal.notices")


def load_standing(*, notifications: bool, has_token: bool) -> Standing:
    """Return how the channels stand now; stops whose time is over do not count."""
    now = timezone.now()
    stops = dict(
        ChannelStop.objects.filter(Q(until__isnull=True) | Q(until__gt=now)).values_list(
            "channel", "until"
        )
    )
    return Standing(stops, has_token=has_token, notifications=notifications)


def load_offers() -> dict[str, list[TemplateChannel]]:
    """Return the channels that are switched on, by the name of the event."""
    found: dict[str, list[TemplateChannel]] = defaultdict(list)
    for row in TemplateChannel.objects.filter(enabled=True).select_related("template"):
        found[row.template.event].append(row)
    return found


def stop(
    channel: str, cause: ChannelStop.Cause, until: datetime | None, error_number: int | None = None
) -> None:
    """Stop a channel. A stop without an end is not replaced by one with an end."""
    values = {"cause": cause, "until": until, "error_number": error_number, "since": timezone.now()}
    row, created = ChannelStop.objects.get_or_create(channel=channel, defaults=values)
    if not created and row.until is not None:
        ChannelStop.objects.filter(pk=row.pk).update(**values)
    log.error(
        "notice_channel_stopped",
        channel=channel,
        cause=str(cause),
        until=until and until.isoformat(),
        error_number=error_number,
    )


def resume(channel: str) -> bool:
    """Let a channel run again; return True if it was stopped.

    Deliveries that waited for it go out within ten minutes.
    """
    log.warning("notice_channel_resumed", channel=channel)
    return bool(ChannelStop.objects.filter(channel=channel).delete()[0])
