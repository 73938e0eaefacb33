"""A citizen's phone number: the hash that finds it, and how it is shown."""

from foundation.records.encryption import keyed_hash

COUNTRY = "+84"
SHOWN_START, SHOWN_END = 4, 3


def phone_hash(phone: str) -> str:
    """Return the keyed hash that finds an E.164 number."""
    return keyed_hash("phone", phone)


def masked(phone: str) -> str:
    """Return an E.164 number as people write it, with its middle hidden.

    >>> masked("+84912345678")
    '0912•••678'
    """
    national = f"0{phone.removeprefix(COUNTRY)}"
    return f"{national[:SHOWN_START]}•••{national[-SHOWN_END:]}"
