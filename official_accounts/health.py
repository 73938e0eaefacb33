"""How an account is: its tokens, what stands still, what an operator does about it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from official_accounts.calling import remedy_of
from official_accounts.models import FeatureStop, OaToken
from official_accounts.tokens import REFRESH_AHEAD

REFRESH_ENDS_SOON = timedelta(days=7)
CONSENT_AGAIN = "phải cấp quyền lại: bấm «Kết nối Official Account»."


@dataclass(frozen=True)
class TokenState:
    """How a pair of tokens is: a short name, what an operator is told, and how bad it is.

    `level` is one of unfold's: success, warning, danger.
    """

    name: str
    words: str
    level: str


@dataclass(frozen=True)
class StandingStill:
    """Something that an account may not do for now.

    `account` is its number, None for the province's. `until` is None until somebody resumes it.
    """

    account: int | None
    what: str
    until: datetime | None
    remedy: str


Stops = Callable[[datetime], Iterable[StandingStill]]
_sources: list[Stops] = []


def register_stops(source: Stops) -> None:
    """Let a room tell what stands still; for AppConfig.ready."""
    if source not in _sources:
        _sources.append(source)


WORKS = TokenState("Hoạt động", "", "success")


def token_state(row: OaToken | None, now: datetime) -> TokenState:
    """Return how the pair of an account is."""
    if row is None:
        return TokenState("Chưa kết nối", CONSENT_AGAIN, "danger")
    if row.refused or row.refresh_expires_at <= now:
        return TokenState("Phải cấp quyền lại", CONSENT_AGAIN, "danger")
    if row.failed_at:
        words = "chưa làm mới được mã truy cập, đang thử lại."
        return TokenState("Làm mới hỏng", words, "warning")
    if row.refresh_expires_at - now < REFRESH_ENDS_SOON:
        return TokenState("Mã làm mới sắp hết hạn", "mã làm mới sắp hết hạn.", "warning")
    return WORKS


def refresh_due_at(row: OaToken) -> datetime:
    """Return from when the pair is renewed."""
    return max(row.expires_at - REFRESH_AHEAD, row.next_refresh_at)


def stops_by_account(now: datetime) -> dict[int | None, list[StandingStill]]:
    """Return what stands still, by the number of the account. A query for each room that tells."""
    found: dict[int | None, list[StandingStill]] = defaultdict(list)
    for row in FeatureStop.objects.in_force(now):
        still = StandingStill(row.account_id, str(row), row.until, remedy_of(row))
        found[row.account_id].append(still)
    for source in _sources:
        for one in source(now):
            found[one.account].append(one)
    return found
