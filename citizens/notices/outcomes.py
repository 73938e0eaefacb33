"""What follows an attempt: the table of Zalo's errors, and the timetable of repeats. Pure.

After a time-out or a lost connection Zalo may have taken a message without our knowing. It is sent
again under the same tracking id. So it may arrive twice, but it is not lost.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from citizens.models import ChannelStop
from citizens.models.delivery import State, Why
from zalo_client.errors import (
    Later,
    MessageRefused,
    PermanentForPerson,
    QuotaExhausted,
    Reason,
    TemplateStopped,
    TokenExpired,
    TryLater,
    ZaloError,
    ZaloMisconfigured,
    ZaloUnavailable,
)
from zalo_client.quota import held_until, next_quota_day

# The pauses after the first attempt, the second and so on; together 46 hours.
TIMETABLE = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 720, 720))
MAX_ATTEMPTS = len(TIMETABLE) + 1
# Older notices are read in the app. Sent so late they would only confuse.
MAX_AGE = timedelta(days=3)
# Pauses are up to a quarter longer, so that messages that failed together part ways.
JITTER = 0.25
TOKEN_PAUSE = timedelta(minutes=5)


@dataclass(frozen=True)
class Outcome:
    """What happens to a delivery next.

    `state` is WAITING with `next_try_at`, or final. `counts` is whether Zalo was really asked to
    send. `try_next` is whether the next channel is tried; if no other one reaches the person, the
    message waits until `otherwise_at` instead of failing. `stop` stops the channel, or with
    `of_template` the template on this channel, until `stop_until`, None until an operator resumes
    it. `alarm` calls an operator.
    """

    state: State
    why: Why | None = None
    next_try_at: datetime | None = None
    counts: bool = True
    uncertain: bool = False
    try_next: bool = False
    otherwise_at: datetime | None = None
    stop: ChannelStop.Cause | None = None
    stop_until: datetime | None = None
    of_template: bool = False
    alarm: bool = False


SENT = Outcome(State.SENT)
UNSUITABLE = Outcome(State.FAILED, Why.UNSUITABLE, try_next=True, alarm=True)


def is_too_old(created_at: datetime, now: datetime) -> bool:
    """Return True if a delivery has waited so long that it is given up."""
    return now - created_at >= MAX_AGE


def or_given_up(outcome: Outcome, created_at: datetime, now: datetime) -> Outcome:
    """Return the outcome of a failed attempt, or that the delivery is given up for its age.

    Without it a refusal that counts as no attempt could be met for ever.
    """
    if outcome.state is not State.WAITING or not is_too_old(created_at, now):
        return outcome
    return replace(outcome, state=State.GIVEN_UP, why=Why.EXHAUSTED, next_try_at=None)


def outcome_of_error(  # noqa: PLR0911  # a table: one return is one row
    error: ZaloError, attempts: int, now: datetime, jitter: float
) -> Outcome:
    """Return what follows when attempt number `attempts` failed. `jitter` is from 0 to 1."""
    match error:
        case PermanentForPerson():
            return _not_this_person(error, now)
        case MessageRefused():
            return UNSUITABLE
        case TokenExpired():
            return Outcome(State.WAITING, Why.TOKEN, now + TOKEN_PAUSE, counts=False, alarm=True)
        case QuotaExhausted():
            return _out_of_quota(error.reason, now)
        case ZaloMisconfigured() if error.reason is Reason.UNKNOWN:
            return Outcome(State.FAILED, Why.UNKNOWN, try_next=True, alarm=True)
        case ZaloMisconfigured():  # ChannelStopped among them
            return Outcome(
                State.WAITING,
                Why.STOPPED,
                now,
                counts=False,
                stop=ChannelStop.Cause.CONFIGURATION,
                of_template=isinstance(error, TemplateStopped),
                alarm=True,
            )
        case Later() if error.reason is Reason.NIGHT:
            return Outcome(State.WAITING, Why.NIGHT, now + _after(error), counts=False)
        # Nothing was sent: our own limits, the circuit breaker, or HTTP 429.
        case TryLater() if not isinstance(error, Later):
            return Outcome(
                State.WAITING, Why.FAULT, now + _after(error) * (1 + JITTER * jitter), counts=False
            )
    return _repeat(error, attempts, now, jitter)


def _not_this_person(error: PermanentForPerson, now: datetime) -> Outcome:
    """Try another channel; whoever has had their share of today is reached tomorrow."""
    return Outcome(
        State.FAILED,
        Why.WINDOW if error.reason is Reason.WINDOW else Why.PERSON,
        try_next=True,
        otherwise_at=next_quota_day(now) if error.reason is Reason.PERSON_QUOTA else None,
    )


def _repeat(error: ZaloError, attempts: int, now: datetime, jitter: float) -> Outcome:
    uncertain = isinstance(error, ZaloUnavailable) and error.maybe_done
    if attempts >= MAX_ATTEMPTS:
        return Outcome(State.GIVEN_UP, Why.EXHAUSTED, uncertain=uncertain)
    pause = TIMETABLE[max(attempts, 1) - 1] * (1 + JITTER * jitter)
    return Outcome(State.WAITING, Why.FAULT, now + pause, uncertain=uncertain)


def _out_of_quota(reason: Reason, now: datetime) -> Outcome:
    """Hold back the channel, or the template, as long as the quota that is used up lasts."""
    minute = reason is Reason.MINUTE
    until = held_until(reason, now)
    return Outcome(
        State.WAITING,
        Why.QUOTA,
        until,
        counts=False,
        stop=ChannelStop.Cause.RATE if minute else ChannelStop.Cause.QUOTA,
        stop_until=until,
        of_template=reason is Reason.TEMPLATE_DAY,
        alarm=not minute,
    )


def _after(error: ZaloError) -> timedelta:
    return timedelta(seconds=error.retry_after or 0)
