"""Keys and sessions that a measuring process shares with its servers."""

import secrets

from django.conf import settings

from citizens.login import sessions
from citizens.models import Citizen


def new_keys() -> dict[str, str]:
    """Give this process new keys; return them as the environment of servers that share them."""
    data, hashes, custody, signing = (secrets.token_urlsafe(64) for _number in range(4))
    settings.DATA_KEYS, settings.HASH_KEY, settings.CUSTODY_KEY = [data], hashes, custody
    return {
        "SECRET_KEY": settings.SECRET_KEY,
        "DATA_KEYS": data,
        "HASH_KEY": hashes,
        "CUSTODY_KEY": custody,
        "EVIDENCE_SIGNING_KEY": signing,
    }


def bearer_of(citizen: Citizen) -> str:
    """Begin a session of `citizen`; return the value of its Authorization header."""
    return f"Bearer {sessions.begin(citizen)[0]}"
