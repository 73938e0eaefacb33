"""What an attempt leads to: the one table of Zalo's errors, and the timetable of repeats. Pure.

A message that Zalo may have taken without our hearing of it (a time-out, a lost connection) is sent
again under the same tracking id: it can come twice, it is not lost.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from citizens.models import Channel, ChannelStop
from citizens.models.delivery import State, Why
from foundation.zalo.errors import (
    Later,
    PermanentForPerson,
    QuotaExhausted,
    Reason,
    TokenExpired,
    TryLater,
    ZaloError,
    ZaloMisconfigured,
    ZaloUnavailable,
)
from foundation.zalo.oa import VIETNAM, allowed_from

# After the first attempt, the second … the last but one: together 46 hours.
TIMETABLE = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 720, 720))
MAX_ATTEMPTS = len(TIMETABLE) + 1
MAX_AGE = timedelta(
    days=3
)  # an older notice is read in the app; sent so late it would only confuse
JITTER = (
    0.25  # a pause is up to a quarter longer, so that what failed together is not repeated together
)
QUOTA_PAUSE = timedelta(hours=1)
TOKEN_PAUSE = timedelta(minutes=5)


@dataclass(frozen=True)
class Outcome:
    """How a delivery goes on.

    `state` is WAITING with `next_try_at`, or final. `counts` whether Zalo was really asked to send.
    `go_on` whether the next channel is tried. `stop` stops the channel, until `stop_until` or until
    somebody acts. `alarm` asks for an operator.
    """

    state: State
    why: Why | None = None
    next_try_at: datetime | None = None
    counts: bool = True
    uncertain: bool = False
    go_on: bool = False
    stop: ChannelStop.Cause | None = None
    stop_until: datetime | None = None
    alarm: bool = False


SENT = Outcome(State.SENT)
UNSUITABLE = Outcome(State.FAILED, Why.UNSUITABLE, go_on=True, alarm=True)


def too_old(created_at: datetime, now: datetime) -> bool:
    """Tell whether a delivery has waited so long that it is given up."""
    return now - created_at >= MAX_AGE


def after_error(  # noqa: PLR0911  # a table: one return is one row
    error: ZaloError, channel: str, attempts: int, now: datetime, jitter: float
) -> Outcome:
    """Return what follows from the error of the attempt number `attempts`.

    `jitter` is from 0 to 1.
    """
    match error:
        case PermanentForPerson():
            return Outcome(
                State.FAILED,
                Why.WINDOW if error.reason is Reason.WINDOW else Why.PERSON,
                go_on=True,
            )
        case TokenExpired():
            return Outcome(State.WAITING, Why.TOKEN, now + TOKEN_PAUSE, counts=False, alarm=True)
        case QuotaExhausted():
            return _out_of_quota(channel, now)
        case ZaloMisconfigured() if error.reason is Reason.UNKNOWN:
            return Outcome(State.FAILED, Why.UNKNOWN, go_on=True, alarm=True)
        case ZaloMisconfigured():  # ChannelStopped among them
            return Outcome(
                State.WAITING,
                Why.STOPPED,
                now,
                counts=False,
                stop=ChannelStop.Cause.CONFIGURATION,
                alarm=True,
            )
        case Later() if error.reason is Reason.NIGHT:
            return Outcome(State.WAITING, Why.NIGHT, now + _after(error), counts=False)
        case TryLater() if not isinstance(
            error, Later
        ):  # nobody was asked: our places, the breaker, HTTP 429
            return Outcome(
                State.WAITING, Why.FAULT, now + _after(error) * (1 + JITTER * jitter), counts=False
            )
    return _repeat(error, attempts, now, jitter)


def _repeat(error: ZaloError, attempts: int, now: datetime, jitter: float) -> Outcome:
    uncertain = isinstance(error, ZaloUnavailable) and error.maybe_done
    if attempts >= MAX_ATTEMPTS:
        return Outcome(State.GIVEN_UP, Why.EXHAUSTED, uncertain=uncertain)
    pause = TIMETABLE[max(attempts, 1) - 1] * (1 + JITTER * jitter)
    return Outcome(State.WAITING, Why.FAULT, now + pause, uncertain=uncertain)


def _out_of_quota(channel: str, now: datetime) -> Outcome:
    """Hold the channel back.

    The Mini App's quota is one a day for each person: there only this message waits.
    """
    if channel == Channel.NOTIFICATION:
        return Outcome(State.WAITING, Why.QUOTA, tomorrow(now), counts=False)
    until = now + QUOTA_PAUSE
    return Outcome(
        State.WAITING,
        Why.QUOTA,
        until,
        counts=False,
        stop=ChannelStop.Cause.QUOTA,
        stop_until=until,
        alarm=True,
    )


def tomorrow(now: datetime) -> datetime:
    """Return the first moment of Vietnam's next day at which anything is sent.

    When a day's quota is new.
    """
    midnight = (now.astimezone(VIETNAM) + timedelta(days=1)).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    return allowed_from(midnight)


def _after(error: ZaloError) -> timedelta:
    return timedelta(seconds=error.retry_after or 0)
