"""Opaque forms of internal numbers for citizens: they do not reveal how many rows there are.

A number is one block of AES with a key for its purpose, so equal numbers look equal and nothing
else can be derived. Numbers that must not be forged are signed as well.
"""

from collections.abc import Iterator
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB
from django.conf import settings
from django.utils.crypto import salted_hmac

HALF = 8  # bytes: the number, and zeros that verify the key
ZEROS = bytes(HALF)


def hide(purpose: str, number: int) -> str:
    """Return 32 hexadecimal digits for an internal number."""
    cipher = _cipher(purpose, settings.SECRET_KEY)
    return cipher.encryptor().update(number.to_bytes(HALF) + ZEROS).hex()


def reveal(purpose: str, hidden: str) -> int | None:
    """Return the number that `hide` got; None for another purpose or key."""
    try:
        block = bytes.fromhex(hidden)
    except ValueError:
        return None
    for cipher in _ciphers(purpose) if len(block) == 2 * HALF else ():
        plain = cipher.decryptor().update(block)
        if plain[HALF:] == ZEROS:
            return int.from_bytes(plain[:HALF])
    return None


def _ciphers(purpose: str) -> Iterator[Cipher[ECB]]:
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield _cipher(purpose, secret)


@lru_cache(maxsize=32)
def _cipher(purpose: str, secret: str) -> Cipher[ECB]:
    key = salted_hmac(f"police_portal.number.{purpose}", b"", secret, algorithm="sha256").digest()
    return Cipher(AES(key), ECB())  # noqa: S305  # one block each, never a text
