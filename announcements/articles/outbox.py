"""The only writer of articles once they are queued.

A claim is a lease. A result is written only while the row still carries the very claim of the
worker, so that a worker that was thought dead changes nothing. What is wanted is written by
`queueing` at any time: a worker never touches it, and settles only what it saw.
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

BROKEN_PAUSE = timedelta(minutes=5)
log = structlog.get_logger("police_portal.announcements")


@dataclass(frozen=True)
class Claim:
    """One article that this worker holds."""

    pk: int
    account: int
    worker: str


def claim(worker: str, limit: int, busy: Collection[int]) -> list[Claim]:
    """Take up to `limit` due articles, one of an account, but of none that is `busy`.

    What was withdrawn comes first. Other workers skip what was taken.
    """
    taken: list[Claim] = []
    for urgent in (True, False):
        held = {*busy, *(one.account for one in taken)}
        for account, pk in _candidates(urgent, held, limit - len(taken)):
            if _take(worker, pk):
                taken.append(Claim(pk, account, worker))
    return taken


def _candidates(urgent: bool, busy: Collection[int], limit: int) -> list[tuple[int, int]]:  # noqa: FBT001  # two rounds of one claim
    due = Article.objects.due(timezone.now()).exclude(account__in=busy)
    due = due.filter(wanted=Wanted.GONE) if urgent else due.exclude(wanted=Wanted.GONE)
    by_account = due.order_by().values("account").annotate(first=Min("pk")).order_by("first")
    return list(by_account.values_list("account", "first")[: max(limit, 0)])


def _take(worker: str, pk: int) -> bool:
    free = Article.objects.filter(pk=pk, claimed_by="", is_stuck=False)
    return bool(free.update(claimed_by=worker, lease_until=timezone.now() + LEASE))


def sweep() -> int:
    """Take back what workers let lapse; the answer to a call that made an article may be lost."""
    now = timezone.now()
    lapsed = Article.objects.lapsed(now)
    unsure = lapsed.filter(there=There.CREATING, ticket="")
    unsure.update(look_again_at=now + DOUBLES_AFTER)
    return int(lapsed.update(claimed_by="", lease_until=None))


def write(claim: Claim, changes: Mapping[str, Any]) -> bool:
    """Write changes and hold the article for longer; False if the claim does not hold any more."""
    values = {**changes, "lease_until": timezone.now() + LEASE}
    return bool(_held(claim).update(**values))


def settle(claim: Claim, revision: int) -> None:
    """Write that the row is as `revision` wanted it, and let it go."""
    free = {"claimed_by": "", "lease_until": None}
    fine = {"attempts": 0, "why": "", "error_number": None}
    _held(claim).update(settled=revision, **fine, **free)


def put_off(
    claim: Claim, revision: int, outcome: Outcome, number: int | None, changes: Mapping[str, Any]
) -> None:
    """Let the row go until later. If something else is wanted meanwhile, it is due at once."""
    free = {"claimed_by": "", "lease_until": None, **changes}
    told = {"why": outcome.why, "error_number": number}
    wait = {
        "next_try_at": outcome.until,
        "is_stuck": outcome.stuck,
        "attempts": F("attempts") + int(outcome.counts),
    }
    if not _held(claim).filter(revision=revision).update(**told, **wait, **free):
        _held(claim).update(**told, **free)


def set_aside(claim: Claim) -> None:
    """Let go of an article that broke the work on it, for minutes: it may be withdrawn yet."""
    free = {"claimed_by": "", "lease_until": None}
    later = timezone.now() + BROKEN_PAUSE
    _held(claim).update(next_try_at=later, why=ArticleWhy.FAULT, **free)


def pause(claim: Claim, revision: int, until: datetime, changes: Mapping[str, Any]) -> None:
    """Let the row go for a while without a failure."""
    free = {"claimed_by": "", "lease_until": None, **changes}
    if not _held(claim).filter(revision=revision).update(next_try_at=until, **free):
        _held(claim).update(**free)


def release(claim: Claim) -> None:
    """Give back what was not tried."""
    _held(claim).update(claimed_by="", lease_until=None)


def _held(claim: Claim) -> Any:
    return Article.objects.filter(pk=claim.pk, claimed_by=claim.worker)
