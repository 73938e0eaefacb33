"""Signs exports, so that whoever receives one can prove where it came from with `openssl` alone.

The Ed25519 key is derived from EVIDENCE_SIGNING_KEY. The service publishes the public one: keep the
secret as long as exports may have to be proven.
"""

import hashlib
from functools import lru_cache

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from foundation.api.problems import Problem

SEED_BYTES = 32


@lru_cache(maxsize=2)
def _derive(secret: str) -> Ed25519PrivateKey:
    seed = HKDF(SHA256(), SEED_BYTES, salt=None, info=b"police_portal.evidence.signing").derive(
        secret.encode()
    )
    return Ed25519PrivateKey.from_private_bytes(seed)


def _key() -> Ed25519PrivateKey:
    if not settings.EVIDENCE_SIGNING_KEY:
        raise Problem("evidence_not_signed")
    return _derive(settings.EVIDENCE_SIGNING_KEY)


def sign(content: bytes) -> bytes:
    """Return the 64 bytes of an Ed25519 signature. Raises Problem `evidence_not_signed`."""
    return _key().sign(content)


def public_pem() -> bytes:
    """Return the public key as PEM (RFC 8410). Raises Problem `evidence_not_signed`."""
    return (
        _key()
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )


def fingerprint() -> str:
    """Return the SHA-256 of the public key's DER in hex. Raises Problem `evidence_not_signed`."""
    der = (
        _key()
        .public_key()
        .public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    return hashlib.sha256(der).hexdigest()
