"""The pairs of tokens of Official Accounts: a row for each, renewed before it expires.

A refresh token works once. So the process that renews locks the row, marks it as being renewed and
commits. No transaction is open while Zalo is asked, and other processes go on with the token that
is still valid. The new pair is saved before it is used, and kept in memory until the database has
taken it, for ten minutes: units that renew live longer. Only a process that is killed in between
loses it. Then Zalo refuses the old refresh token, and a person must consent again («Kết nối
Official Account»).

Accounts are named by the id that Zalo gave them (`oa_id`).
"""

import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from django.db import Error, connection, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from foundation.records.encryption import UnreadableValue
from foundation.records.lease_ends import is_over
from foundation.work import pulse
from official_accounts.models import OaToken, OfficialAccount
from zalo_client.errors import Reason, TryLater, ZaloError
from zalo_client.oa import OaClient
from zalo_client.oa_answers import OaTokens

log = structlog.get_logger("police_portal.official_accounts")

REFRESH_AHEAD = timedelta(hours=5)  # of 25: leaves operators half a working day when renewal fails
REFRESH_LIFE = timedelta(days=90)
LEASE = timedelta(seconds=60)  # a call to Zalo ends long before
PAUSE_AFTER_FAULT = timedelta(minutes=1)
PAUSE_AFTER_REFUSAL = timedelta(hours=1)  # the longest of all
# A new token that Zalo refuses must not be renewed over and over.
PAUSE_AFTER_SUCCESS = timedelta(minutes=10)
SAVE_SECONDS = 600.0  # from the turn on, so that pairs which wait together end together
CONNECTED = OfficialAccount.State.CONNECTED


class NoToken(Exception):
    """There is no valid token: none was entered, or it expired because renewal failed."""


@dataclass(frozen=True)
class Turn:
    """This process's turn to renew the pair of an account."""

    pk: int
    oa_id: str
    refresh_token: str = field(repr=False)
    began: float = field(default_factory=time.monotonic, compare=False)


def enter_pair(oa_id: str, access_token: str, refresh_token: str, expires_in: int) -> OaToken:
    """Save a pair that an operator got by consenting, in place of any earlier one.

    `expires_in` is in seconds.
    """
    account, _created = OfficialAccount.objects.get_or_create(oa_id=oa_id)
    return store_pair(account, OaTokens(access_token, refresh_token, expires_in))


def store_pair(account: OfficialAccount, pair: OaTokens) -> OaToken:
    """Save the pair of an account that somebody consented for, in place of any earlier one."""
    row, _created = OaToken.objects.update_or_create(
        account=account,
        defaults=_columns(pair, timezone.now()) | {"next_refresh_at": timezone.now()},
    )
    return row


def stored_token(oa_id: str) -> str:
    """Return a valid access token as it stands, empty if there is none. Asks Zalo nothing."""
    row = _current_row(oa_id)
    return str(row.access_token) if row and row.expires_at > timezone.now() else ""


def mark_refused(oa_id: str, refused: str) -> None:
    """Note that Zalo does not accept an access token any more.

    What needs it waits; `refreshing` renews the pair in its next round.
    """
    row = _current_row(oa_id)
    if row is not None and row.access_token == refused:
        _mark_expired(row)


def usable_token(client: OaClient, oa_id: str) -> str:
    """Return a valid access token, renewed first if it is about to expire. Raises NoToken."""
    row = _current_row(oa_id)
    if row is None:
        raise NoToken
    if row.expires_at - timezone.now() < REFRESH_AHEAD:
        row = _renew(client, oa_id, row.access_token) or row
    if row.expires_at <= timezone.now():
        raise NoToken
    return str(row.access_token)


def replace_refused(client: OaClient, oa_id: str, refused: str) -> str:
    """Return another access token than `refused`, which Zalo does not accept.

    Raises NoToken if there is none. Then no process uses the refused token any more.
    """
    row = _current_row(oa_id)
    if row is not None and row.access_token == refused:
        row = _renew(client, oa_id, refused) or row
    if row is None or row.access_token == refused:
        _mark_expired(row)
        raise NoToken
    return str(row.access_token)


def _mark_expired(row: OaToken | None) -> None:
    """Mark the access token as expired, so that messages wait for the next one."""
    if row is not None:
        OaToken.objects.filter(pk=row.pk, refreshed_at=row.refreshed_at).update(
            expires_at=timezone.now()
        )


def _current_row(oa_id: str) -> OaToken | None:
    """Return the account's pair; one that cannot be decrypted is as good as none."""
    rows = OaToken.objects.filter(account__oa_id=oa_id, account__state=CONNECTED)
    try:
        return rows.first()
    except UnreadableValue:
        log.error("oa_token_unreadable", account=oa_id)  # noqa: TRY400  # the name says it all
        return None


def _renew(client: OaClient, oa_id: str, used: str) -> OaToken | None:
    """Renew the pair whose access token is `used`, and return the row as it is then.

    The row is unchanged if another process has the turn. Returns None if Zalo refuses.
    """
    turn = take_turn(oa_id, used)
    if turn is None:
        return _current_row(oa_id)
    try:
        pair = client.refresh(turn.refresh_token)
    except ZaloError as error:
        note_failure(turn, error)
        return None
    save_patiently(turn, pair)
    return _current_row(oa_id)


def may_be_renewed(now: datetime) -> Q:
    """Find the pairs of connected accounts that nobody renews and that do not rest."""
    return (
        Q(account__state=CONNECTED)
        & (Q(refreshing_until=None) | is_over("refreshing_until", now, LEASE))
        & is_over("next_refresh_at", now, PAUSE_AFTER_REFUSAL)
    )


@transaction.atomic
def take_turn(oa_id: str, used: str | None = None) -> Turn | None:
    """Return this process's turn to renew the pair whose access token is `used`, or any pair.

    None if another process has the turn, or the pair is to rest for a while.
    """
    now = timezone.now()
    locked = OaToken.objects.select_for_update(of=("self",)).filter(may_be_renewed(now))
    row = locked.filter(account__oa_id=oa_id).first()
    if row is None or used not in {None, row.access_token}:
        return None
    row.refreshing_until = now + LEASE
    row.save(update_fields=["refreshing_until"])
    return Turn(row.pk, oa_id, str(row.refresh_token))


def save_patiently(turn: Turn, pair: OaTokens) -> bool:
    """Save the pair, trying again while the database is away; return whether it is of use.

    It is the only pair that Zalo accepts from now on. An account that nobody uses any more, or for
    which somebody consented anew meanwhile, does not need it.
    """
    while True:
        try:
            saved = _save(turn, pair)
        except Error:
            log.error("oa_token_not_saved", account=turn.oa_id)  # noqa: TRY400  # the traceback would hold the pair
            if time.monotonic() > turn.began + SAVE_SECONDS:
                raise
            connection.close()
            pulse.go_on()  # the pair would be lost with this process
            time.sleep(1)
        else:
            log.info("oa_token_refreshed", account=turn.oa_id, saved=saved)
            return saved


@transaction.atomic
def _save(turn: Turn, pair: OaTokens) -> bool:
    """Write the pair in place of the one that it came from; False if that one is gone."""
    row = OaToken.objects.select_for_update().filter(pk=turn.pk).first()
    if row is None or row.refresh_token != turn.refresh_token:
        return False
    OaToken.objects.filter(pk=turn.pk).update(**_columns(pair, timezone.now()))
    return True


def _columns(pair: OaTokens, now: datetime) -> dict[str, object]:
    return {
        "access_token": pair.access_token,
        "refresh_token": pair.refresh_token,
        "expires_at": now + timedelta(seconds=pair.expires_in),
        "refresh_expires_at": now + REFRESH_LIFE,
        "refreshed_at": now,
        "refreshing_until": None,
        "next_refresh_at": now + PAUSE_AFTER_SUCCESS,
        "failed_at": None,
        "failure": "",
        "refused": False,
    }


def note_failure(turn: Turn, error: ZaloError) -> None:
    """Note that renewal failed; where Zalo was not asked, nothing has failed."""
    now, refused = timezone.now(), error.reason is Reason.OA_REFRESH
    columns: dict[str, object] = {"refreshing_until": None, "next_refresh_at": now + _rest(error)}
    if not error.held_back:
        log.error("oa_token_refresh_failed", account=turn.oa_id, error=str(error), refused=refused)
        columns |= {
            "failed_at": Coalesce(F("failed_at"), Value(now)),
            "failure": str(error)[:60],
            "refused": refused,
        }
    OaToken.objects.filter(pk=turn.pk, refreshing_until__isnull=False).update(**columns)


def _rest(error: ZaloError) -> timedelta:
    """Return how long a pair rests whose renewal failed.

    A refused refresh token is tried again every hour: operators may correct a wrong app secret.
    """
    if error.reason is Reason.OA_REFRESH:
        return PAUSE_AFTER_REFUSAL
    if not isinstance(error, TryLater):
        return PAUSE_AFTER_FAULT
    asked_for = min(timedelta(seconds=error.retry_after or 0), PAUSE_AFTER_REFUSAL)
    return asked_for if error.held_back else max(asked_for, PAUSE_AFTER_FAULT)
