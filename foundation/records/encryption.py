"""Personal values at rest: encrypted against a stolen database, and found by a hash.

To replace DATA_KEYS, put a new key in front, run `manage.py rotate_data_keys`, then remove the old
one. HASH_KEY never changes: nothing would be found any more. Neither key can replace the other.
"""

import base64
import hmac
from functools import lru_cache
from typing import Any, ClassVar

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models

KEY_BYTES = 32


class UnreadableValue(Exception):
    """None of DATA_KEYS decrypts a stored value.

    A key was removed too early, or somebody changed the value.
    """


def _fernet(secret: str) -> Fernet:
    """Return the cipher for one of DATA_KEYS; the real key is derived from its text."""
    derived = HKDF(SHA256(), KEY_BYTES, salt=None, info=b"police_portal.data").derive(
        secret.encode()
    )
    return Fernet(base64.urlsafe_b64encode(derived))


@lru_cache(maxsize=8)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    if not keys:
        raise ImproperlyConfigured("DATA_KEYS is empty: nothing personal can be stored or read.")
    return MultiFernet([_fernet(key) for key in keys])


def encrypt(text: str) -> str:
    """Return `text` encrypted with the first of DATA_KEYS; each call returns another result.

    Fernet writes the time in clear next to the ciphertext. That would reveal the second of a
    rating; here it is always 1970.
    """
    cipher = _cipher(tuple(settings.DATA_KEYS))
    return cipher.encrypt_at_time(text.encode(), current_time=0).decode()


def decrypt(stored: str) -> str:
    """Decrypt with any of DATA_KEYS. Raises UnreadableValue."""
    try:
        return _cipher(tuple(settings.DATA_KEYS)).decrypt(stored.encode()).decode()
    except InvalidToken:
        raise UnreadableValue from None


def keyed_hash(kind: str, value: str) -> str:
    """Return 64 hex digits to look up `value`.

    `kind` separates equal values of different meaning.
    """
    if not settings.HASH_KEY:
        raise ImproperlyConfigured("HASH_KEY is empty: nothing personal can be stored or found.")
    return hmac.digest(settings.HASH_KEY.encode(), f"{kind}\0{value}".encode(), "sha256").hex()


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]  # not generic at run time
    """A text that is stored encrypted; an empty one stays empty, for constraints to test.

    Equal texts are stored differently, so look-ups need a keyed hash in another column.
    """

    LOOKUPS: ClassVar[frozenset[str]] = frozenset({"exact", "isnull"})
    is_encrypted = True  # tells the change log to hide it

    def get_prep_value(self, value: str | None) -> str | None:
        return encrypt(value) if value else value

    def from_db_value(self, value: str | None, *_context: object) -> str | None:
        return decrypt(value) if value else value

    def get_lookup(self, lookup_name: str) -> "type[models.Lookup[Any]] | None":
        """Allow only the test whether there is a text."""
        if lookup_name not in self.LOOKUPS:
            return None
        return _Emptiness if lookup_name == "exact" else super().get_lookup(lookup_name)

    def value_to_string(self, obj: models.Model) -> str:
        """Return the text encrypted: `dumpdata` must not write it in clear."""
        value = self.value_from_object(obj)
        return encrypt(value) if value else ""


class _Emptiness(models.lookups.Exact):
    """Allows `phone=""`; any other value could never match, so it is refused."""

    def get_prep_lookup(self) -> Any:
        if self.rhs != "":
            raise FieldError("An encrypted field is found by its keyed hash, not by its value.")
        return self.rhs
