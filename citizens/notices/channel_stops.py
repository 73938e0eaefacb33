"""How the channels stand: which are stopped, and which events go out on which channel."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

import structlog
from django.utils import timezone

from citizens.models import Channel, ChannelStop, TemplateChannel
from citizens.notices import channel_settings
from citizens.notices.channels import AccountStanding, Standing
from foundation.zalo.remedies import remedy
from official_accounts import tokens
from official_accounts.health import StandingStill
from official_accounts.models import OfficialAccount

log = structlog.get_logger("police_portal.notices")


def load_standing(*, notifications: bool, has_token: bool) -> Standing:
    """Return how the channels stand now; stops whose time is over do not count."""
    stops = list(ChannelStop.objects.in_force(timezone.now()).filter(account__isnull=True))
    return Standing(
        {row.channel: row.until for row in stops if not row.template_id},
        {(row.channel, row.template_id): row.until for row in stops if row.template_id},
        has_token=has_token,
        notifications=notifications,
        order=channel_settings.channel_order(),
        quiet=channel_settings.quiet_hours(),
        silent=channel_settings.silent_channels(),
    )


def load_account(oa_id: str) -> AccountStanding:
    """Return how consultation messages of an office's own account stand now. Two queries."""
    stops = ChannelStop.objects.in_force(timezone.now()).filter(account__oa_id=oa_id)
    ends = stops.filter(channel=Channel.TEXT).values_list("until", flat=True)
    return AccountStanding(list(ends), tokens.stored_token(oa_id))


def load_offers() -> dict[str, list[TemplateChannel]]:
    """Return the channels that are switched on, by the name of the event."""
    found: dict[str, list[TemplateChannel]] = defaultdict(list)
    for row in TemplateChannel.objects.filter(enabled=True).select_related("template"):
        found[row.template.event].append(row)
    return found


def stop(  # noqa: PLR0913  # what, why, how long, and the number that says it
    channel: str,
    cause: ChannelStop.Cause,
    until: datetime | None,
    error_number: int | None = None,
    template_id: str = "",
    *,
    oa_id: str = "",
) -> None:
    """Stop a channel, or one template on it. A stop that holds for longer stays as it is.

    `oa_id` names an office's own account; empty is the province's, or the Mini App.
    """
    account = OfficialAccount.objects.get(oa_id=oa_id) if oa_id else None
    values = {"cause": cause, "until": until, "error_number": error_number, "since": timezone.now()}
    row, created = ChannelStop.objects.get_or_create(
        channel=channel, template_id=template_id, account=account, defaults=values
    )
    if not created and row.until is not None and (until is None or until > row.until):
        ChannelStop.objects.filter(pk=row.pk).update(**values)
    level = log.warning if cause == ChannelStop.Cause.RATE else log.error
    level(
        "notice_channel_stopped",
        channel=channel,
        template=template_id,
        account=oa_id,
        cause=str(cause),
        until=until and until.isoformat(),
        error_number=error_number,
    )


def resume(stopped: ChannelStop) -> bool:
    """Let a channel or a template run again; return True if it was stopped.

    Deliveries that waited for it go out within ten minutes.
    """
    log.warning(
        "notice_channel_resumed",
        channel=stopped.channel,
        template=stopped.template_id,
        account=stopped.account_id,
    )
    return bool(ChannelStop.objects.filter(pk=stopped.pk).delete()[0])


def remedy_of(row: ChannelStop) -> str:
    """Return what an operator does about the number of a stop, empty if there is none."""
    is_miniapp = row.channel == Channel.NOTIFICATION
    return remedy(row.error_number, is_miniapp=is_miniapp) if row.error_number else ""


def stops_by_account(now: datetime) -> Iterator[StandingStill]:
    """Yield the channels that stand still, for the page of the accounts' health."""
    for row in ChannelStop.objects.in_force(now).exclude(channel=Channel.NOTIFICATION):
        yield StandingStill(row.account_id, str(row), row.until, remedy_of(row))


def drop_lapsed() -> None:
    """Delete the stops whose time is over."""
    ChannelStop.objects.filter(until__lte=timezone.now()).delete()
