"""The only writer of articles once they are queued.

Claims are those of `foundation.work.claims`. What is wanted is written by `queueing` at any time: a
worker never touches it, and settles only what it saw.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db.models import F, Min
from django.utils import timezone

from announcements.articles.outcomes import Outcome
from announcements.articles.querysets import LEASE
from announcements.articles.steps import DOUBLES_AFTER
from announcements.models import Article
from announcements.models.article import ArticleWhy, There, Wanted
from foundation.work import claims

BROKEN_PAUSE = timedelta(minutes=5)
log = structlog.get_logger("police_portal.announcements")


@dataclass(frozen=True)
class Claim(claims.Claim):
    """One article that this worker holds, on one account."""

    account: int = 0


def claim(worker: str, limit: int, busy: Collection[int]) -> list[Claim]:
    """Claim up to `limit` due articles, one per account; skip `busy` accounts.

    What was withdrawn comes first. Other workers skip what was taken.
    """
    taken: list[Claim] = []
    for urgent in (True, False):
        held = {*busy, *(one.account for one in taken)}
        accounts = _candidates(urgent, held, limit - len(taken))
        free = Article.objects.filter(pk__in=accounts, claimed_by="", is_stuck=False).order_by("pk")
        got = claims.claim(free, worker, LEASE, len(accounts))
        taken += [Claim(**vars(one), account=accounts[one.pk]) for one in got]
    return taken


def _candidates(urgent: bool, busy: Collection[int], limit: int) -> dict[int, int]:  # noqa: FBT001  # two rounds of one claim
    """Return the first due article of each account, with that account."""
    due = Article.objects.due(timezone.now()).exclude(account__in=busy)
    due = due.filter(wanted=Wanted.GONE) if urgent else due.exclude(wanted=Wanted.GONE)
    by_account = due.order_by().values("account").annotate(first=Min("pk")).order_by("first")
    return dict(by_account.values_list("first", "account")[: max(limit, 0)])


def sweep() -> int:
    """Take back what workers let lapse; the answer to a call that made an article may be lost."""
    now = timezone.now()
    lapsed = Article.objects.lapsed(now)
    unsure = lapsed.filter(there=There.CREATING, ticket="")
    unsure.update(look_again_at=now + DOUBLES_AFTER)
    return claims.sweep(lapsed)


def write(claim: Claim, changes: Mapping[str, Any]) -> Claim | None:
    """Write changes and hold the article for longer; None if the claim does not hold any more."""
    return claim.hold(LEASE, **changes)


def settle(claim: Claim, revision: int) -> None:
    """Write that the row is as `revision` wanted it, and let it go."""
    claim.settle(settled=revision, attempts=0, why="", error_number=None)


def put_off(
    claim: Claim, revision: int, outcome: Outcome, number: int | None, changes: Mapping[str, Any]
) -> None:
    """Let the row go until later. If something else is wanted meanwhile, it is due at once."""
    told = {"why": outcome.why, "error_number": number}
    wait = {
        "next_try_at": outcome.until,
        "is_stuck": outcome.stuck,
        "attempts": F("attempts") + int(outcome.counts),
    }
    same = claim.row().filter(revision=revision)
    if not same.update(**told, **wait, **claims.FREE, **changes):
        claim.settle(**told, **changes)


def set_aside(claim: Claim) -> None:
    """Let go of an article that broke the work on it, for minutes: it may be withdrawn yet."""
    claim.settle(next_try_at=timezone.now() + BROKEN_PAUSE, why=ArticleWhy.FAULT)


def pause(claim: Claim, revision: int, until: datetime, changes: Mapping[str, Any]) -> None:
    """Let the row go for a while without a failure."""
    same = claim.row().filter(revision=revision)
    if not same.update(next_try_at=until, **claims.FREE, **changes):
        claim.settle(**changes)


def release(claim: Claim) -> None:
    """Give back what was not tried."""
    claim.settle()
