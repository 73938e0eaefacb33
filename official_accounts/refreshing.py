"""Renews the tokens of all accounts that are about to expire, several at once.

One thread works with the database; `places` threads only call Zalo. An account that hangs holds one
place until its call is given up, and then rests for a minute: the others go on. What expires first
is renewed first. Whatever goes wrong with one account, what Zalo gave for the others is saved.
"""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace

from django.utils import timezone

from foundation.records.one_by_one import OneByOne
from foundation.zalo import configuration
from foundation.zalo.reports import reports
from official_accounts import tokens
from official_accounts.models import OaToken
from official_accounts.tokens import REFRESH_AHEAD, Turn
from zalo_client.errors import ZaloError
from zalo_client.limits import Places
from zalo_client.oa import OaClient
from zalo_client.oa_answers import OaTokens

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
    return OaClient(replace(configuration.current(), threads=2 * count), Places(count), reports)


def refresh_due(client: OaClient, places: int = PLACES) -> Round:
    """Renew each pair that expires within five hours, and return how it went."""
    done, accounts = Round(), OneByOne("oa_token_refresh_broke")
    running: dict[Future[OaTokens], Turn] = {}
    waiting = deque(due())
    with ThreadPoolExecutor(places, thread_name_prefix="refresh") as pool:
        while waiting or running:
            while waiting and len(running) < places:
                oa_id = waiting.popleft()
                with accounts.guard(account=oa_id):
                    turn = tokens.take_turn(oa_id)
                    if turn is not None:
                        running[pool.submit(client.refresh, turn.refresh_token)] = turn
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                ended = running.pop(future)
                with accounts.guard(account=ended.oa_id):
                    _settle(ended, future, done)
    done.failed += accounts.failed
    return done


def due() -> Iterator[str]:
    """Return the ids of the accounts whose pair is to be renewed now, the most urgent first."""
    now = timezone.now()
    rows = OaToken.objects.filter(tokens.may_be_renewed(now), expires_at__lt=now + REFRESH_AHEAD)
    return iter(rows.order_by("expires_at").values_list("account__oa_id", flat=True))


def _settle(turn: Turn, future: Future[OaTokens], done: Round) -> None:
    try:
        pair = future.result()
    except ZaloError as error:
        tokens.note_failure(turn, error)
        done.failed += 1
    else:
        done.renewed += tokens.save_patiently(turn, pair)
