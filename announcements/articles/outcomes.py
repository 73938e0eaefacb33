"""What follows a failed call for an article: when it is tried again, and who has to act. Pure.

Nothing is given up by itself: what was withdrawn has to go, however long Zalo is away. What Zalo
refuses by its words waits for a person, since repeating changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from announcements.articles.steps import Step
from announcements.models.article import ArticleWhy
from zalo_client.articles import STILL_PROCESSING
from zalo_client.errors import TokenExpired, TryLater, ZaloError, ZaloUnavailable

# After the first failure in a row, the second and so on; the last goes on for ever.
TIMETABLE = tuple(timedelta(seconds=seconds) for seconds in (10, 30, 60, 300, 900, 3600))
JITTER = 0.25  # what failed together parts ways
POLL = timedelta(seconds=5)
TOKEN_PAUSE = timedelta(minutes=2)


@dataclass(frozen=True)
class Outcome:
    """When an article is tried again and why not now; `stuck` until somebody asks for it."""

    why: ArticleWhy
    until: datetime
    counts: bool = True
    stuck: bool = False


def outcome_of(
    step: Step, error: BaseException, attempts: int, now: datetime, jitter: float
) -> Outcome:
    """Return what follows when the call of `step` failed for the `attempts`th time in a row.

    `jitter` is from 0 to 1. What stops the account is not asked about: then nothing of it is due.
    """
    if isinstance(error, ZaloError) and error.number == STILL_PROCESSING:
        return Outcome(ArticleWhy.PROCESSING, now + POLL, counts=False)
    if isinstance(error, TokenExpired):
        return Outcome(ArticleWhy.TOKEN, now + TOKEN_PAUSE, counts=False)
    place = min(max(attempts, 1), len(TIMETABLE)) - 1
    pause = TIMETABLE[place] * (1 + JITTER * jitter)
    if isinstance(error, ZaloUnavailable):
        lost = error.maybe_done and bool(step.lost)
        return Outcome(ArticleWhy.LOST if lost else ArticleWhy.FAULT, now + pause)
    if isinstance(error, TryLater):  # Zalo was not asked, or asks for patience
        wait = timedelta(seconds=error.retry_after or 0)
        return Outcome(ArticleWhy.FAULT, now + max(pause, wait))
    if step.name == "verify" and isinstance(error, ZaloError):  # a ticket that does not count
        return Outcome(ArticleWhy.LOST, now + pause)
    return Outcome(ArticleWhy.REFUSED, now + pause, stuck=True)


def forgets_ticket(step: Step, error: BaseException) -> bool:
    """Return True if Zalo does not know a ticket: then the article is looked for by its link."""
    return (
        step.name == "verify"
        and isinstance(error, ZaloError)
        and error.number not in (None, STILL_PROCESSING)
        and not error.retryable
    )
