"""Renews the tokens of all accounts that are about to expire, several at once.

One thread works with the database; `places` threads only call Zalo. An account that hangs holds one
place until its call is given up, and then rests for a minute: the others go on. What expires first
is renewed first.
"""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace

import structlog
from django.db.models import Q
from django.utils import timezone

from foundation.zalo import configuration
from foundation.zalo.errors import ZaloError
from foundation.zalo.limits import Places
from foundation.zalo.oa import OaClient
from foundation.zalo.oa_answers import OaTokens
from official_accounts import tokens
from official_accounts.models import OaToken
from official_accounts.tokens import REFRESH_AHEAD, Turn

log = structlog.get_logger("police_portal.official_accounts")

PLACES = 16
SPARE_PLACES = 8  # a call that was given up keeps its place until the connection ends


@dataclass
class Round:
    """How many pairs of a round were renewed and how many were not."""

    renewed: int = 0
    failed: int = 0


def create_client(places: int = PLACES) -> OaClient:
    """Return a client for as many calls at once. Raises ZaloMisconfigured for a wrong address."""
    count = places + SPARE_PLACES
    return OaClient(replace(configuration.current(), threads=2 * count), Places(count))


def refresh_due(client: OaClient, places: int = PLACES) -> Round:
    """Renew each pair that expires within five hours, and return how it went."""
    done = Round()
    running: dict[Future[OaTokens], Turn] = {}
    waiting = deque(due())
    with ThreadPoolExecutor(places, thread_name_prefix="refresh") as pool:
        while waiting or running:
            while waiting and len(running) < places:
                turn = tokens.take_turn(waiting.popleft())
                if turn is not None:
                    running[pool.submit(client.refresh, turn.refresh_token)] = turn
            if running:
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    _settle(running.pop(future), future, done)
    return done


def due() -> Iterator[str]:
    """Return the ids of the accounts whose pair is to be renewed now, the most urgent first."""
    now = timezone.now()
    free = Q(refreshing_until__isnull=True) | Q(refreshing_until__lte=now)
    rows = OaToken.objects.filter(
        free,
        account__state=tokens.CONNECTED,
        expires_at__lt=now + REFRESH_AHEAD,
        next_refresh_at__lte=now,
    )
    return iter(rows.order_by("expires_at").values_list("account__oa_id", flat=True))


def _settle(turn: Turn, future: Future[OaTokens], done: Round) -> None:
    error = future.exception()
    if error is None:
        tokens.save_patiently(turn, future.result())
        done.renewed += 1
        return
    done.failed += 1
    if isinstance(error, ZaloError):
        tokens.note_failure(turn, error)
    else:  # the lease ends by itself; a text of the error may hold a token
        log.error("oa_token_refresh_broke", account=turn.oa_id, error=type(error).__name__)
