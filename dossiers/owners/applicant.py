"""The applicant's data as columns: encrypted, with keyed hashes to find or compare them by.

A hash of four digits takes in the dossier's code: four digits have 10,000 values, and without the
code equal digits of different dossiers would look equal in the table.
"""

import secrets
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db.models import Q

from citizens.login.phones import phone_hash
from dossiers.models.proof import Factor
from dossiers.validators import ID_LENGTHS, SLIP_LENGTH, SLIP_LETTERS, clean_phone
from foundation.records.encryption import keyed_hash
from foundation.records.vietnamese import fold

LAST = 4
# Compared with when there is no factor, so that the work is the same. Nothing hashes to it.
NO_HASH = "-" * 64
COLUMNS = {
    Factor.PHONE_LAST4: "phone_last4_hash",
    Factor.ID_LAST4: "id_last4_hash",
    Factor.SLIP_SECRET: "slip_hash",
}


def factor_hash(factor: Factor, code: str, value: str) -> str:
    """Return the hash by which a second factor of the dossier `code` is compared.

    `value` is clean already.
    """
    return keyed_hash(f"dossier-{factor.value}", f"{code}\0{value}")


def name_columns(name: str) -> dict[str, str]:
    """Return the columns of an applicant's name."""
    name = " ".join(name.split())
    return {
        "applicant_name": name,
        "applicant_folded": fold(name)[:200],
    }  # a folded text may be longer


def phone_columns(code: str, phone: str) -> dict[str, str]:
    """Return the columns of an applicant's phone, E.164 or empty."""
    return {
        "applicant_phone": phone,
        "applicant_phone_hash": phone_hash(phone) if phone else "",
        "phone_last4_hash": factor_hash(Factor.PHONE_LAST4, code, phone[-LAST:]) if phone else "",
    }


def id_number_hash(number: str) -> str:
    """Return the hash that finds a whole ID number; empty for four digits, which find nobody."""
    return keyed_hash("id-number", number) if len(number) > LAST else ""


def id_columns(code: str, last4: str, number_hash: str = "") -> dict[str, str]:
    """Return the columns of an applicant's ID number: four digits, the hash of all if known."""
    return {
        "id_number_hash": number_hash,
        "id_last4": last4,
        "id_last4_hash": factor_hash(Factor.ID_LAST4, code, last4) if last4 else "",
    }


def of_number(text: str) -> Q | None:
    """Return what finds the dossiers of a whole phone or ID number, by hash; None if it is none."""
    number = "".join(text.split())
    found = Q()
    if number.isascii() and number.isdecimal() and len(number) in ID_LENGTHS:
        found |= Q(id_number_hash=id_number_hash(number))
    with suppress(ValidationError):
        if phone := clean_phone(number):
            found |= Q(applicant_phone_hash=phone_hash(phone))
    return found or None


def new_slip_secret() -> str:
    """Return a random secret for a receipt slip."""
    return "".join(secrets.choice(SLIP_LETTERS) for _ in range(SLIP_LENGTH))
