"""Sends confirmed broadcasts: each goes out once, or nobody knows and it is not sent again.

`sending` is committed before the call. Whoever finds it there later does not know whether the call
was made: the row becomes «không rõ, không gửi lại», and a person decides. Only an answer that says
that nothing was taken leads back to waiting. An account sends one after the other, whatever the
number of workers: a second call would ask for a quota that the first is using up.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import F, Min, QuerySet
from django.utils import timezone

from announcements.articles.broadcasting import is_shown, lock_both
from announcements.models import Broadcast
from announcements.models.article import There, Wanted
from announcements.models.broadcast import BroadcastState
from announcements.workflow import LISTED
from foundation.records.lease_ends import is_over
from foundation.work import claims
from foundation.work.claims import Claim
from official_accounts import calling, tokens
from official_accounts.models import Feature, FeatureStop, OfficialAccount
from zalo_client import articles as zalo
from zalo_client.errors import (
    Later,
    QuotaExhausted,
    Reason,
    TokenExpired,
    TryLater,
    ZaloError,
    ZaloUnavailable,
)
from zalo_client.oa import OaClient
from zalo_client.quiet_hours import allowed_from

LEASE = timedelta(seconds=120)
PAUSE = timedelta(minutes=2)
NO_QUOTA_PAUSE = timedelta(hours=6)
NO_QUOTA = -211  # Zalo's number for a quota that is used up
log = structlog.get_logger("police_portal.announcements")


@dataclass(frozen=True)
class Sending:
    """A broadcast that is committed as being sent, by this worker."""

    broadcast: Broadcast
    claim: Claim
    token: str = field(repr=False)

    @property
    def account(self) -> int:
        """The number of the account whose followers get it."""
        return int(self.broadcast.article.account_id)


@dataclass(frozen=True)
class NotCalled:
    """Zalo was not asked to send: the quota could not be read, or nothing is left of it."""

    error: ZaloError | None = None


def sweep() -> int:
    """Set aside what a worker began and did not end: nobody knows whether it went out."""
    now = timezone.now()
    rows = Broadcast.objects.filter(
        is_over("lease_until", now, LEASE), state=BroadcastState.SENDING
    )
    ended = claims.sweep(rows, state=BroadcastState.UNKNOWN, ended_at=now)
    if ended:
        log.error("broadcasts_unknown", count=ended)
    return ended


def begin_due(worker: str, limit: int, busy: Collection[int]) -> list[Sending]:
    """Commit that confirmed broadcasts whose time has come are being sent, and return them.

    Of each account that is not `busy` it is the first, if none of it is under way.
    """
    now = timezone.now()
    if limit <= 0 or allowed_from(now) > now:  # Zalo takes them from 06 to 22 only
        return []
    stopped = FeatureStop.objects.in_force(now).filter(feature=Feature.BROADCASTS)
    due = Broadcast.objects.filter(
        state=BroadcastState.CONFIRMED,
        next_try_at__lte=now,
        article__there=There.SHOWN,
        article__wanted=Wanted.SHOWN,
        article__settled=F("article__revision"),
        article__version=F("version"),
        article__announcement__state__in=LISTED,
    ).exclude(article__account__in=stopped.values("account"))
    due = due.exclude(article__account__in=busy)
    due = due.exclude(article__account__in=_under_way().values("article__account"))
    firsts = due.order_by().values("article__account").annotate(first=Min("pk")).order_by("first")
    chosen = Broadcast.objects.filter(pk__in=list(firsts.values_list("first", flat=True)[:limit]))
    rows = chosen.select_related("article__account").order_by("pk")
    return [one for row in rows if (one := _begin(worker, row))]


def _under_way() -> QuerySet[Broadcast]:
    return Broadcast.objects.filter(state=BroadcastState.SENDING).order_by()


def _begin(worker: str, broadcast: Broadcast) -> Sending | None:
    token = tokens.stored_token(broadcast.article.account.oa_id)
    if not token:
        _wait(broadcast, timezone.now() + PAUSE)
        return None
    claim = _commit(worker, broadcast)
    return Sending(broadcast, claim, token) if claim else None


@transaction.atomic
def _commit(worker: str, broadcast: Broadcast) -> Claim | None:
    """Write that it is being sent, unless the article changed since; then nobody calls.

    The account is locked first, so that two workers do not begin two of its broadcasts.
    """
    account = broadcast.article.account_id
    OfficialAccount.objects.select_for_update(no_key=True).get(pk=account)
    if _under_way().filter(article__account=account).exists():
        return None
    article, locked = lock_both(broadcast)
    if locked.state != BroadcastState.CONFIRMED or not is_shown(article):
        return None
    mine = Broadcast.objects.filter(pk=locked.pk)
    (claim,) = claims.claim(mine, worker, LEASE, 1, state=BroadcastState.SENDING)
    return claim


def call(client: OaClient, sending: Sending) -> str | NotCalled:
    """Read the quota, then send; return the id that Zalo gives. Touches no database.

    Raises ZaloError of the call that sends.
    """
    try:
        quota = client.ask(sending.token, zalo.broadcast_quota_request())
    except ZaloError as error:
        return NotCalled(error)
    if zalo.read_broadcasts_left(quota) == 0:
        return NotCalled()
    request = zalo.broadcast_request(sending.broadcast.article.zalo_id)
    return zalo.read_message_id(client.ask(sending.token, request))


def finish(sending: Sending, result: str | NotCalled | BaseException) -> None:
    """Write how a call ended."""
    now, account = timezone.now(), sending.broadcast.article.account
    error = result.error if isinstance(result, NotCalled) else result
    stopped = False
    if isinstance(error, ZaloError):
        stopped = calling.note_failure(account, Feature.BROADCASTS, error)
    if isinstance(error, TokenExpired):
        tokens.mark_refused(account.oa_id, sending.token)
    if isinstance(result, str):
        _write(sending, state=BroadcastState.SENT, message_id=result, ended_at=now)
    elif isinstance(result, NotCalled):
        number = result.error.number if result.error else NO_QUOTA
        pause = PAUSE if result.error else NO_QUOTA_PAUSE
        waits = BroadcastState.CONFIRMED
        _write(sending, state=waits, error_number=number, next_try_at=now + pause)
    else:
        _write(sending, **_after(result, now, stopped=stopped))


def _after(error: BaseException, now: datetime, *, stopped: bool) -> dict[str, object]:
    """Return what a failed call makes of a broadcast: it waits only if Zalo surely took nothing."""
    number = error.number if isinstance(error, ZaloError) else None
    told: dict[str, object] = {"error_number": number}
    lost = isinstance(error, ZaloUnavailable) and error.maybe_done
    if lost or not isinstance(error, ZaloError):
        return {**told, "state": BroadcastState.UNKNOWN, "ended_at": now}
    if stopped or isinstance(error, ZaloUnavailable | TokenExpired | TryLater | QuotaExhausted):
        night = isinstance(error, Later) and error.reason is Reason.NIGHT
        wait = timedelta(seconds=error.retry_after or 0) if night else PAUSE
        return {**told, "state": BroadcastState.CONFIRMED, "next_try_at": now + wait}
    return {**told, "state": BroadcastState.REFUSED, "ended_at": now}


def _write(sending: Sending, **values: object) -> None:
    written = sending.claim.settle(**values)
    state = str(values["state"])
    level = log.error if state == BroadcastState.UNKNOWN or not written else log.info
    level("broadcast_ended", broadcast=sending.broadcast.pk, state=state, written=written)


def _wait(broadcast: Broadcast, until: datetime) -> None:
    rows = Broadcast.objects.filter(pk=broadcast.pk, state=BroadcastState.CONFIRMED)
    rows.update(next_try_at=until)
