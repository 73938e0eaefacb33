"""Keyed hashes that find a citizen's own ratings, and lead nowhere without HASH_KEY.

Each purpose has its own kind, so that two tables cannot be compared: the record of a repeated write
has a time, and must not reveal which rating it made.
"""

from datetime import date
from typing import TYPE_CHECKING

from foundation.records.encryption import keyed_hash

if TYPE_CHECKING:
    from uuid import UUID

    from citizens.models import Citizen

NUMBER_DIGITS = 8


def owner_hash(citizen: "Citizen") -> str:
    """Return the hash that finds all ratings of a citizen."""
    return owner_mark(citizen.pk)


def owner_mark(citizen_id: int) -> str:
    """Return the same hash by the citizen's internal number."""
    return keyed_hash("rating_owner", str(citizen_id))


def dossier_rater_hash(citizen_id: int, dossier_id: int) -> str:
    """Return the hash that finds the citizen's rating of a dossier."""
    return keyed_hash("rater", f"{citizen_id}\0dossier\0{dossier_id}")


def visit_rater_hash(citizen: "Citizen", office_id: str, day: date) -> str:
    """Return the hash that finds the citizen's rating of an office visited on one day."""
    return keyed_hash("rater", f"{citizen.pk}\0visit\0{office_id}\0{day.isoformat()}")


def visit_mark(citizen: "Citizen", office_id: str, day: date) -> str:
    """Return the mark of a visit rated on `day`.

    It uses the Zalo account, so that people who erase their data and come back are recognised that
    day.
    """
    person = f"{citizen.app_id}\0{citizen.zalo_user_id}"
    return keyed_hash("rating_visit", f"{person}\0{office_id}\0{day.isoformat()}")


def dossier_hash(dossier_id: int) -> str:
    """Return the hash that finds the ratings of one dossier by all raters."""
    return keyed_hash("rated_dossier", str(dossier_id))


def erased_dossier_mark(dossier: str) -> str:
    """Return the mark of a dossier (its `dossier_hash`) whose rater was erased.

    It is a different hash, so that the remaining rating is not found by it.
    """
    return keyed_hash("rated_dossier_erased", dossier)


def used_code_hash(nonce: str) -> str:
    """Return the hash of a used code."""
    return keyed_hash("rating_code", nonce)


def idempotency_caller(citizen: "Citizen") -> str:
    """Return the caller's name for repeated writes: the citizen's number would reveal who rated."""
    mark = keyed_hash("rating_caller", str(citizen.pk))
    return f"rater:{mark}"


def result_hash(rater_hash: str) -> str:
    """Return the stored result of a write, which finds the rating again."""
    return keyed_hash("rating_result", rater_hash)


def follow_up_number(follow_up_id: "UUID") -> str:
    """Return the number of a follow-up for the rater and notices.

    Officers know another one.
    """
    mark = keyed_hash("follow_up_number", str(follow_up_id))
    return str(int(mark[:16], 16))[-NUMBER_DIGITS:]


def follow_up_change(follow_up_id: "UUID", number: int) -> str:
    """Return the name of a move in notices. It leads to no follow-up."""
    mark = keyed_hash("follow_up_change", f"{follow_up_id} {number}")
    return f"follow-up-{mark[:40]}"
