"""Zalo's error numbers → our errors. One table for each host with its own numbers.

As of autumn 2026: docs.zaloplatforms.com, sections Social, OA and ZBS (formerly ZNS) for the first
two tables, section MA («open-apis/errorCode») for the Mini App's host. `remedies.py` has what an
operator does about a number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zalo_client.errors import (
    ChannelStopped,
    Later,
    MessageRefused,
    PermanentForPerson,
    QuotaExhausted,
    Reason,
    TemplateStopped,
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
    """The error for a number."""

    error: type[ZaloError]
    reason: Reason

    def make(self, number: int) -> ZaloError:
        return self.error(self.reason, number)


_REFUSED = Outcome(TokenRefused, Reason.TOKEN)
_UNKNOWN = Outcome(ZaloMisconfigured, Reason.UNKNOWN)
_CHANNEL = Outcome(ChannelStopped, Reason.CHANNEL)
_TEMPLATE = Outcome(TemplateStopped, Reason.TEMPLATE)
_MESSAGE = Outcome(MessageRefused, Reason.MESSAGE)
_PERSON = Outcome(PermanentForPerson, Reason.PERSON)

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


def _rows(outcome: Outcome, *numbers: int, also: Iterable[int] = ()) -> dict[int, Outcome]:
    return dict.fromkeys((*numbers, *also), outcome)


# Messages by the Official Account, and by template to a phone number.
SENDING: Mapping[int, Outcome] = {
    **_rows(_PERSON, -108, -114, -118, -119, -139, -141, -213, -227, -244, -1441, -1471, -1472),
    **_rows(Outcome(PermanentForPerson, Reason.PERSON_QUOTA), -140, -218),
    # The citizen's last message is too old.
    **_rows(Outcome(PermanentForPerson, Reason.WINDOW), -230, -232),
    **_rows(Outcome(TokenExpired, Reason.TOKEN), -124, -216, -220),
    # App, account, contract or money: the next recipient gets the same error.
    **_rows(_CHANNEL, -120, -125, -126, -135, -1351, -136, -138, -1381, also=range(-106, -100)),
    **_rows(_CHANNEL, -204, -205, -209, -212, -219, -221, -223, -224, -235, -240, -320, -321),
    **_rows(Outcome(ChannelStopped, Reason.PROOF), -242, -1241),
    # One template: the others continue. −109, −111 and −112 are about its id and its parameters.
    **_rows(_TEMPLATE, -109, -111, -112, -117, -127, -131, -145, -146, -249),
    **_rows(Outcome(QuotaExhausted, Reason.TEMPLATE_DAY), -147),
    # A value of this one message: too long, missing, malformed.
    **_rows(_MESSAGE, -210, -248, also=range(-1129, -1119)),
    **_rows(Outcome(QuotaExhausted, Reason.MINUTE), -32),
    **_rows(Outcome(QuotaExhausted, Reason.DAY), -144),
    **_rows(Outcome(QuotaExhausted, Reason.QUOTA), -115, -137, -211),
    **_rows(Outcome(Later, Reason.NIGHT), -133, -234),
    # −214: an article that Zalo is still processing.
    **_rows(Outcome(Later, Reason.INTERNAL), -100, -214),
}

# The Mini App's host has its own numbers: −111 there is a person, here a template.
MINIAPP: Mapping[int, Outcome] = {
    **_rows(_MESSAGE, -100, -101, -117),
    **_rows(_CHANNEL, -102, -104, -108, -112, -113, -114, -115, -116),
    **_rows(_PERSON, -110),
    **_rows(Outcome(PermanentForPerson, Reason.PERSON_QUOTA), -111),
    **_rows(Outcome(QuotaExhausted, Reason.MINUTE), -103),
    **_rows(Outcome(QuotaExhausted, Reason.DAY), -109),
    -107: Outcome(Later, Reason.INTERNAL),
}


def sending_error(number: int) -> ZaloError:
    """Return the error of a sending call whose `error` is `number`.

    An unknown number stops neither channel nor person: the message is set aside, an operator is
    alerted and sends it again once the table is right.
    """
    return SENDING.get(number, _UNKNOWN).make(number)


def miniapp_error(number: int) -> ZaloError:
    """Return the error of a call of the Mini App's host whose `err` is `number`."""
    return MINIAPP.get(number, _UNKNOWN).make(number)
