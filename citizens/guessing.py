"""Looking something up by its code, without letting anybody guess.

A citizen, or an address without a session, has 20 attempts in 10 minutes for each subject. After
five misses the next one has to wait, twice as long each time: the answer is 429 with `Retry-After`
at once. It does not sleep, because a sleeping thread serves nobody, and four of them would be the
whole process. A code takes 20 wrong factors of four digits an hour from all callers together,
whether it exists or not: trying 10,000 values takes three weeks then, however many accounts guess.
Strangers could keep the owner out by it. So it does not concern a secret of 60 bits or more, which
nobody guesses, nor a caller of whom the room knows already that the thing is theirs, nor whoever
gives four digits of two numbers at once: of 10^8 pairs all addresses of 500 strangers try 60,000 an
hour, one in 1,700. More than that end at PAIR_TRIES, and then pairs take as long as four digits do.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from citizens.locking import hold_citizen
from citizens.models import Citizen, LookupTry
from foundation.api.problems import Problem
from foundation.counting import windows
from foundation.records.encryption import keyed_hash
from foundation.records.turns import take_turn

Found = TypeVar("Found")
Subject = LookupTry.Subject
Given = LookupTry.Given

WINDOW = timedelta(minutes=10)
FREE_MISSES = 5
LONGEST_WAIT = 64  # seconds
CODE_WINDOW = timedelta(hours=1)
CODE_MISSES = 20
# An hour and a code, of all callers: 41 days for all pairs.
PAIR_TRIES = 100_000
# Tries are this far in the future at most: as far as clocks of several machines differ. Said, so
# that PostgreSQL opens no partition of a later day.
LATEST = timedelta(days=1)
GUESSABLE = (Given.PHONE_LAST4, Given.ID_LAST4)


@dataclass(frozen=True)
class Caller:
    """Who looks up: a citizen, or an address of which only a keyed hash is known."""

    mark: str
    citizen: Citizen | None

    @classmethod
    def identify(cls, citizen: Citizen | None, address: str) -> "Caller":
        """Return the caller with this session or, without one, at this address."""
        name = f"citizen:{citizen.pk}" if citizen else f"address:{address}"
        return cls(keyed_hash("lookup-caller", name), citizen)

    @property
    def tries(self) -> int:
        """How many attempts the caller has in ten minutes."""
        return int(settings.LOOKUP_TRIES if self.citizen else settings.LOOKUP_ADDRESS_TRIES)


@dataclass(frozen=True)
class Asked:
    """What is looked up: `code` is clean or, if it is malformed, as it came."""

    subject: Subject
    code: str
    given: Given

    @property
    def code_hash(self) -> str:
        """The hash by which attempts at the code are counted."""
        return keyed_hash("lookup-code", f"{self.subject.value}\0{self.code}")


def attempt(
    caller: Caller, asked: Asked, find: Callable[[], Found | None], *, count_guesses: bool = True
) -> Found | None:
    """Return what `find` returns, None for a miss, and log the attempt.

    `find` does the same work whether or not it finds, and does not raise: its transaction is to
    be committed after a miss too. So the caller raises not-found with what is returned. Without
    `count_guesses` wrong factors of four digits at this code keep nobody out; the queries are the
    same. Attempts of one caller follow each other, so their count is exact.

    Raises Problem `throttled` for a caller who has to wait, `code_guessed` for a code at which
    others guessed, and `session_ended` for an erased citizen; `find` is not called then.
    """
    now = timezone.now()
    with transaction.atomic():
        take_turn(caller.mark)
        if caller.citizen:
            hold_citizen(caller.citizen.pk)
        _refuse_too_many(
            caller, asked, now, count_guesses=count_guesses and asked.given in GUESSABLE
        )
        found = find()
        LookupTry.objects.create(
            subject=asked.subject,
            citizen=caller.citizen,
            caller=caller.mark,
            code_hash=asked.code_hash,
            given=asked.given,
            hit=found is not None,
            at=now,
        )
    return found


def _refuse_too_many(caller: Caller, asked: Asked, now: datetime, *, count_guesses: bool) -> None:
    """Raise Problem `throttled` for a caller who has to wait.

    With `count_guesses` also `code_guessed` for a code at which too many guessed four digits.
    """
    recent = LookupTry.objects.filter(at__lt=now + LATEST)
    own = recent.filter(caller=caller.mark, subject=asked.subject, at__gt=now - WINDOW).order_by(
        "at"
    )
    at_code = recent.filter(
        code_hash=asked.code_hash, hit=False, given__in=GUESSABLE, at__gt=now - CODE_WINDOW
    )
    guesses = list(at_code.order_by("at").values_list("at", flat=True)[:CODE_MISSES])
    _wait_or_go_on(
        "throttled", _wait_of_caller(list(own.values_list("at", "hit")), caller.tries, now)
    )
    if count_guesses and len(guesses) >= CODE_MISSES:
        _wait_or_go_on("code_guessed", guesses[0] + CODE_WINDOW - now)
    if asked.given is Given.BOTH_LAST4:
        counted = windows.count("lookup-pairs", asked.code_hash, windows.HOUR)
        if counted.times > PAIR_TRIES:
            _wait_or_go_on("code_guessed", timedelta(seconds=counted.seconds_left))


def _wait_or_go_on(code: str, wait: timedelta) -> None:
    if wait > timedelta(0):
        raise Problem(code, retry_after=int(wait.total_seconds()) + 1)


def _wait_of_caller(
    tries: Sequence[tuple[datetime, bool]], allowed: int, now: datetime
) -> timedelta:
    """Return how long the caller has to wait: longer with each miss.

    After the last allowed attempt, until the window has moved on.
    """
    if len(tries) >= allowed:
        return tries[-allowed][0] + WINDOW - now
    misses = [at for at, hit in tries if not hit]
    if len(misses) < FREE_MISSES:
        return timedelta(0)
    return misses[-1] + timedelta(seconds=min(2 ** (len(misses) - FREE_MISSES), LONGEST_WAIT)) - now
