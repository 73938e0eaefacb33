"""Numbers and secret codes of reports."""

import secrets
from datetime import datetime

from foundation.records.encryption import keyed_hash
from offices.working_time.calendar import ZONE

# Crockford's base 32: without I, L, O and U, which are misread.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
NUMBER_LENGTH = 6  # 32^6 = 10^9 numbers a year: the number tells nobody how many reports there are
SECRET_LENGTH = 16  # 80 bits: nobody guesses them
GROUP = 4
PREFIX_LENGTH = 4  # «PA26»
NO_HASH = "0" * 64  # what a wrong secret is compared with where there is none


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def new_number(at: datetime) -> str:
    """Return a number such as «PA26-7K3M9Q»; the caller tries again if it is taken."""
    return f"PA{at.astimezone(ZONE):%y}-{_random(NUMBER_LENGTH)}"


def secret_of(seed: str) -> str:
    """Return the secret code of a seed in groups of four, shown to the sender of a report only.

    It follows from the seed (`idempotency.once_with_seed`), so that who sends once more because the
    answer got lost is told the same code, which is stored nowhere.
    """
    number = int(keyed_hash("report-secret-of-seed", seed), 16)
    plain = "".join(ALPHABET[number >> 5 * place & 31] for place in range(SECRET_LENGTH))
    return "-".join(plain[i : i + GROUP] for i in range(0, SECRET_LENGTH, GROUP))


def read_number(typed: str) -> str:
    """Return a number as it is stored, from however it was typed.

    >>> read_number(" pa26 7k3m9q"), read_number("PA26-7K3M9O")
    ('PA26-7K3M9Q', 'PA26-7K3M90')
    """
    plain = clean(typed)
    return f"{plain[:PREFIX_LENGTH]}-{plain[PREFIX_LENGTH:]}"


def clean(typed: str) -> str:
    """Return a number or secret as typed or pasted in its normal form: letters and digits only.

    Letters that are misread are read as what they look like.
    """
    upper = typed.upper().translate(str.maketrans("OILU", "011V"))
    return "".join(character for character in upper if character in ALPHABET)


def secret_hash(secret: str) -> str:
    """Return the keyed hash by which a secret code is compared."""
    return keyed_hash("report-secret", clean(secret))
