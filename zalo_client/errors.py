"""Errors of Zalo, split by what the caller can do about them.

An error contains our own words and Zalo's number only. Zalo's `message`, tokens, codes, phone
numbers and secrets are never part of one, so text, repr and traceback are safe to log.
"""

from enum import StrEnum
from typing import ClassVar


class Reason(StrEnum):
    """Why a call failed, in our words, for logs and operators."""

    TOKEN = "token"  # noqa: S105  # a word, not a token
    CODE = "code"
    NO_PHONE = "no_phone"
    FOREIGN_PHONE = "foreign_phone"
    CONNECT = "connect"
    RESET = "reset"
    TIMEOUT = "timeout"
    TLS = "tls"
    PROXY = "proxy"
    STATUS = "status"
    TOO_LARGE = "too_large"
    NOT_JSON = "not_json"
    MALFORMED = "malformed"
    INTERNAL = "internal"
    ABROAD = "abroad"
    APP_DISABLED = "app_disabled"
    NOT_CONFIGURED = "not_configured"
    ADDRESS = "address"
    REQUEST = "request"
    OA_REFRESH = "oa_refresh"
    CHANNEL = "channel"
    PROOF = "proof"
    TEMPLATE = "template"
    MESSAGE = "message"
    UNKNOWN = "unknown"
    BUSY = "busy"
    BREAKER = "breaker"
    QUOTA = "quota"
    MINUTE = "minute"
    DAY = "day"
    TEMPLATE_DAY = "template_day"
    RATE = "rate"
    PERSON = "person"
    PERSON_QUOTA = "person_quota"
    WINDOW = "window"
    NIGHT = "night"


# Reasons that end a call before our request has reached Zalo.
_NOTHING_SENT = frozenset({Reason.CONNECT, Reason.PROXY})


class ZaloError(Exception):
    """Base of all errors of Zalo.

    `reason` is ours, `number` is Zalo's `error`, `http_status` is set if the answer was not 200,
    `retry_after` is in seconds. By class: `retryable` means that the same call may succeed later by
    itself, `status` is the HTTP status for a citizen, `tell_operator` alerts an operator.
    """

    retryable: ClassVar[bool] = False
    status: ClassVar[int] = 503
    tell_operator: ClassVar[bool] = False
    default_retry_after: ClassVar[int | None] = None

    @property
    def held_back(self) -> bool:
        """True if our own limits kept the call from Zalo: then nothing has failed there."""
        return False

    def __init__(
        self,
        reason: Reason,
        number: int | None = None,
        *,
        http_status: int | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(reason, number)
        self.reason = reason
        self.number = number
        self.http_status = http_status
        self.retry_after = self.default_retry_after if retry_after is None else retry_after

    def __str__(self) -> str:
        parts = [
            self.reason.value,
            *(str(part) for part in (self.number, self.http_status) if part is not None),
        ]
        return " ".join(parts)


class TokenRefused(ZaloError):
    """The citizen's access token is malformed, expired or revoked: ask for a new one. 401."""

    status = 401


class CodeRefused(ZaloError):
    """The phone or location code was late, used or empty: continue without it, or ask again. 422.

    Zalo documents no number for this. So every unknown number of `/me/info` means this, and never
    "log in again".
    """

    status = 422


class ZaloUnavailable(ZaloError):
    """No usable answer: time-out, reset, not HTTP 200, no JSON, too large, malformed. 503.

    Try again later.
    """

    retryable = True
    default_retry_after = 30

    @property
    def maybe_done(self) -> bool:
        """True if Zalo may have carried the call out nevertheless.

        A message may have been sent, a refresh token used up.
        """
        return self.reason not in _NOTHING_SENT


class ZaloMisconfigured(ZaloError):
    """Our installation is wrong, or Zalo sent an unknown number: an operator must act. 503."""

    tell_operator = True
    default_retry_after = 300


class NotConfigured(ZaloMisconfigured):
    """This installation has no Zalo app on purpose: it serves the catalogue only. 503."""

    tell_operator = False

    def __init__(self) -> None:
        super().__init__(Reason.NOT_CONFIGURED)


class TryLater(ZaloError):
    """Not now: too many threads wait, the breaker is open, or the quota is used up. 503."""

    retryable = True
    default_retry_after = 5

    @property
    def held_back(self) -> bool:
        """True unless Zalo itself asked for patience, with a number or HTTP 429."""
        return self.http_status is None and self.number is None


class RateLimited(TryLater):
    """Zalo answered HTTP 429. 429."""

    status = 429
    default_retry_after = 60


# --- Sending -------------------------------------------------------------------------------------


class PermanentForPerson(ZaloError):
    """This channel does not reach this person: do not repeat, try another channel.

    With the reason `person_quota` it does not reach them today.
    """


class MessageRefused(ZaloError):
    """The template does not accept a value of this message: the next message may be fine."""

    tell_operator = True


class TokenExpired(ZaloError):
    """The Official Account's access token has expired: refresh it and send once more."""

    retryable = True


class ChannelStopped(ZaloMisconfigured):
    """App, account or contract is wrong: stop this channel until an operator fixes it."""


class TemplateStopped(ZaloMisconfigured):
    """One template is wrong: stop it until an operator fixes it; the channel continues."""


class QuotaExhausted(ZaloError):
    """Quota or money is used up: hold back the channel, or with `template_day` a template.

    The reason decides for how long: `minute`, `day` and `template_day`, otherwise an hour.
    """

    retryable = True
    tell_operator = True
    default_retry_after = 3600


class Later(TryLater):
    """Not now: it is night, or Zalo has a temporary fault. `retry_after` is long enough."""

    default_retry_after = 60
