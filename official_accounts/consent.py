"""The address at which an administrator of an account consents, and the secrets that go along.

The state is signed and names one attempt; the attempt is bound to the officer's session, lives ten
minutes and works once. PKCE (RFC 7636) binds Zalo's code to us: whoever catches the callback cannot
exchange it.
"""

import base64
import hashlib
import secrets
from urllib.parse import urlencode

from django.core import signing

from foundation.records.identity import bound
from foundation.zalo import configuration
from zalo_client.configuration import base_address

LIFETIME_SECONDS = 600
PERMISSION_PATH = "/v4/oa/permission"
_SALT = "official_accounts.consent"
_VERIFIER_BYTES = 32  # 43 letters, as Zalo demands


def new_nonce() -> str:
    """Return a new name of an attempt."""
    return secrets.token_urlsafe(24)


def new_verifier() -> str:
    """Return a new PKCE secret."""
    return secrets.token_urlsafe(_VERIFIER_BYTES)


def challenge(verifier: str) -> str:
    """Return what Zalo is told of the PKCE secret.

    >>> challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
    """
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def sign_state(nonce: str) -> str:
    """Return the state of an attempt, as it travels through Zalo."""
    return signing.dumps(nonce, salt=bound(_SALT))


def read_state(state: str) -> str | None:
    """Return the name of the attempt; None if the state is forged or older than ten minutes."""
    try:
        said = signing.loads(state, salt=bound(_SALT), max_age=LIFETIME_SECONDS)
    except (signing.BadSignature, ValueError):
        return None
    return said if isinstance(said, str) else None


def address(state: str, verifier: str, callback: str) -> str:
    """Return Zalo's page of consent."""
    zalo = configuration.current()
    base = base_address(zalo.oauth_url, plain_http=zalo.plain_http)
    query = {
        "app_id": zalo.app_id,
        "redirect_uri": callback,
        "code_challenge": challenge(verifier),
        "state": state,
    }
    return f"{base}{PERMISSION_PATH}?{urlencode(query)}"
