"""Proofs that we send to Zalo, and signatures of Zalo's webhooks.

Signatures are compared in constant time. An empty secret verifies nothing: with an empty key
anybody could sign.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from zalo_client import javascript

# Zalo repeats a webhook for almost two hours (30 s, 5, 15, 30, 60 min) and a repeat is as old as
# its first try. The default of ZALO_WEBHOOK_HOURS; retention keeps received events far longer, so
# nothing is handled twice.
WEBHOOK_MAX_AGE = timedelta(hours=3)
CLOCK_TOLERANCE = timedelta(minutes=5)
_MAC_PREFIX = "mac="
_MAX_TIMESTAMP_DIGITS = 15


def proof(access_token: str, app_secret: str) -> str:
    """Return `appsecret_proof`: hex HMAC-SHA256 of the access token, keyed with the app secret."""
    return hmac.new(app_secret.encode(), access_token.encode(), hashlib.sha256).hexdigest()


def miniapp_signature(body: Mapping[str, Any], key: str) -> str:
    """Return `X-ZEvent-Signature` of a Mini App webhook: SHA-256 of values and Open API key.

    The values follow the order of their keys, without separators: strings as they are, others as
    JSON.stringify writes them.
    """
    values = (body[name] for name in sorted(body, key=javascript.sort_key))
    text = "".join(
        value if isinstance(value, str) else javascript.stringify(value) for value in values
    )
    return hashlib.sha256(javascript.utf8(text + key)).hexdigest()


def verify_miniapp(body: Mapping[str, Any], signature: str | None, key: str) -> bool:
    """Return True if the header `signature` matches the parsed body of a Mini App webhook."""
    if not key or not signature:
        return False
    try:
        return _same(miniapp_signature(body, key), signature)
    except RecursionError:
        return False


def oa_mac(app_id: str, raw_body: bytes, timestamp: str, secret: str) -> str:
    """Return the hex `mac` of an Official Account webhook.

    It is the SHA-256 of app id, raw body, the body's timestamp and the secret.
    """
    return hashlib.sha256(
        app_id.encode() + raw_body + timestamp.encode() + secret.encode()
    ).hexdigest()


def verify_oa(
    app_id: str, raw_body: bytes, timestamp: str, signature: str | None, secret: str
) -> bool:
    """Return True if the header `signature` (`mac=<hex>`) matches the raw body of an OA webhook.

    `timestamp` is the body's own, as text. `secret` is the setting ZALO_OA_SECRET.
    """
    if (
        not secret
        or not signature
        or not signature.startswith(_MAC_PREFIX)
        or not timestamp.isascii()
    ):
        return False
    return _same(oa_mac(app_id, raw_body, timestamp, secret), signature.removeprefix(_MAC_PREFIX))


def _same(expected: str, sent: str) -> bool:
    return hmac.compare_digest(expected.encode(), sent.encode(errors="replace"))


def is_stale(
    timestamp: str | int,
    now: datetime,
    max_age: timedelta = WEBHOOK_MAX_AGE,
    tolerance: timedelta = CLOCK_TOLERANCE,
) -> bool:
    """Return True if a webhook's `timestamp` is too old, in the future, or invalid.

    It is in milliseconds since 1970, text or integer; `now` is aware. A repeat that is not stale is
    recognised by the stored event.
    """
    text = str(timestamp)
    if (
        isinstance(timestamp, bool)
        or not text.isascii()
        or not text.isdecimal()
        or len(text) > _MAX_TIMESTAMP_DIGITS
    ):
        return True
    age = now.timestamp() - int(text) / 1000
    return not -tolerance.total_seconds() <= age <= max_age.total_seconds()
