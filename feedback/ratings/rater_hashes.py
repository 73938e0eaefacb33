"""By what a citizen's own ratings are recognised: keyed hashes that lead nowhere without HASH_KEY.

Each has a kind of its own, so that what one table keeps cannot be held against what another keeps:
the mark of a repeated write, which has a time, says nothing about the rating that it made.
"""

from datetime import date
from typing import TYPE_CHECKING

from foundation.records.encryption import keyed_hash

if TYPE_CHECKING:
    from uuid import UUID

    from citizens.models import Citizen

NUMBER_DIGITS = 8


def owner_hash(citizen: "Citizen") -> str:
    """Return what all ratings of one citizen are found by."""
    return keyed_hash("rating_owner", str(citizen.pk))


def dossier_rater_hash(citizen: "Citizen", dossier_id: int) -> str:
    """Return what the citizen's one rating of a dossier is found by."""
    return keyed_hash("rater", f"{citizen.pk}\0dossier\0{dossier_id}")


def code_rater_hash(citizen: "Citizen", nonce: str) -> str:
    """Return what the citizen's rating by one single-use code is found by."""
    return keyed_hash("rater", f"{citizen.pk}\0counter\0{nonce}")


def poster_rater_hash(citizen: "Citizen", office_id: str, day: date) -> str:
    """Return what the citizen's one rating of an office by posters on a day is found by."""
    return keyed_hash("rater", f"{citizen.pk}\0poster\0{office_id}\0{day.isoformat()}")


def used_code_hash(nonce: str) -> str:
    """Return by which a used single-use code is recognised."""
    return keyed_hash("rating_code", nonce)


def idempotency_caller(citizen: "Citizen") -> str:
    """Return under which name repeated writes of ratings are recognised.

    Not the citizen's number, which would say who rated.
    """
    mark = keyed_hash("rating_caller", str(citizen.pk))
    return f"rater:{mark}"


def result_hash(rater_hash: str) -> str:
    """Return what is kept as the result of such a write.

    The citizen's own ratings are compared with it.
    """
    return keyed_hash("rating_result", rater_hash)


def follow_up_number(follow_up_id: "UUID") -> str:
    """Return the number by which the rater and their notices call a follow-up.

    Officers see another, and this leads to none.
    """
    mark = keyed_hash("follow_up_number", str(follow_up_id))
    return str(int(mark[:16], 16))[-NUMBER_DIGITS:]


def follow_up_change(follow_up_id: "UUID", number: int) -> str:
    """Return our name of one move of a follow-up, as notices keep it: it leads to no follow-up."""
    mark = keyed_hash("follow_up_change", f"{follow_up_id} {number}")
    return f"follow-up-{mark[:40]}"
