"""Which channel carries a notice to a person now. Pure: all facts come from the caller."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from citizens.models import Channel, TemplateChannel
from citizens.models.delivery import Why
from zalo_client.quiet_hours import ZALO_NIGHT, QuietHours

# A consultation message is free within 48 hours of the citizen's last message to the Official
# Account. Later Zalo charges for it, and after 7 days it refuses.
CONSULTATION_WINDOW = timedelta(hours=48)
NOTIFICATION_PAUSE = timedelta(days=1)
STOPPED_PAUSE = timedelta(minutes=10)  # until a notice of a stopped channel is tried again
NEEDS_TOKEN = frozenset({Channel.PHONE, Channel.USER, Channel.TEXT})


@dataclass(frozen=True)
class Chat:
    """An office's own account that may write to the person for nothing: the window is open.

    `oa_id` is the account's, `user_id` the person's there.
    """

    oa_id: str
    user_id: str = field(repr=False)


@dataclass(frozen=True)
class AccountStanding:
    """How the text channel of an office's own account stands, as in `Standing`."""

    ends_of_stops: Sequence[datetime | None] = ()
    token: str = field(default="", repr=False)


@dataclass(frozen=True)
class Recipient:
    """The person to tell, as far as channels need to know. `phone` is verified, E.164, or empty.

    What is said of the Official Account is said of the province's. A `chat` replaces it for
    consultation messages.
    """

    phone: str = field(default="", repr=False)
    oa_user_id: str = field(default="", repr=False)
    app_user_id: str = field(default="", repr=False)
    unfollowed: bool = False
    last_message_at: datetime | None = None
    notified_at: datetime | None = None
    consents: bool = False
    muted: bool = False
    erased: bool = False
    awaits_reply: bool = False  # the notice answers their message to the Official Account
    silent_at_night: bool = False  # the notice may arrive by night where it makes no sound
    chat: Chat | None = None


@dataclass(frozen=True)
class Standing:
    """How the channels stand.

    `stopped` maps a channel, and `stopped_templates` a channel and a template on it, to the end of
    the stop, None if an operator has to resume it. `order` names the channels, the first to be
    tried first. `quiet` has the hours in which a channel is not used, and `silent` the channels
    that make no sound in them. `chats` says how offices' own accounts stand, by their id.
    """

    stopped: Mapping[str, datetime | None] = field(default_factory=dict)
    stopped_templates: Mapping[tuple[str, str], datetime | None] = field(default_factory=dict)
    has_token: bool = True
    notifications: bool = False
    order: Sequence[str] = tuple(Channel.values)
    quiet: Mapping[str, QuietHours] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()
    chats: Mapping[str, AccountStanding] = field(default_factory=dict)

    def awake_from(self, channel: str, person: Recipient, now: datetime) -> datetime:
        """Return the first moment from `now` on at which a channel may be used for this notice."""
        if person.silent_at_night and channel in self.silent:
            return now
        return self.quiet.get(channel, ZALO_NIGHT).allowed_from(now)

    def may_call(self, channel: str, person: Recipient) -> bool:
        """Return True if there is a token for the account that the channel belongs to."""
        if chat := _chat(channel, person):
            return bool(self.chats.get(chat.oa_id, AccountStanding()).token)
        return self.has_token or channel not in NEEDS_TOKEN

    def ends_of_stops(self, row: TemplateChannel, person: Recipient) -> list[datetime | None]:
        """Return the ends of the stops that keep a channel of an event back; empty if it runs."""
        if chat := _chat(row.channel, person):
            return list(self.chats.get(chat.oa_id, AccountStanding()).ends_of_stops)
        template = (row.channel, row.zalo_template_id)
        return [
            *([self.stopped[row.channel]] if row.channel in self.stopped else []),
            *([self.stopped_templates[template]] if template in self.stopped_templates else []),
        ]


@dataclass(frozen=True)
class Wait:
    """The notice has to wait."""

    until: datetime
    why: Why


@dataclass(frozen=True)
class Skip:
    """The notice is not sent."""

    why: Why


CanReach = Callable[[Recipient, datetime], bool]
_CAN_REACH: Mapping[str, CanReach] = {
    Channel.PHONE: lambda person, _now: bool(person.phone),
    Channel.USER: lambda person, _now: bool(person.oa_user_id) and not person.unfollowed,
    Channel.TEXT: lambda person, now: (
        person.chat is not None
        or (bool(person.oa_user_id) and _within(person.last_message_at, CONSULTATION_WINDOW, now))
    ),
    Channel.NOTIFICATION: lambda person, now: (
        bool(person.app_user_id) and not _within(person.notified_at, NOTIFICATION_PAUSE, now)
    ),
}


def _chat(channel: str, person: Recipient) -> Chat | None:
    """Return the office's own account that carries this channel; the province's is None."""
    return person.chat if channel == Channel.TEXT else None


def _within(moment: datetime | None, period: timedelta, now: datetime) -> bool:
    return moment is not None and now - moment < period


def refusal_of(person: Recipient) -> Why | None:
    """Return why this person is told nothing outside the app, None if they may be told."""
    if person.erased:
        return Why.ERASED
    if not person.consents:
        return Why.NO_CONSENT
    return Why.MUTED if person.muted else None


def reachable_channels(
    offered: Iterable[TemplateChannel],
    person: Recipient,
    standing: Standing,
    tried: Sequence[str],
    now: datetime,
) -> list[TemplateChannel]:
    """Return the channels that could reach this person, in the order in which they are tried."""
    by_channel = {row.channel: row for row in offered if row.enabled}
    return [
        by_channel[channel]
        for channel in standing.order
        if channel in by_channel
        and channel not in tried
        and _CAN_REACH[channel](person, now)
        and (channel != Channel.NOTIFICATION or standing.notifications)
    ]


def choose_channel(
    offered: Iterable[TemplateChannel],
    person: Recipient,
    standing: Standing,
    tried: Sequence[str],
    now: datetime,
) -> TemplateChannel | Wait | Skip:
    """Return the channel to send by now, or why to wait and until when, or why not to send.

    An answer to a message to the Official Account goes back the same way. If that channel stands
    still until somebody mends it, the answer takes the usual ways, if one of them is open.
    """
    if not _answers_by_text(person, tried, now):
        return _usual_way(offered, person, standing, tried, now)
    by_text = _by_text(person, standing, now)
    if not isinstance(by_text, Wait) or by_text.why is not Why.STOPPED:
        return by_text
    usual = _usual_way(offered, person, standing, tried, now)
    return usual if isinstance(usual, TemplateChannel) else by_text


def _answers_by_text(person: Recipient, tried: Sequence[str], now: datetime) -> bool:
    return (
        person.awaits_reply
        and Channel.TEXT not in tried
        and not person.erased
        and _CAN_REACH[Channel.TEXT](person, now)
    )


def _usual_way(
    offered: Iterable[TemplateChannel],
    person: Recipient,
    standing: Standing,
    tried: Sequence[str],
    now: datetime,
) -> TemplateChannel | Wait | Skip:
    """Return the first channel that reaches the person and is awake.

    Nothing is sent by night, for most channels between 22:00 and 06:00: Zalo refuses templates
    then, and the other channels would wake people too.
    """
    if why := refusal_of(person):
        return Skip(why)
    fit = reachable_channels(offered, person, standing, tried, now)
    if not fit:
        return Skip(Why.NO_CHANNEL)
    awake_from = {row.channel: standing.awake_from(row.channel, person, now) for row in fit}
    awake = [row for row in fit if awake_from[row.channel] <= now]
    if not awake:
        return Wait(min(awake_from.values()), Why.NIGHT)
    running = [row for row in awake if not standing.ends_of_stops(row, person)]
    usable = [row for row in running if standing.may_call(row.channel, person)]
    if usable:
        return usable[0]
    if running:
        return Wait(now + STOPPED_PAUSE, Why.TOKEN)
    return _stopped([standing.ends_of_stops(row, person) for row in awake], now)


def _by_text(person: Recipient, standing: Standing, now: datetime) -> TemplateChannel | Wait:
    """Return the channel of a reply. Replies also go out by night, because the person waits."""
    text = TemplateChannel(channel=Channel.TEXT)
    if ends := standing.ends_of_stops(text, person):
        return _stopped([ends], now)
    if standing.may_call(Channel.TEXT, person):
        return text
    return Wait(now + STOPPED_PAUSE, Why.TOKEN)


def _stopped(stops: Sequence[Sequence[datetime | None]], now: datetime) -> Wait:
    """Wait for the first channel that runs again by itself, otherwise for an operator."""
    known = [max(end for end in ends if end is not None) for ends in stops if None not in ends]
    return (
        Wait(max(now, min(known)), Why.QUOTA) if known else Wait(now + STOPPED_PAUSE, Why.STOPPED)
    )
