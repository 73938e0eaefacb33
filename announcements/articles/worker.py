"""The loop `send_articles`: claims articles, calls Zalo, writes each result.

One thread does all work with the database; `places` threads only call Zalo. An account holds one
place at most, and each has a client of its own: one that hangs takes neither places nor the
circuit breaker from the others. What a step changes is written before and after its call.
"""

import random
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import structlog
from django.conf import settings
from django.db import Error
from django.utils import timezone

from announcements.articles import broadcast_outbox, outbox, outcomes, reading, steps
from announcements.articles.broadcast_outbox import Sending
from announcements.articles.outbox import Claim
from announcements.articles.outcomes import Outcome
from announcements.articles.steps import Pause, Step
from announcements.models import Article
from announcements.models.article import ArticleWhy
from foundation.database.away import AWAY
from foundation.work.patience import wait_out
from foundation.zalo import configuration
from foundation.zalo.reports import reports
from official_accounts import calling, tokens
from official_accounts.models import OfficialAccount
from zalo_client.errors import Reason, TokenExpired, ZaloError
from zalo_client.limits import Places
from zalo_client.oa import OaClient

log = structlog.get_logger("police_portal.announcements")

PLACES = 16
MOST_CLIENTS = 64
CALLS_OF_CLIENT = 4  # one under way, and those that were given up and have not ended
SWEEP_SECONDS = 10.0
EMPTY_SECONDS = 1.0
LOOK_FOR_MORE_SECONDS = 0.2
LAST_WORD_SECONDS = 2.0


class Clients:
    """A client for each account, the longest unused closed first. One thread uses it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, tuple[OaClient, Places]] = OrderedDict()

    def of(self, account: int) -> OaClient:
        """Return the account's client. Raises ZaloMisconfigured for a wrong address."""
        if account not in self._kept:
            places = Places(CALLS_OF_CLIENT)
            own = replace(configuration.current(), threads=2 * CALLS_OF_CLIENT)
            self._kept[account] = (OaClient(own, places, reports), places)
        self._kept.move_to_end(account)
        client = self._kept[account][0]
        while len(self._kept) > MOST_CLIENTS:
            self._close(*self._kept.popitem(last=False)[1])
        return client

    def close(self) -> None:
        """Close all of them."""
        while self._kept:
            self._close(*self._kept.popitem()[1])

    @staticmethod
    def _close(client: OaClient, places: Places) -> None:
        client.close()
        places.close()


@dataclass
class Job:
    """A call under way for an article."""

    claim: Claim
    article: Article
    step: Step
    token: str = field(repr=False)

    @property
    def account(self) -> int:
        """The number of the account that is called for."""
        return self.claim.account


class Worker:
    """One worker. Call `run` in the main thread, and set `stop` from any thread.

    `name` must be unique among all workers.
    """

    def __init__(self, name: str, stop: threading.Event, places: int = PLACES) -> None:
        self._name = name
        self._stop = stop
        self._places = places
        self._clients = Clients()
        self._swept = float("-inf")
        self._running: dict[Future[Any], Job | Sending] = {}
        self._handled = 0

    def run(self, *, once: bool = False) -> int:
        """Work until `stop` is set, or with `once` until nothing is due; return how many calls."""
        with ThreadPoolExecutor(self._places, thread_name_prefix="articles") as pool:
            while not self._stop.is_set():
                busy = self._round(pool, reraise=once)
                if once and not busy:
                    break
                if not busy:
                    self._stop.wait(EMPTY_SECONDS)
            self._finish(pool)
        self._clients.close()
        return self._handled

    def _round(self, pool: ThreadPoolExecutor, *, reraise: bool) -> bool:
        """Take what is due and settle what has ended; return whether there was anything."""
        try:
            self._sweep()
            self._take(pool)
            busy = bool(self._running)
            self._settle_ended(pool)
        except Error as error:
            if reraise:
                raise
            wait_out(error)
            return True
        return busy

    def _sweep(self) -> None:
        if time.monotonic() - self._swept >= SWEEP_SECONDS:
            if lapsed := outbox.sweep():
                log.warning("article_claims_lapsed", count=lapsed)
            broadcast_outbox.sweep()
            self._swept = time.monotonic()

    def _take(self, pool: ThreadPoolExecutor) -> None:
        free = self._places - len(self._running)
        busy = {job.account for job in self._running.values()}
        for claim in outbox.claim(self._name, free, busy) if free else ():
            with self._holding_nobody_up(claim):
                self._go_on(pool, claim)
        busy = {job.account for job in self._running.values()}
        free = self._places - len(self._running)
        for sending in broadcast_outbox.begin_due(self._name, free, busy):
            client = self._clients.of(sending.account)
            self._running[pool.submit(broadcast_outbox.call, client, sending)] = sending

    def _settle_ended(self, pool: ThreadPoolExecutor) -> None:
        """Write what calls brought; a result that the database did not take is kept till it is."""
        if not self._running:
            return
        for future in wait(self._running, LOOK_FOR_MORE_SECONDS, FIRST_COMPLETED).done:
            job = self._running[future]
            held: Claim | None = None
            with self._holding_nobody_up(job.claim if isinstance(job, Job) else None):
                if isinstance(job, Job):
                    held = self._write(job, future)
                else:
                    broadcast_outbox.finish(job, future.exception() or future.result())
            del self._running[future]
            self._handled += 1
            if held:
                with self._holding_nobody_up(held):
                    self._go_on(pool, held)

    @contextmanager
    def _holding_nobody_up(self, claim: Claim | None) -> Iterator[None]:
        """Set an article aside that breaks the work on it; a broadcast's lease ends by itself."""
        try:
            yield
        except AWAY:
            raise
        except Exception as error:  # noqa: BLE001  # the other articles do not wait for this one
            # The text of the error may hold words.
            article = claim.pk if claim else None
            log.error("article_broke", article=article, error=type(error).__name__)  # noqa: TRY400
            if claim:
                outbox.set_aside(claim)

    def _finish(self, pool: ThreadPoolExecutor) -> None:
        """Wait for the calls under way, write their results, and let everything go."""
        deadline = time.monotonic() + settings.ZALO_TOTAL_SECONDS + LAST_WORD_SECONDS
        while self._running and time.monotonic() < deadline:
            self._round_of_results(pool)

    def _round_of_results(self, pool: ThreadPoolExecutor) -> None:
        try:
            self._settle_ended(pool)
        except Error as error:
            wait_out(error)

    # --- one article -----------------------------------------------------------------------------

    def _go_on(self, pool: ThreadPoolExecutor, claim: Claim) -> None:
        """Start the next call for an article that is held, or let it go."""
        article = reading.load(claim)
        if article is None:
            return
        if self._stop.is_set():
            outbox.release(claim)
            return
        step = self._next_step(claim, article)
        if step is None:
            return
        token = tokens.stored_token(article.account.oa_id)
        if not token:
            self._put_off(claim, article, step, TokenExpired(Reason.TOKEN), changed=False)
            return
        client = self._clients.of(claim.account)
        if held := outbox.write(claim, step.before):
            future = pool.submit(step.call, client, token)
            self._running[future] = Job(held, article, step, token)

    def _next_step(self, claim: Claim, article: Article) -> Step | None:
        """Return the next step; without one the article is settled or waits."""
        now = timezone.now()
        try:
            content = reading.content_of(article) if steps.needs_content(article) else None
        except reading.NoAddress:
            later = now + outcomes.TIMETABLE[-1]
            outcome = Outcome(ArticleWhy.ADDRESS, later, counts=False, stuck=True)
            outbox.put_off(claim, article.revision, outcome, None, {})
            return None
        except AWAY:
            raise
        except Exception as error:  # noqa: BLE001  # the other articles do not wait for this one
            log.error("article_not_readable", article=claim.pk, error=type(error).__name__)  # noqa: TRY400  # a traceback could hold words
            later = now + outcomes.TIMETABLE[-1]
            outcome = Outcome(ArticleWhy.REFUSED, later, stuck=True)
            outbox.put_off(claim, article.revision, outcome, None, {})
            return None
        step = steps.next_step(article, content, reading.known_ids(article), now)
        if step is None:
            outbox.settle(claim, article.revision)
        elif calling.is_stopped(article.account, step.feature):
            outcome = Outcome(ArticleWhy.STOPPED, now, counts=False)
            outbox.put_off(claim, article.revision, outcome, None, {})
            return None
        return step

    def _write(self, job: Job, future: "Future[Any]") -> Claim | None:
        """Write how a call ended; return the claim if the article is still held."""
        error = future.exception()
        if error is not None:
            self._fail(job, error)
            return None
        result = job.step.done(future.result(), timezone.now())
        if isinstance(result, Pause):
            outbox.pause(job.claim, job.article.revision, result.until, result.changes)
            return None
        return outbox.write(job.claim, result)

    def _fail(self, job: Job, error: BaseException) -> None:
        account: OfficialAccount = job.article.account
        if isinstance(error, TokenExpired):  # `refresh_accounts` renews it
            tokens.mark_refused(account.oa_id, job.token)
        if isinstance(error, ZaloError) and calling.note_failure(account, job.step.feature, error):
            changes = steps.changes_after(job.step, error)
            outcome = Outcome(ArticleWhy.STOPPED, timezone.now(), counts=False)
            outbox.put_off(job.claim, job.article.revision, outcome, error.number, changes)
            return
        self._put_off(job.claim, job.article, job.step, error, changed=True)

    def _put_off(
        self, claim: Claim, article: Article, step: Step, error: BaseException, *, changed: bool
    ) -> None:
        jitter = random.random()  # noqa: S311  # no secret
        outcome = outcomes.outcome_of(step, error, article.attempts + 1, timezone.now(), jitter)
        changes = dict(steps.changes_after(step, error)) if changed else {}
        if outcomes.forgets_ticket(step, error):
            changes["ticket"] = ""
        number = error.number if isinstance(error, ZaloError) else None
        level: Callable[..., None] = log.error if outcome.stuck else log.info
        told = str(error) if isinstance(error, ZaloError) else type(error).__name__
        level("article_not_done", article=claim.pk, step=step.name, error=told)
        outbox.put_off(claim, article.revision, outcome, number, changes)
