"""The only writer of deliveries once they are queued.

Claim, result, release, sweep, resend, receipt.

A claim is a lease. Whoever holds it says so with `Claim`, and a result is written only while the
row still carries that very claim, so a worker that was thought dead changes nothing. What ended is
refused by the database itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from citizens.models import (
    ChannelStop,
    Citizen,
    Consent,
    Delivery,
    Notice,
    NoticePreference,
    Purpose,
    TemplateChannel,
)
from citizens.models.delivery import OPEN, State, Why
from citizens.models.notice import Channel
from citizens.notices import channels, outcomes, replies
from citizens.notices.channels import Recipient
from citizens.notices.outcomes import Outcome
from citizens.notices.texts import CONFIDENTIAL
from citizens.webhooks import OaEvent
from foundation.zalo.errors import ZaloError
from foundation.zalo.oa import Receipt

log = structlog.get_logger("police_portal.notices")

LEASE = timedelta(seconds=120)
MAX_RECEIPTS = 50


@dataclass(frozen=True)
class Claim:
    """That a worker holds a delivery until `lease_until`."""

    pk: int
    worker: str
    lease_until: datetime

    def row(self) -> QuerySet[Delivery]:
        """Return the row while this claim stands, else nothing."""
        return Delivery.objects.filter(
            pk=self.pk, state=State.CLAIMED, claimed_by=self.worker, lease_until=self.lease_until
        )


@dataclass(frozen=True)
class Task:
    """A claimed delivery with all that sending needs. `attempts` counts those before this one."""

    claim: Claim
    notice: Notice
    recipient: Recipient
    tried: tuple[str, ...]
    tracking_id: str
    attempts: int
    uncertain: bool
    created_at: datetime
    values: dict[str, str] = field(repr=False)
    reply: str = field(
        default="", repr=False
    )  # the words that answer what the person wrote to the Official Account


# --- claims --------------------------------------------------------------------------------------


@transaction.atomic
def claim(worker: str, limit: int) -> list[Claim]:
    """Take up to `limit` deliveries that are due, in one committed step.

    Others pass over them, and over locked rows.
    """
    now = timezone.now()
    until = now + LEASE
    locking = connection.features.has_select_for_update_skip_locked
    due = Delivery.objects.due(now)
    keys = list(
        (due.select_for_update(skip_locked=True) if locking else due).values_list("pk", flat=True)[
            :limit
        ]
    )
    mine = Delivery.objects.filter(pk__in=keys, state=State.WAITING)
    mine.update(state=State.CLAIMED, claimed_by=worker, lease_until=until, why="")
    return [Claim(pk, worker, until) for pk in keys]


def release(claims: Iterable[Claim]) -> None:
    """Give back what was not tried."""
    for one in claims:
        one.row().update(state=State.WAITING, claimed_by="", lease_until=None)


def sweep() -> int:
    """Take back what workers held that were not heard of again, and return how many.

    It may have been sent.
    """
    now = timezone.now()
    values = {
        "state": State.WAITING,
        "claimed_by": "",
        "lease_until": None,
        "why": Why.LAPSED,
        "uncertain": True,
        "next_try_at": now,
    }
    return int(Delivery.objects.lapsed(now).update(**values))


# --- what sending needs --------------------------------------------------------------------------


def task_of(held: Claim) -> Task | None:
    """Return what is to be sent, as citizen, consent and choices are at this moment.

    None when the claim stands no more.
    """
    newest = Consent.objects.filter(
        citizen=OuterRef("notice__citizen"), purpose=Purpose.NOTICES
    ).order_by("-pk")
    muted = NoticePreference.objects.filter(
        citizen=OuterRef("notice__citizen"), kind=OuterRef("notice__kind"), outside=False
    )
    rows = (
        held.row()
        .select_related("notice__citizen")
        .annotate(consents=Subquery(newest.values("granted")[:1]), muted=Exists(muted))
    )
    row: Any = rows.first()
    if row is None:
        return None
    reply = replies.reply_to(row.notice)
    return Task(
        claim=held,
        notice=row.notice,
        recipient=_recipient(
            row.notice.citizen,
            consents=bool(row.consents),
            muted=row.muted,
            awaits_reply=bool(reply),
        ),
        tried=tuple(filter(None, row.tried.split(","))),
        tracking_id=row.tracking_id,
        attempts=row.attempts,
        uncertain=row.uncertain,
        created_at=row.created_at,
        values=row.notice.values,
        reply=reply,
    )


def _recipient(citizen: Citizen, *, consents: bool, muted: bool, awaits_reply: bool) -> Recipient:
    return Recipient(
        phone=citizen.phone,
        oa_user_id=citizen.oa_user_id,
        app_user_id=citizen.zalo_user_id or "",
        unfollowed=citizen.follow_changed_at is not None and not citizen.is_follower,
        last_message_at=citizen.last_oa_message_at,
        notified_at=_notified_at(citizen) if settings.NOTICES_MINIAPP else None,
        consents=consents,
        muted=muted,
        erased=citizen.erased_at is not None,
        awaits_reply=awaits_reply,
    )


def _notified_at(citizen: Citizen) -> datetime | None:
    """Return when the citizen last got a Mini App notification: there is one a day."""
    sent = Delivery.objects.filter(
        notice__citizen=citizen,
        channel=Channel.NOTIFICATION,
        state__in=(State.SENT, State.DELIVERED),
    )
    return sent.order_by("-pk").values_list("finished_at", flat=True).first()


# --- results -------------------------------------------------------------------------------------


def finish(
    task: Task,
    outcome: Outcome,
    channel: str = "",
    *,
    receipt: Receipt | None = None,
    error: ZaloError | None = None,
) -> bool:
    """Write what an attempt led to, in one committed step.

    False: the claim stands no more, and nothing was written.
    """
    final = outcome.state not in OPEN
    now = timezone.now()
    values: dict[str, Any] = {
        "state": outcome.state,
        "why": outcome.why or "",
        "channel": channel if final else "",
        "attempts": task.attempts + int(outcome.counts and bool(channel)),
        "uncertain": task.uncertain or outcome.uncertain,
        "claimed_by": "",
        "lease_until": None,
        "finished_at": now if final else None,
        "next_try_at": outcome.next_try_at or now,
        **({"message_id": (receipt.message_id or "")[:64]} if receipt else {}),
        **({"error_number": error.number, "error_kind": _kind(error)} if error else {}),
    }
    written = bool(task.claim.row().update(**values))
    if not written:
        log.warning("notice_result_late", delivery=task.claim.pk, state=str(outcome.state))
    return written


@transaction.atomic
def fail_over(
    task: Task,
    outcome: Outcome,
    channel: str,
    offered: Sequence[TemplateChannel],
    error: ZaloError | None = None,
) -> bool:
    """Write that a channel failed for good.

    And in the same step queue the next that could reach this person, if any.
    """
    if not finish(task, outcome, channel, error=error):
        return False
    now, tried = timezone.now(), (*task.tried, channel)
    anything = channels.Standing(notifications=settings.NOTICES_MINIAPP)
    if channels.fitting(offered, task.recipient, anything, tried, now):
        Delivery.objects.create(
            notice=task.notice, tried=",".join(tried), created_at=task.created_at, next_try_at=now
        )
    return True


def _kind(error: ZaloError) -> str:
    return f"{type(error).__name__} {error.reason}"[:60]


def skip(task: Task, why: Why) -> None:
    """End a delivery without an attempt. What belongs to an erased citizen goes altogether."""
    if why is Why.ERASED:
        Notice.objects.filter(pk=task.notice.pk).delete()
    else:
        finish(task, Outcome(State.SKIPPED, why, counts=False))


def wait(task: Task, until: datetime, why: Why) -> None:
    """Put a delivery off without an attempt; one that has waited too long is given up."""
    if outcomes.too_old(task.created_at, timezone.now()):
        finish(task, Outcome(State.GIVEN_UP, Why.EXHAUSTED, counts=False))
    else:
        finish(task, Outcome(State.WAITING, why, until, counts=False))


# --- channels ------------------------------------------------------------------------------------


def standing(*, notifications: bool, has_token: bool) -> channels.Standing:
    """Return how the channels stand now; stops whose time is over are taken away."""
    now = timezone.now()
    stops = dict(
        ChannelStop.objects.filter(Q(until__isnull=True) | Q(until__gt=now)).values_list(
            "channel", "until"
        )
    )
    return channels.Standing(stops, has_token=has_token, notifications=notifications)


def offers() -> dict[str, list[TemplateChannel]]:
    """Return the channels that each event goes out on."""
    found: dict[str, list[TemplateChannel]] = defaultdict(list)
    for row in TemplateChannel.objects.filter(enabled=True).select_related("template"):
        found[row.template.event].append(row)
    return found


def stop(
    channel: str, cause: ChannelStop.Cause, until: datetime | None, error_number: int | None = None
) -> None:
    """Stop a channel. A stop without end is not replaced by one with an end."""
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
    """Let a channel run again, and return whether it stood still.

    What waited for it goes out within ten minutes.
    """
    log.warning("notice_channel_resumed", channel=channel)
    return bool(ChannelStop.objects.filter(channel=channel).delete()[0])


# --- officers ------------------------------------------------------------------------------------


def shown_to_officers(deliveries: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Return the deliveries without those of confidential events.

    Their time and recipient together would name a rater.
    """
    return deliveries.exclude(notice__event__in=CONFIDENTIAL)


def failures() -> QuerySet[Delivery]:
    """Return the deliveries that failed and that nothing followed, newest first.

    What officers may resend.
    """
    later = Delivery.objects.filter(notice=OuterRef("notice"), pk__gt=OuterRef("pk"))
    return shown_to_officers(Delivery.objects.unsuccessful().filter(~Exists(later)))


@transaction.atomic
def resend(delivery: Delivery) -> Delivery | None:
    """Queue a failed message anew, on every channel from the first.

    None when it did not fail or something followed it.
    """
    notice = Notice.objects.select_for_update().get(pk=delivery.notice_id)
    if not failures().filter(pk=delivery.pk).exists():
        return None
    log.info("notice_resent", delivery=delivery.pk)
    return Delivery.objects.create(notice=notice)


# --- what Zalo tells -----------------------------------------------------------------------------


def received(event: OaEvent) -> None:
    """Note that messages reached the phone: a handler of webhooks.

    Zalo names its own ids, our tracking id, or both.

    Only messages to a phone carry our id. One that we still hold for unsent, because Zalo's answer
    was lost, has come too.
    """
    ids = [one for one in event.message_ids[:MAX_RECEIPTS] if one]
    if ids:
        Delivery.objects.filter(message_id__in=ids, state=State.SENT).update(
            state=State.DELIVERED, finished_at=event.at
        )
    if event.tracking_id:
        came = {
            "state": State.DELIVERED,
            "finished_at": event.at,
            "why": "",
            "channel": Channel.PHONE,
            "claimed_by": "",
            "lease_until": None,
        }
        Delivery.objects.filter(
            tracking_id=event.tracking_id, state__in=(*OPEN, State.SENT)
        ).update(**came)


def overdue(now: datetime, period: timedelta) -> bool:
    """Tell whether something has been due for longer than `period`: then no worker runs."""
    return (
        Delivery.objects.due(now - period).exists()
        or Delivery.objects.lapsed(now - period).exists()
    )


def no_more_than(rows: QuerySet[Any], most: int) -> int:
    """Count rows, but not beyond `most`: for badges, however many there are."""
    return int(rows.order_by()[:most].count())
