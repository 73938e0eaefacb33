"""Looking up a dossier by its code and a second factor.

Every miss (unknown code, wrong factor, malformed code) runs the same queries and the same hashing,
and gets the same answer. How often somebody may try, `citizens.guessing` says. Its bound for each
code concerns neither the secret of a slip nor the citizen whose verified phone is the dossier's.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from citizens import guessing
from citizens.guessing import Caller, Given
from citizens.models import Citizen
from dossiers.models import Dossier, Factor, Proof
from dossiers.owners.applicant import COLUMNS, NO_HASH, factor_hash
from dossiers.validators import clean_code, clean_slip_secret
from foundation.api.problems import Problem


@dataclass(frozen=True)
class Hit:
    """What was found, and whether the caller proved to be its owner."""

    dossier_id: int
    proved: bool


def look_up(caller: Caller, pasted: str, values: Mapping[Factor, str]) -> Hit:
    """Return the dossier that all `values` fit, and keep the proof of a signed-in citizen.

    Raises Problem `dossier_not_found`, `throttled` and `code_guessed`.
    """
    code = _clean(pasted)
    # Hashes only: to decrypt takes time, and would tell that there is a dossier.
    columns = ("pk", "applicant_phone_hash", *COLUMNS.values())
    row = Dossier.objects.filter(code=code).values(*columns).first()

    def find() -> Hit | None:
        fits = _fits(row, code, values)
        if row is None or not fits:
            return None
        if values and caller.citizen:
            _keep_proof(caller.citizen, row["pk"], next(iter(values)))
        return Hit(row["pk"], proved=bool(values))

    hit = guessing.attempt(
        caller,
        guessing.Asked(guessing.Subject.DOSSIER, code or pasted, _given(values)),
        find,
        count_guesses=not _is_of_verified_phone(row, caller.citizen),
    )
    if hit is None:
        raise Problem("dossier_not_found")
    return hit


def _keep_proof(citizen: Citizen, dossier_id: int, factor: Factor) -> None:
    """Keep the proof. A slip's secret takes the place of four digits: it proves more."""
    proof, new = Proof.objects.get_or_create(
        citizen=citizen,
        dossier_id=dossier_id,
        defaults={"factor": factor, "at": timezone.now()},
    )
    if not new and factor is Factor.SLIP_SECRET and proof.factor != Factor.SLIP_SECRET:
        proof.factor = factor
        proof.save(update_fields=["factor"])


def _is_of_verified_phone(row: Mapping[str, Any] | None, citizen: Citizen | None) -> bool:
    """Return True if the citizen's verified phone is the one in the dossier."""
    known = citizen.phone_hash if citizen else ""
    return bool(known) and row is not None and row["applicant_phone_hash"] == known


def _clean(pasted: str) -> str:
    """Return the clean code, empty if it is malformed."""
    try:
        return clean_code(pasted)
    except ValidationError:
        return ""


def _given(values: Mapping[Factor, str]) -> Given:
    """Return what was given: nothing, one of the factors, or four digits of two numbers."""
    if len(values) > 1:
        return Given.BOTH_LAST4
    return next((Given(factor) for factor in values), Given.NOTHING)


def _fits(row: Mapping[str, Any] | None, code: str, values: Mapping[Factor, str]) -> bool:
    """Return True if all values are right or none was given.

    Without a dossier or such a factor it compares with nothing, so that the work is always the
    same.
    """
    given = values or {Factor.SLIP_SECRET: ""}
    right = [_is_right(row, code, factor, value) for factor, value in given.items()]
    return all(right) or not values


def _is_right(row: Mapping[str, Any] | None, code: str, factor: Factor, value: str) -> bool:
    clean = clean_slip_secret(value) if factor is Factor.SLIP_SECRET else value
    known = (row or {}).get(COLUMNS[factor]) or NO_HASH
    return hmac.compare_digest(factor_hash(factor, code, clean), known)
