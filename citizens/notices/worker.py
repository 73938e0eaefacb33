"""The loop `send_notices`: claims deliveries, calls Zalo, writes each result.

One thread does all work with the database. `senders` threads only call Zalo, so no transaction is
open while a call runs. Each result is written before another call takes its place. So a worker that
is killed leaves at most `senders` messages that may have been sent, and these are sent again.
"""

import random
import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial

import structlog
from django.conf import settings
from django.utils import timezone

from citizens.models import Channel, ChannelStop, TemplateChannel
from citizens.notices import channel_stops, channels, outbox, outcomes
from citizens.notices.sending import Sender
from citizens.notices.tasks import Task, load_task
from foundation.counting.pace import Pace
from foundation.database.away import AWAY
from foundation.work.claims import Claim
from foundation.work.patience import Patience, wait_out
from foundation.zalo import configuration
from foundation.zalo.reports import reports
from foundation.zalo.shared_breaker import of_account
from official_accounts import tokens
from official_accounts.accounts import province_id
from zalo_client.errors import TokenExpired, ZaloError
from zalo_client.limits import Places
from zalo_client.oa import OaClient
from zalo_client.oa_answers import Receipt
from zalo_client.quota import next_quota_day

log = structlog.get_logger("police_portal.notices")

CLAIMS_PER_SENDER = 4
SWEEP_SECONDS = 10.0
EMPTY_SECONDS = (1.0, 2.0)  # of sleep while there is nothing to do; random between the two
LEASE_RESERVE = timedelta(seconds=30)  # a call must not outlive its claim
STANDING_SECONDS = 5.0


def create_client() -> OaClient:
    """Return a client with one connection for each sender and one for renewing the token.

    Raises ZaloMisconfigured for a wrong address.
    """
    places = settings.NOTICES_SENDERS + 1
    # Half of the threads may wait for a place.
    current = replace(configuration.current(), threads=2 * places)
    return OaClient(current, Places(places), reports, of_account)


@dataclass
class _Job:
    """A call under way."""

    task: Task
    route: TemplateChannel
    offered: Sequence[TemplateChannel]
    token: str = field(repr=False)
    renewed: bool = False

    @property
    def oa_id(self) -> str:
        """The office's own account that the call is made for; empty for the province's."""
        chat = self.task.recipient.chat
        return chat.oa_id if chat and self.route.channel == Channel.TEXT else ""


def _ends_soon(claim: Claim) -> bool:
    return claim.lease_until - timezone.now() < LEASE_RESERVE


class Worker:
    """One worker. Call `run` in the main thread, and set `stop` from any thread.

    `name` must be unique among all workers.
    """

    def __init__(self, name: str, client: OaClient, stop: threading.Event) -> None:
        self._name = name
        self._client = client
        self._sender = Sender(client)
        self._stop, self._patiently = stop, Patience(stop)
        self._senders = settings.NOTICES_SENDERS
        self._pace = Pace("notices", settings.NOTICES_PER_SECOND)
        self._swept = self._looked = float("-inf")
        self._standing = channels.Standing()
        self._offers: Mapping[str, Sequence[TemplateChannel]] = {}
        self._token = ""
        self._chats: dict[str, channels.AccountStanding] = {}
        self._running: dict[Future[Receipt], _Job] = {}

    def run(self, *, once: bool = False) -> int:
        """Send until `stop` is set, or with `once` until nothing is due.

        Returns how many deliveries were handled.
        """
        handled = 0
        with ThreadPoolExecutor(self._senders, thread_name_prefix="sender") as pool:
            while not self._stop.is_set():
                done = self._send_batch(pool)
                handled += done
                if once and not done:
                    break
                if not done:
                    self._stop.wait(random.uniform(*EMPTY_SECONDS))  # noqa: S311  # no secret
        return handled

    def _send_batch(self, pool: ThreadPoolExecutor) -> int:
        """Claim and send one batch; return its size, 0 while the database is away."""
        try:
            self._sweep()
            claims = outbox.claim(self._name, self._senders * CLAIMS_PER_SENDER)
        except AWAY as error:
            wait_out(error)
            return 0
        self._send_claimed(pool, deque(claims))
        return len(claims)

    def _sweep(self) -> None:
        if time.monotonic() - self._swept < SWEEP_SECONDS:
            return
        if lapsed := outbox.sweep():
            log.warning("notice_claims_lapsed", count=lapsed)
        channel_stops.drop_lapsed()
        self._refresh_standing()
        self._swept = time.monotonic()

    def _refresh_standing(self) -> None:
        """Read how the channels stand and which events they carry, and keep the token valid.

        This also runs while nothing is sent.
        """
        self._token = self._current_token()
        self._standing = channel_stops.load_standing(
            notifications=settings.NOTICES_MINIAPP, has_token=bool(self._token)
        )
        self._offers = channel_stops.load_offers()
        self._chats.clear()
        self._looked = time.monotonic()

    def _current_token(self) -> str:
        try:
            return tokens.usable_token(self._client, province_id())
        except tokens.NoToken:
            return ""

    def _send_claimed(self, pool: ThreadPoolExecutor, queue: deque[Claim]) -> None:
        while queue or self._running:
            while queue and len(self._running) < self._senders and not self._stop.is_set():
                self._start(pool, queue.popleft())
            if self._stop.is_set():
                self._patiently(partial(outbox.release, list(queue)))
                queue.clear()
            for future in wait(self._running, return_when=FIRST_COMPLETED).done:
                self._settle(pool, future)

    def _start(self, pool: ThreadPoolExecutor, claim: Claim) -> None:
        """Start the call for a claim, if it needs one."""
        try:
            job = self._patiently(partial(self._prepare, claim))
        except Exception as error:  # noqa: BLE001  # the other deliveries do not wait for this one
            self._set_aside(claim, error, maybe_sent=False)
            return
        if job is None:
            return
        pause = self._pace.turn()
        if pause > 0:
            self._stop.wait(pause)
        if _ends_soon(claim):  # with a slow pace and many workers the turn was far off
            self._patiently(partial(outbox.release, [claim]))
            return
        self._running[pool.submit(self._sender.send, job.task, job.route, job.token)] = job

    def _prepare(self, claim: Claim) -> _Job | None:
        """Return the call to make, None if the delivery waits, is skipped or was taken back."""
        now = timezone.now()
        if _ends_soon(claim):
            outbox.release([claim])
            return None
        task = load_task(claim)
        if task is None:
            return None
        if time.monotonic() - self._looked > STANDING_SECONDS:
            self._refresh_standing()
        offered = self._offers.get(task.notice.event, ())
        standing = self._standing_for(task)
        chosen = channels.choose_channel(offered, task.recipient, standing, task.tried, now)
        match chosen:
            case channels.Skip():
                outbox.skip(task, chosen.why)
            case channels.Wait():
                outbox.wait(task, chosen.until, chosen.why)
            case _:
                job = _Job(task, chosen, offered, self._token)
                if job.oa_id:
                    job.token = self._chats[job.oa_id].token
                return job
        return None

    def _standing_for(self, task: Task) -> channels.Standing:
        """Return how the channels stand, with the office's own account that this person needs.

        Its token is taken as it stands: `refresh_accounts` renews it, so that an account
        that hangs keeps nobody here.
        """
        chat = task.recipient.chat
        if chat is None:
            return self._standing
        if chat.oa_id not in self._chats:
            self._chats[chat.oa_id] = channel_stops.load_account(chat.oa_id)
        return replace(self._standing, chats=self._chats)

    def _settle(self, pool: ThreadPoolExecutor, future: Future[Receipt]) -> None:
        job = self._running.pop(future)
        error = future.exception()
        try:
            if isinstance(error, TokenExpired) and not job.renewed and self._renewed(job):
                self._running[pool.submit(self._sender.send, job.task, job.route, job.token)] = job
            else:
                self._patiently(partial(self._write_result, job, future))
        except Exception as broken:  # noqa: BLE001  # the other deliveries do not wait for this one
            self._set_aside(job.task.claim, broken, maybe_sent=error is None)

    def _set_aside(self, claim: Claim, error: Exception, *, maybe_sent: bool) -> None:
        # The text of the error may hold personal values.
        log.error("notice_broke", delivery=claim.pk, error=type(error).__name__)
        self._patiently(partial(outbox.set_aside, claim, maybe_sent=maybe_sent))

    def _renewed(self, job: _Job) -> bool:
        """Get another token for a call that Zalo refused; return False if there is none."""
        if job.oa_id:
            self._patiently(partial(tokens.mark_refused, job.oa_id, job.token))
            self._looked = float("-inf")
            return False
        try:
            job.token = self._token = (
                self._patiently(
                    lambda: tokens.replace_refused(self._client, province_id(), job.token)
                )
                or ""
            )
        except tokens.NoToken:
            self._token = ""
        self._looked = float("-inf")
        job.renewed = True
        return bool(self._token)

    def _write_result(self, job: _Job, future: Future[Receipt]) -> None:
        error = future.exception()
        channel = job.route.channel
        if error is None:
            receipt = future.result()
            outbox.finish(job.task, outcomes.SENT, channel, receipt=receipt)
            self._respect_quota(job, receipt)
        elif isinstance(error, ZaloError):
            self._write_failure(job, error)
        else:
            log.error(
                "notice_unsuitable",
                delivery=job.task.claim.pk,
                channel=channel,
                error=type(error).__name__,
            )
            outbox.fail_over(job.task, outcomes.UNSUITABLE, channel, job.offered)

    def _write_failure(self, job: _Job, error: ZaloError) -> None:
        channel, outcome = job.route.channel, _outcome_of(job, error)
        level = log.error if outcome.alarm else log.info
        level(
            "notice_not_sent",
            delivery=job.task.claim.pk,
            channel=channel,
            error=str(error),
            state=str(outcome.state),
        )
        if outcome.stop:
            template = job.route.zalo_template_id if outcome.of_template else ""
            channel_stops.stop(
                channel, outcome.stop, outcome.stop_until, error.number, template, oa_id=job.oa_id
            )
            self._looked = float("-inf")
        if outcome.try_next:
            outbox.fail_over(job.task, outcome, channel, job.offered, error)
        else:
            outbox.finish(job.task, outcome, channel, error=error)

    def _respect_quota(self, job: _Job, receipt: Receipt) -> None:
        """Stop a channel until the next day if this was the last message that Zalo allows today."""
        if receipt.ends_the_day:
            channel_stops.stop(
                job.route.channel,
                ChannelStop.Cause.QUOTA,
                next_quota_day(timezone.now()),
                oa_id=job.oa_id,
            )
            self._looked = float("-inf")


def _outcome_of(job: _Job, error: ZaloError) -> outcomes.Outcome:
    now, jitter = timezone.now(), random.random()  # noqa: S311  # no secret
    outcome = outcomes.outcome_of_error(error, job.task.attempts + 1, now, jitter)
    return outcomes.or_given_up(outcome, job.task.created_at, now)
