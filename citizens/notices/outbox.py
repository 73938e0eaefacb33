"""The only writer of deliveries once they are queued.

Claims are those of `foundation.work.claims`. The database itself refuses changes to deliveries that
ended.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from citizens.models import Channel, Delivery, Notice, TemplateChannel
from citizens.models.delivery import LEASE, OPEN, State, Why
from citizens.notices import channels, outcomes
from citizens.notices.holding import hold_addressee
from citizens.notices.outcomes import Outcome
from citizens.notices.tasks import Task
from citizens.webhooks import OaEvent
from foundation.work import claims
from foundation.work.claims import Claim
from zalo_client.errors import ZaloError
from zalo_client.oa_answers import Receipt

log = structlog.get_logger("police_portal.notices")

MAX_RECEIPTS = 50
UNREADABLE_PAUSE = timedelta(hours=1)
# How a message about a confidential event ends for reasons that are not the person's, so that
# operators may send it again. Every other end tells of the person: whether they agreed, have a
# phone, wrote to the account lately. Few people may share that, so nothing is kept of it.
NOT_OF_THE_PERSON = frozenset({Why.UNKNOWN, Why.UNSUITABLE, Why.EXHAUSTED})


# --- claims --------------------------------------------------------------------------------------


def claim(worker: str, limit: int) -> list[Claim]:
    """Take up to `limit` deliveries that are due."""
    due = Delivery.objects.due(timezone.now())
    return claims.claim(due, worker, LEASE, limit, state=State.CLAIMED, why="")


def release(untried: Iterable[Claim]) -> None:
    """Give back deliveries that were not tried."""
    for one in untried:
        one.settle(state=State.WAITING)


def sweep() -> int:
    """Take back the deliveries whose worker let its lease run out, and return how many.

    They may have been sent.
    """
    now = timezone.now()
    again = {"state": State.WAITING, "why": Why.LAPSED, "uncertain": True, "next_try_at": now}
    return claims.sweep(Delivery.objects.lapsed(now), **again)


def set_aside(held: Claim, *, maybe_sent: bool) -> None:
    """Let go of a delivery that broke the work on it: nobody else's waits for it.

    One that was not sent is tried again in an hour, for as long as others are: an operator may give
    back a key that was taken out of DATA_KEYS too early.
    """
    now = timezone.now()
    young = held.row().filter(created_at__gt=now - outcomes.MAX_AGE)
    later = {"state": State.WAITING, "why": Why.UNREADABLE, "next_try_at": now + UNREADABLE_PAUSE}
    if maybe_sent or not young.update(**later, **claims.FREE):
        ended = {"state": State.GIVEN_UP, "why": Why.EXHAUSTED, "finished_at": now}
        unsure = {"uncertain": True} if maybe_sent else {}
        held.settle(**ended, **unsure)


# --- results -------------------------------------------------------------------------------------


def finish(
    task: Task,
    outcome: Outcome,
    channel: str = "",
    *,
    receipt: Receipt | None = None,
    error: ZaloError | None = None,
) -> bool:
    """Write the result of an attempt, in one committed step.

    Of a confidential notice only what NOT_OF_THE_PERSON names is kept. Returns False and writes
    nothing if the claim does not hold any more.
    """
    final = outcome.state not in OPEN
    if final and task.notice.is_confidential and outcome.why not in NOT_OF_THE_PERSON:
        return _noted(bool(task.claim.row().delete()[0]), task, outcome)
    now = timezone.now()
    values: dict[str, object] = {
        "state": outcome.state,
        "why": outcome.why or "",
        "channel": channel if final else "",
        "attempts": task.attempts + int(outcome.counts and bool(channel)),
        "uncertain": task.uncertain or outcome.uncertain,
        "finished_at": now if final else None,
        "next_try_at": outcome.next_try_at or now,
        **({"message_id": (receipt.message_id or "")[:64]} if receipt else {}),
        **({"error_number": error.number, "error_kind": _kind(error)} if error else {}),
    }
    return _noted(task.claim.settle(**values), task, outcome)


def _noted(written: bool, task: Task, outcome: Outcome) -> bool:  # noqa: FBT001  # what is noted
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
    """Write that a channel failed for good, and queue the next channel that could reach the person.

    Without another one the message waits, if the outcome says until when. Returns False and writes
    nothing if the claim does not hold any more.
    """
    hold_addressee(task.notice)
    now, tried = timezone.now(), (*task.tried, channel)
    anything = channels.Standing(notifications=settings.NOTICES_MINIAPP)
    others = channels.reachable_channels(offered, task.recipient, anything, tried, now)
    if not others and outcome.otherwise_at and not outcomes.is_too_old(task.created_at, now):
        waiting = Outcome(State.WAITING, Why.QUOTA, outcome.otherwise_at, counts=False)
        return finish(task, waiting, channel, error=error)
    if not finish(task, outcome, channel, error=error):
        return False
    if others:
        Delivery.objects.create(
            notice=task.notice, tried=",".join(tried), created_at=task.created_at, next_try_at=now
        )
    return True


def _kind(error: ZaloError) -> str:
    return f"{type(error).__name__} {error.reason}"[:60]


def skip(task: Task, why: Why) -> None:
    """End a delivery without an attempt. Notices of erased citizens are deleted."""
    if why is Why.ERASED:
        Notice.objects.filter(pk=task.notice.pk).delete()
    else:
        finish(task, Outcome(State.SKIPPED, why, counts=False))


def wait(task: Task, until: datetime, why: Why) -> None:
    """Put a delivery off without an attempt. Give it up if it has waited too long."""
    if outcomes.is_too_old(task.created_at, timezone.now()):
        finish(task, Outcome(State.GIVEN_UP, Why.EXHAUSTED, counts=False))
    else:
        finish(task, Outcome(State.WAITING, why, until, counts=False))


# --- what Zalo tells -----------------------------------------------------------------------------


def mark_received(event: OaEvent) -> None:
    """Note that messages reached the citizen; a handler of webhook events.

    Zalo names its own ids, our tracking id, or both. Only messages to a phone carry our id. It also
    finds a message that counts as unsent here because Zalo's answer was lost.
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
            **claims.FREE,
        }
        open_ones = Delivery.objects.filter(
            tracking_id=event.tracking_id, state__in=(*OPEN, State.SENT)
        )
        open_ones.filter(notice__citizen__isnull=True).delete()  # as `finish` does
        open_ones.update(**came)


def is_overdue(now: datetime, period: timedelta) -> bool:
    """Return True if a delivery has been due for longer than `period`: then no worker runs."""
    return (
        Delivery.objects.due(now - period).exists()
        or Delivery.objects.lapsed(now).filter(lease_until__lt=now - period).exists()
    )
