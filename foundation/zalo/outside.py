"""Which addresses lead out of Zalo.

A Mini App may not open those before Zalo has agreed (its censorship policy, 4.1): until then
clients show them as text to copy. The API marks each one, and the client configuration decides
between the two.
"""

from urllib.parse import urlsplit

from django.conf import settings

_ZALO = "zalo.me"


def is_external(address: str) -> bool:
    """Return True for an address of neither Zalo nor this service; False for an empty one.

    >>> is_external("https://dichvucong.gov.vn/"), is_external("https://oa.zalo.me/123")
    (True, False)
    """
    host = (urlsplit(address).hostname or "").lower()
    own = (name.lower().lstrip(".") for name in settings.ALLOWED_HOSTS)
    return bool(host) and not any(_is_below(host, known) for known in (_ZALO, *own))


def _is_below(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")
