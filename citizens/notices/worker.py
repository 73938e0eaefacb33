"""The worker: claims a few deliveries, commits, calls Zalo, writes each result by itself.

`manage.py send_notices` runs it.

One thread does everything with the database; `senders` threads do nothing but call Zalo, so no
transaction is ever open while somebody waits for Zalo. A result is written before another call
begins in its place: a worker that is killed leaves at most `senders` messages of which nobody knows
whether they went out, and these are sent again.
"""

import random
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import TypeVar

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from citizens.models import Channel, ChannelStop, TemplateChannel
from citizens.notices import channels, outbox, outcomes, tokens
from citizens.notices.outbox import Claim, Task
from citizens.notices.placeholders import parameters_of
from foundation.zalo import configuration
from foundation.zalo.errors import TokenExpired, ZaloError
from foundation.zalo.limits import Places
from foundation.zalo.oa import MAX_TEXT_LENGTH, OaClient, Receipt

log = structlog.get_logger("police_portal.notices")
T = TypeVar("T")

CLAIMS_PER_SENDER = 4
SWEEP_SECONDS = 10.0
EMPTY_SECONDS = (
    1.0,
    2.0,
)  # how long it sleeps when there is nothing to do; several workers do not wake together
OUTAGE_SECONDS = (1.0, 3.0)
LAST_WORD_SECONDS = 10.0  # how long a worker that shall end tries to write its last results
LEASE_RESERVE = timedelta(seconds=30)  # no call begins that might outlive its claim
STANDING_SECONDS = 5.0


def own_client() -> OaClient:
    """Return a client with a place and a connection for each sender.

    And one for renewing the token.

    Raises ZaloMisconfigured for a wrong address.
    """
    places = settings.NOTICES_SENDERS + 1
    return OaClient(
        replace(configuration.current(), threads=2 * places), Places(places)
    )  # half of its threads may wait


@dataclass
class _Job:
    """A call under way."""

    task: Task
    route: TemplateChannel
    offered: Sequence[TemplateChannel]
    token: str = field(repr=False)
    renewed: bool = False


class Worker:
    """One worker; call `run` in the main thread and set `stop` from anywhere.

    `name` is unique among all workers.
    """

    def __init__(self, name: str, client: OaClient, stop: threading.Event) -> None:
        self._name = name
        self._client = client
        self._stop = stop
        self._senders = settings.NOTICES_SENDERS
        self._pace = 1 / settings.NOTICES_PER_SECOND
        self._next_call = 0.0
        self._swept = self._looked = float("-inf")
        self._standing = channels.Standing()
        self._offers: Mapping[str, Sequence[TemplateChannel]] = {}
        self._token = ""
        self._running: dict[Future[Receipt], _Job] = {}

    def run(self, *, once: bool = False) -> int:
        """Send until `stop` is set, or with `once` until nothing is due.

        Return how many deliveries were handled.
        """
        handled = 0
        with ThreadPoolExecutor(self._senders, thread_name_prefix="sender") as pool:
            while not self._stop.is_set():
                done = self._round(pool)
                handled += done
                if once and not done:
                    break
                if not done:
                    self._stop.wait(random.uniform(*EMPTY_SECONDS))  # noqa: S311  # no secret
        return handled

    def _round(self, pool: ThreadPoolExecutor) -> int:
        """Claim and send one batch.

        Return how many were claimed, 0 also while the database is away.
        """
        try:
            self._sweep()
            claims = outbox.claim(self._name, self._senders * CLAIMS_PER_SENDER)
        except (OperationalError, InterfaceError) as error:
            self._outage(error)
            return 0
        self._send(pool, deque(claims))
        return len(claims)

    def _sweep(self) -> None:
        if time.monotonic() - self._swept < SWEEP_SECONDS:
            return
        if lapsed := outbox.sweep():
            log.warning("notice_claims_lapsed", count=lapsed)
        self._look()
        self._swept = time.monotonic()

    def _look(self) -> None:
        """See how the channels stand and what goes out on which, and keep the token fresh.

        Also while nothing is sent.
        """
        self._token = self._current_token()
        self._standing = outbox.standing(
            notifications=settings.NOTICES_MINIAPP, has_token=bool(self._token)
        )
        self._offers = outbox.offers()
        self._looked = time.monotonic()

    def _current_token(self) -> str:
        try:
            return tokens.current(self._client)
        except tokens.NoToken:
            return ""

    def _send(self, pool: ThreadPoolExecutor, queue: deque[Claim]) -> None:
        while queue or self._running:
            while queue and len(self._running) < self._senders and not self._stop.is_set():
                self._start(pool, queue.popleft())
            if self._stop.is_set():
                self._patiently(partial(outbox.release, list(queue)))
                queue.clear()
            for future in wait(self._running, return_when=FIRST_COMPLETED).done:
                self._settle(pool, future)

    def _start(self, pool: ThreadPoolExecutor, claim: Claim) -> None:
        """Begin the call for a claim; what needs no call is settled at once."""
        job = self._patiently(partial(self._prepare, claim))
        if job is None:
            return
        pause = self._next_call - time.monotonic()
        if pause > 0:
            self._stop.wait(pause)
        self._next_call = max(time.monotonic(), self._next_call) + self._pace
        self._running[pool.submit(self._call, job)] = job

    def _prepare(self, claim: Claim) -> _Job | None:
        now = timezone.now()
        if claim.lease_until - now < LEASE_RESERVE:
            outbox.release([claim])
            return None
        task = outbox.task_of(claim)
        if task is None:
            return None
        if time.monotonic() - self._looked > STANDING_SECONDS:
            self._look()
        offered = self._offers.get(task.notice.event, ())
        chosen = channels.choose(offered, task.recipient, self._standing, task.tried, now)
        match chosen:
            case channels.Skip():
                outbox.skip(task, chosen.why)
            case channels.Wait():
                outbox.wait(task, chosen.until, chosen.why)
            case _:
                return _Job(task, chosen, offered, self._token)
        return None

    def _call(self, job: _Job) -> Receipt:
        """Call Zalo; runs in a sender's thread and touches no database."""
        task, route, person = job.task, job.route, job.task.recipient
        data = parameters_of(route, task.values)
        match route.channel:
            case Channel.PHONE:
                return self._client.send_template_to_phone(
                    job.token, person.phone, route.zalo_template_id, data, task.tracking_id
                )
            case Channel.USER:
                return self._client.send_template_to_user(
                    job.token, person.oa_user_id, route.zalo_template_id, data
                )
            case Channel.TEXT:
                return self._client.send_text(job.token, person.oa_user_id, plain_text(task))
        return self._client.notify(
            settings.ZALO_MINI_APP_ID.strip(), person.app_user_id, route.zalo_template_id, data
        )

    # --- results ---------------------------------------------------------------------------------

    def _settle(self, pool: ThreadPoolExecutor, future: Future[Receipt]) -> None:
        job = self._running.pop(future)
        error = future.exception()
        if isinstance(error, TokenExpired) and not job.renewed and self._renewed(job):
            self._running[pool.submit(self._call, job)] = job
            return
        self._patiently(partial(self._write, job, future))

    def _renewed(self, job: _Job) -> bool:
        """Get another token for a call that Zalo refused; False where there is none."""
        try:
            job.token = self._token = (
                self._patiently(lambda: tokens.after_refusal(self._client, job.token)) or ""
            )
        except tokens.NoToken:
            self._token = ""
        self._looked = float("-inf")
        job.renewed = True
        return bool(self._token)

    def _write(self, job: _Job, future: Future[Receipt]) -> None:
        error = future.exception()
        channel = job.route.channel
        if error is None:
            receipt = future.result()
            outbox.finish(job.task, outcomes.SENT, channel, receipt=receipt)
            self._respect_quota(channel, receipt)
        elif isinstance(error, ZaloError):
            self._failed(job, error)
        else:
            log.error(
                "notice_unsuitable",
                delivery=job.task.claim.pk,
                channel=channel,
                error=type(error).__name__,
            )
            outbox.fail_over(job.task, outcomes.UNSUITABLE, channel, job.offered)

    def _failed(self, job: _Job, error: ZaloError) -> None:
        channel = job.route.channel
        outcome = outcomes.after_error(
            error,
            channel,
            job.task.attempts + 1,
            timezone.now(),
            random.random(),  # noqa: S311
        )  # noqa: RUF100, S311
        level = log.error if outcome.alarm else log.info
        level(
            "notice_not_sent",
            delivery=job.task.claim.pk,
            channel=channel,
            error=str(error),
            state=str(outcome.state),
        )
        if outcome.stop:
            outbox.stop(channel, outcome.stop, outcome.stop_until, error.number)
            self._looked = float("-inf")
        if outcome.go_on:
            outbox.fail_over(job.task, outcome, channel, job.offered, error)
        else:
            outbox.finish(job.task, outcome, channel, error=error)

    def _respect_quota(self, channel: str, receipt: Receipt) -> None:
        """Hold a channel back till the next day when Zalo says that this was the day's last message."""
        if receipt.remaining_quota == 0:
            outbox.stop(channel, ChannelStop.Cause.QUOTA, outcomes.tomorrow(timezone.now()))
            self._looked = float("-inf")

    # --- the database ----------------------------------------------------------------------------

    def _patiently(self, work: Callable[[], T]) -> T | None:
        """Do `work`, again and again while the database is away.

        None when the worker shall end and it stays away.
        """
        for last in self._tries():
            try:
                return work()
            except (OperationalError, InterfaceError) as error:
                if last:
                    log.error("notice_result_lost", error=type(error).__name__)  # noqa: TRY400  # its text may hold values
                    return None
                self._outage(error)
        return None

    def _tries(self) -> Iterator[bool]:
        """Yield whether the coming try is the last: never while the worker shall go on."""
        ends: float | None = None
        while True:
            if self._stop.is_set():
                ends = ends or time.monotonic() + LAST_WORD_SECONDS
            yield ends is not None and time.monotonic() > ends

    def _outage(self, error: Exception) -> None:
        log.warning("notice_database_away", error=type(error).__name__)
        connection.close()
        time.sleep(random.uniform(*OUTAGE_SECONDS))  # noqa: S311  # no secret


def plain_text(task: Task) -> str:
    """Return a notice as one message of text, or the reply that stands in its place."""
    return (
        task.reply[:MAX_TEXT_LENGTH] or f"{task.notice.title}\n{task.notice.text}"[:MAX_TEXT_LENGTH]
    )
