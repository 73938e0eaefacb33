"""Answers of the Official Account's calls, read from Zalo's JSON. Each reader raises Malformed."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from zalo_client import replies
from zalo_client.graph import fits_header

MAX_TOKEN_SECONDS = 10**8


@dataclass(frozen=True)
class OaTokens:
    """A new pair of tokens.

    The access token is valid for `expires_in` seconds (25 h), the refresh token for 3 months and
    once.
    """

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_in: int


@dataclass(frozen=True)
class Receipt:
    """Zalo's answer for an accepted message; a part is None if the channel omits it.

    With a `quota_type` the remaining quota is that of a package, otherwise it is the day's.
    """

    message_id: str | None
    sent_at: datetime | None = None
    remaining_quota: int | None = None
    quota_type: str | None = None

    @property
    def ends_the_day(self) -> bool:
        """Return True if this was the last message that Zalo allows today."""
        return self.remaining_quota == 0 and self.quota_type is None


class AccountType(StrEnum):
    """Kinds of accounts that matter here; Zalo has others."""

    BUSINESS = "2"
    STATE_AGENCY = "4"


@dataclass(frozen=True)
class Account:
    """The Official Account of a token; parts are None if Zalo omits them."""

    id: str
    is_verified: bool | None = None
    type: str | None = None
    package: str | None = None
    linked_wallet: str | None = None
    name: str | None = None
    followers: int | None = None


def read_tokens(body: dict[str, Any]) -> OaTokens:
    """Return the pair of a renewal."""
    return OaTokens(_token(body, "access_token"), _token(body, "refresh_token"), _seconds(body))


def _token(body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not fits_header(value):
        raise replies.Malformed(name)
    return value


def _seconds(body: dict[str, Any]) -> int:
    """Return `expires_in`, which comes as text."""
    seconds = replies.optional_count(body.get("expires_in"))
    if not seconds or seconds > MAX_TOKEN_SECONDS:
        raise replies.Malformed("expires_in")
    return seconds


def read_account(data: dict[str, Any]) -> Account:
    """Return the account of `getoa`. The id is `oaid` since 2026, `oa_id` before."""
    return Account(
        id=replies.identifier(data.get("oaid", data.get("oa_id")), "oaid"),
        is_verified=replies.optional_flag(data.get("is_verified")),
        type=_type(data.get("oa_type")),
        package=replies.optional_text(data.get("package_name")),
        linked_wallet=replies.optional_text(data.get("linked_ZCA")),
        name=replies.optional_text(data.get("name")),
        followers=_stored_count(data.get("num_follower")),
    )


def _stored_count(value: object) -> int | None:
    """Return a count that every database can store."""
    count = replies.optional_count(value)
    return count if count is not None and count <= replies.MAX_NUMBER else None


def _type(value: object) -> str | None:
    """Return the number of the account's type as text."""
    number = replies.optional_count(value)
    return None if number is None else str(number)


def read_receipt(data: dict[str, Any]) -> Receipt:
    """Return the receipt of any channel.

    By phone the quota is `dailyQuota` and `remainingQuota`, by user `quota_type` and `remain`.
    """
    quota = replies.member(data, "quota")
    return Receipt(
        message_id=replies.optional_identifier(data.get("msg_id"))
        or replies.optional_identifier(data.get("message_id")),
        sent_at=replies.optional_moment(data.get("sent_time")),
        remaining_quota=replies.optional_count(quota.get("remainingQuota", quota.get("remain"))),
        quota_type=replies.optional_text(quota.get("quota_type")),
    )


def read_free_replies(data: dict[str, Any]) -> int | None:
    """Return how many free replies are left for a person, None if Zalo sets no number.

    `POST /v3.0/oa/quota/message` calls it `reply`; since 2026 it has no upper bound.
    """
    return replies.optional_count(replies.member(data, "reply").get("remain"))
