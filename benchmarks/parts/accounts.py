"""A thousand Official Accounts: all tokens are renewed in time, and one that hangs keeps no other.

The simulated Zalo takes 50 ms for each answer. Every pair expires within the five hours in which it
is renewed. The same round is run with and without an account that never answers, in turn.
"""

import time
from collections.abc import Iterator
from datetime import timedelta
from statistics import median

from django.conf import settings
from django.utils import timezone

from benchmarks.keys import new_keys
from benchmarks.measuring import say
from benchmarks.report import Row, at_least, at_most
from official_accounts import refreshing
from official_accounts.models import OaToken, OfficialAccount
from tests.zalo_simulator import Fault, Simulator

ANSWER_SECONDS = 0.05
PLACES = refreshing.PLACES
LEFT = timedelta(hours=4)  # of a token's life when it is renewed
LONG = timedelta(hours=20)
FIRST_ID = 3_000_000_000


def measure(_database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about many accounts."""
    number, rounds = (100, 1) if small else (1_000, 3)
    new_keys()
    with Simulator() as zalo:
        _point_to(zalo)
        zalo.plan("oa_refresh", Fault.slow(ANSWER_SECONDS), times=None)
        alone: list[float] = []
        beside: list[float] = []
        late: list[int] = []
        failed: list[int] = []
        for turn in range(rounds):
            for hanging in (False, True):
                seconds, behind, refused = _round(zalo, number, hanging=hanging)
                (beside if hanging else alone).append(seconds)
                late.append(behind)
                failed.append(refused - hanging)
            say(
                f"round {turn + 1} of {rounds}: {alone[-1]:.1f} s, "
                f"with one hanging {beside[-1]:.1f} s"
            )
    yield Row(f"{number:,} accounts, all tokens renewed", median(alone), "s")
    yield at_most("accounts whose token was late", max(late), 0)
    yield at_most("… not renewed, but for the one that hangs", max(failed), 0)
    yield at_least("others with one hanging ÷ without", median(alone) / median(beside), 0.9)


def _point_to(zalo: Simulator) -> None:
    for name, value in zalo.settings().items():
        setattr(settings, name, value)
    settings.ZALO_PLAIN_HTTP = True


def _round(zalo: Simulator, number: int, *, hanging: bool) -> tuple[float, int, int]:
    """Renew all pairs; return until when the others were done, how many were late and failed."""
    _prepare(zalo, number)
    first = str(FIRST_ID)
    zalo.world.accounts[first].hangs = hanging
    client, begun = refreshing.create_client(), timezone.now()
    started = time.perf_counter()
    try:
        done = refreshing.refresh_due(client)
    finally:
        client.close()
    whole = time.perf_counter() - started
    others = OaToken.objects.exclude(account__oa_id=first) if hanging else OaToken.objects.all()
    last = others.order_by("-refreshed_at").values_list("refreshed_at", flat=True).first()
    behind = others.filter(expires_at__lt=timezone.now() + LONG).count()
    seconds = (last - begun).total_seconds() if last else whole
    return seconds, behind, done.failed


def _prepare(zalo: Simulator, number: int) -> None:
    """Make every account anew, the one that may hang as the first to be renewed."""
    OfficialAccount.objects.all().delete()
    zalo.world.accounts.clear()
    now = timezone.now()
    made = OfficialAccount.objects.bulk_create(
        OfficialAccount(oa_id=str(FIRST_ID + one)) for one in range(number)
    )
    rows = []
    for place, account in enumerate(made):
        zalo.world.add_account(account.oa_id)
        access, refresh = zalo.world.oa_pair(account.oa_id)
        rows.append(
            OaToken(
                account=account,
                access_token=access,
                refresh_token=refresh,
                expires_at=now + LEFT + timedelta(seconds=place),
                refresh_expires_at=now + timedelta(days=90),
                refreshed_at=now - timedelta(days=1),
                next_refresh_at=now,
            )
        )
    OaToken.objects.bulk_create(rows)
