"""What can go wrong with Zalo, split by what the caller can do about it.

An error holds our own words and Zalo's number only. Zalo's `message`, tokens, codes, phone numbers
and secrets are never part of one, so text, repr and traceback are safe to log.
"""

from enum import StrEnum
from typing import ClassVar


class Reason(StrEnum):
    """Why, in our words, for logs and operators."""

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
    UNKNOWN = "unknown"
    BUSY = "busy"
    BREAKER = "breaker"
    QUOTA = "quota"
    RATE = "rate"
    PERSON = "person"
    WINDOW = "window"
    NIGHT = "night"


# Reasons that end a call before our request has reached Zalo.
_NOTHING_SENT = frozenset({Reason.CONNECT, Reason.PROXY})


class ZaloError(Exception):
    """Base of all.

    `reason` is ours, `number` is Zalo's `error`, `http_status` that of an answer other than 200.

    Class attributes, by kind: `retryable`, whether the same call may succeed later without anybody
    acting; `status`, the HTTP status to answer a citizen with; `tell_operator`, whether somebody
    must look. `retry_after` is in seconds.
    """

    retryable: ClassVar[bool] = False
    status: ClassVar[int] = 503
    tell_operator: ClassVar[bool] = False
    default_retry_after: ClassVar[int | None] = None

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
    """The citizen's access token is malformed, expired or revoked: ask for a new one.

    Answer 401.
    """

    status = 401


class CodeRefused(ZaloError):
    """The phone or location code was late, used or empty-handed.

    Go on without, or ask for consent again. Answer 422.

    Zalo documents no number for this, so every unknown number of `/me/info` ends here; it is never
    "log in again".
    """

    status = 422


class ZaloUnavailable(ZaloError):
    """No usable answer: time-out, reset, status other than 200, no JSON, too large, malformed.

    Retry later; 503.
    """

    retryable = True
    default_retry_after = 30

    @property
    def maybe_done(self) -> bool:
        """Whether Zalo may have carried out the call all the same.

        A message may be sent, a refresh token used up.
        """
        return self.reason not in _NOTHING_SENT


class ZaloMisconfigured(ZaloError):
    """Our installation is wrong, or Zalo answered a number that nobody knows.

    503, and an operator must act.
    """

    tell_operator = True
    default_retry_after = 300


class NotConfigured(ZaloMisconfigured):
    """This installation has no Zalo app on purpose: it serves the catalogue only.

    503, and nobody need look.
    """

    tell_operator = False

    def __init__(self) -> None:
        super().__init__(Reason.NOT_CONFIGURED)


class TryLater(ZaloError):
    """Refused for now.

    Too many threads wait for Zalo, the breaker is open, or Zalo's quota is used up. 503.
    """

    retryable = True
    default_retry_after = 5


class RateLimited(TryLater):
    """Zalo answers HTTP 429. Answer 429."""

    status = 429
    default_retry_after = 60


# --- Sending -------------------------------------------------------------------------------------


class PermanentForPerson(ZaloError):
    """This channel does not reach this person: do not repeat, try another channel."""


class TokenExpired(ZaloError):
    """The Official Account's access token is no longer good: refresh it and send once more."""

    retryable = True


class ChannelStopped(ZaloMisconfigured):
    """App, template or contract is wrong: stop this channel until an operator has mended it."""


class QuotaExhausted(ZaloError):
    """The day's quota or the money is used up.

    Hold this channel's messages back, and tell the operator.
    """

    retryable = True
    tell_operator = True
    default_retry_after = 3600


class Later(TryLater):
    """Not now: night hours, or a passing fault of Zalo. `retry_after` leads past it."""

    default_retry_after = 60
