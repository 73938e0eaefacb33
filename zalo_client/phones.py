"""Vietnamese phone numbers in one form: E.164, `+84` and nine digits (ten for land lines)."""

import re

_SEPARATORS = re.compile(r"[\s.()-]+")
# Mobile numbers have nine digits after the country code or the zero, land lines ten that begin with
# 2.
_VIETNAMESE = re.compile(r"(?:\+?84|0)([35-9][0-9]{8}|2[0-9]{9})")
MAX_LENGTH = 32


def normalise(text: str) -> str:
    """Return `text` (84…, 0… or +84…, with or without separators) as E.164.

    Raises ValueError if it is not a Vietnamese number; the error does not contain the number.

    >>> normalise("0912 345 678")
    '+84912345678'
    """
    found = _VIETNAMESE.fullmatch(_SEPARATORS.sub("", text)) if len(text) <= MAX_LENGTH else None
    if found is None:
        raise ValueError("not a Vietnamese phone number")
    return f"+84{found[1]}"


def for_zalo(phone: str) -> str:
    """Return an E.164 number without the plus sign, for Zalo's sending calls."""
    return normalise(phone).removeprefix("+")
