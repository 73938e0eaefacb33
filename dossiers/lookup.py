"""Looking up a dossier by its code and a second factor, without letting anybody guess.

Every miss (unknown code, wrong factor, malformed code) runs the same queries and the same hashing,
and gets the same answer. A citizen, or an address without a session, has 20 attempts in 10 minutes.
After five misses the next one has to wait, twice as long each time: the answer is 429 with
`Retry-After` at once. It does not sleep, because a sleeping thread serves nobody, and four of them
would be the whole process. A code takes 20 wrong factors of four digits an hour from all callers
together, whether it exists or not: trying 10,000 values takes three weeks then, however many
accounts guess. Strangers could keep the owner out by it. So it concerns neither the secret of a
slip, whose 60 bits nobody guesses, nor the citizen whose verified phone is the dossier's.
"""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from citizens.models import Citizen
from dossiers.applicant import COLUMNS, NO_HASH, factor_hash
from dossiers.models import Dossier, Factor, LookupTry, Proof
from dossiers.validators import clean_code, clean_slip_secret
from foundation.api.problems import Problem
from foundation.records.encryption import keyed_hash
from foundation.records.turns import take_turn

WINDOW = timedelta(minutes=10)
FREE_MISSES = 5
LONGEST_WAIT = 64  # seconds
CODE_WINDOW = timedelta(hours=1)
CODE_MISSES = 20
GUESSABLE = (Factor.PHONE_LAST4, Factor.ID_LAST4)


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
class Hit:
    """What was found, and whether the caller proved to be its owner."""

    dossier_id: int
    proved: bool


def look_up(caller: Caller, pasted: str, factor: Factor | None, value: str) -> Hit:
    """Return the matching dossier, and keep the proof of a signed-in citizen.

    Raises Problem `dossier_not_found` and `throttled`.
    """
    with transaction.atomic():
        hit = _try(caller, pasted, factor, value, timezone.now())
    if hit is None:  # raised out here, or the attempt would be rolled back
        raise Problem("dossier_not_found")
    return hit


def _try(
    caller: Caller, pasted: str, factor: Factor | None, value: str, now: datetime
) -> Hit | None:
    code, code_hash = _code(pasted)
    take_turn(caller.mark)  # attempts of one caller follow each other: the count is exact
    # Hashes only: to decrypt takes time, and would tell that there is a dossier.
    columns = ("pk", "applicant_phone_hash", *COLUMNS.values())
    row = Dossier.objects.filter(code=code).values(*columns).first()
    bounded = factor in GUESSABLE and not _is_of_verified_phone(row, caller.citizen)
    _refuse_too_many(caller, code_hash, now, count_guesses=bounded)
    fits = _fits(row, code, factor, value)
    hit = row is not None and fits
    LookupTry.objects.create(
        citizen=caller.citizen,
        caller=caller.mark,
        code_hash=code_hash,
        given=factor or LookupTry.Given.NOTHING,
        hit=hit,
        at=now,
    )
    if row is None or not hit:
        return None
    if factor and caller.citizen:
        _keep_proof(caller.citizen, row["pk"], factor, now)
    return Hit(row["pk"], proved=factor is not None)


def _keep_proof(citizen: Citizen, dossier_id: int, factor: Factor, now: datetime) -> None:
    """Keep the proof. A slip's secret takes the place of four digits: it proves more."""
    proof, new = Proof.objects.get_or_create(
        citizen=citizen, dossier_id=dossier_id, defaults={"factor": factor, "at": now}
    )
    if not new and factor not in GUESSABLE and proof.factor in GUESSABLE:
        proof.factor = factor
        proof.save(update_fields=["factor"])


def _is_of_verified_phone(row: Mapping[str, Any] | None, citizen: Citizen | None) -> bool:
    """Return True if the citizen's verified phone is the one in the dossier."""
    known = citizen.phone_hash if citizen else ""
    return bool(known) and row is not None and row["applicant_phone_hash"] == known


def _code(pasted: str) -> tuple[str, str]:
    """Return the clean code, empty if malformed, and the hash by which attempts are counted."""
    try:
        code = clean_code(pasted)
    except ValidationError:
        code = ""
    return code, keyed_hash("lookup-code", code or pasted)


def _fits(row: Mapping[str, Any] | None, code: str, factor: Factor | None, value: str) -> bool:
    """Return True if the factor is right or none was given.

    Without a dossier or such a factor it compares with nothing, so that the work is always the
    same.
    """
    kind = factor or Factor.SLIP_SECRET
    given = factor_hash(
        kind, code, clean_slip_secret(value) if kind is Factor.SLIP_SECRET else value
    )
    known = (row or {}).get(COLUMNS[kind]) or NO_HASH
    return hmac.compare_digest(given, known) or factor is None


def _refuse_too_many(caller: Caller, code_hash: str, now: datetime, *, count_guesses: bool) -> None:
    """Raise Problem `throttled` for a caller who has to wait.

    With `count_guesses` also for a code at which too many guessed four digits. The queries are the
    same without.
    """
    own = list(
        LookupTry.objects.filter(caller=caller.mark, at__gt=now - WINDOW)
        .order_by("at")
        .values_list("at", "hit")
    )
    at_code = LookupTry.objects.filter(
        code_hash=code_hash, hit=False, given__in=GUESSABLE, at__gt=now - CODE_WINDOW
    )
    guesses = list(at_code.order_by("at").values_list("at", flat=True)[:CODE_MISSES])
    waits = [_wait_of_caller(own, caller.tries, now)]
    if count_guesses and len(guesses) >= CODE_MISSES:
        waits.append(guesses[0] + CODE_WINDOW - now)
    if (wait := max(waits)) > timedelta(0):
        raise Problem("throttled", retry_after=int(wait.total_seconds()) + 1)


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
