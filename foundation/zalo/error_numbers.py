"""Zalo's `error` numbers → our errors. One table for the Social API, one for sending.

Sources: Zalo for Developers, Social API error codes; zalo.cloud/zns/guidelines/handle-error-code.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from foundation.zalo.errors import (
    ChannelStopped,
    Later,
    PermanentForPerson,
    QuotaExhausted,
    Reason,
    TokenExpired,
    TokenRefused,
    TryLater,
    ZaloError,
    ZaloMisconfigured,
    ZaloUnavailable,
)

QUOTA_NUMBERS = range(12000, 13000)
QUOTA_RETRY_SECONDS = 60


@dataclass(frozen=True)
class Outcome:
    """The error that a number stands for."""

    error: type[ZaloError]
    reason: Reason

    def make(self, number: int) -> ZaloError:
        return self.error(self.reason, number)


_REFUSED = Outcome(TokenRefused, Reason.TOKEN)
_UNKNOWN = Outcome(ZaloMisconfigured, Reason.UNKNOWN)

SOCIAL: Mapping[int, Outcome] = {
    452: _REFUSED,
    -216: _REFUSED,
    210: _REFUSED,
    -501: Outcome(ZaloMisconfigured, Reason.ABROAD),
    11004: Outcome(ZaloMisconfigured, Reason.APP_DISABLED),
    **dict.fromkeys(range(10000, 10004), Outcome(ZaloUnavailable, Reason.INTERNAL)),
}


def social_error(number: int) -> ZaloError:
    """Return the error of a Social API answer whose `error` is `number`.

    An unknown number never means "log in again".
    """
    if number in QUOTA_NUMBERS:
        return TryLater(Reason.QUOTA, number, retry_after=QUOTA_RETRY_SECONDS)
    return SOCIAL.get(number, _UNKNOWN).make(number)


def _rows(outcome: Outcome, numbers: Iterable[int]) -> dict[int, Outcome]:
    return dict.fromkeys(numbers, outcome)


SENDING: Mapping[int, Outcome] = {
    **_rows(
        Outcome(PermanentForPerson, Reason.PERSON),
        (-108, -114, -118, -119, -139, -141, -213, -227, -244),
    ),
    **_rows(
        Outcome(PermanentForPerson, Reason.WINDOW), (-230, -232)
    ),  # the citizen wrote too long ago
    **_rows(Outcome(TokenExpired, Reason.TOKEN), (-124, -216, -220)),
    **_rows(Outcome(ChannelStopped, Reason.CHANNEL), range(-106, -100)),
    **_rows(
        Outcome(ChannelStopped, Reason.CHANNEL),
        (-109, -111, -112, *range(-1129, -1119), -131, -135, -146, -242),
    ),
    **_rows(Outcome(QuotaExhausted, Reason.QUOTA), (-32, -115, -136, -137, -144, -147, -211, -212)),
    **_rows(Outcome(Later, Reason.NIGHT), (-133, -234)),
    -100: Outcome(Later, Reason.INTERNAL),
}


def sending_error(number: int) -> ZaloError:
    """Return the error of a sending call whose `error` is `number`.

    An unknown number stops neither channel nor person: the message is set aside, an operator is
    told.
    """
    return SENDING.get(number, _UNKNOWN).make(number)
