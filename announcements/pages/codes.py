"""The code on each page and card, by which people ask whether it is really the police's.

It follows from the address by a key, so that nobody can make one up: only this service knows which
are true.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from announcements.pages.site import PAGES, Site
from announcements.publishing.snapshot import Announcements, Item
from foundation.records import process_memory
from foundation.records.encryption import keyed_hash

# Crockford's base 32: without I, L, O and U, which are misread.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("OILU", "011V")
_LENGTH, _GROUP = 8, 4  # 40 bits: among 10,000 true codes one guess in 100 million is right
MAX_TYPED = 300


@cache
def code_of(slug: str) -> str:
    """Return the code of an announcement, such as «7K3M-9Q2D»."""
    number = int(keyed_hash("announcement-code", slug), 16)
    letters = "".join(_ALPHABET[number >> 5 * place & 31] for place in range(_LENGTH))
    return f"{letters[:_GROUP]}-{letters[_GROUP:]}"


process_memory.register(code_of.cache_clear)


@dataclass(frozen=True)
class Verdict:
    """The verdict on typed text: `found`, `stranger` (a foreign address) or `unknown`."""

    kind: str
    item: Item | None = None
    host: str = ""


def look_up(typed: str, held: Announcements, site: Site) -> Verdict:
    """Return whether a code, or the address of a page, is ours."""
    text = typed.strip()[:MAX_TYPED]
    if "/" in text or "." in text:
        return _by_address(text, held, site)
    letters = "".join(one for one in text.upper().translate(_MISREAD) if one in _ALPHABET)
    item = _codes(held).get(letters)
    return Verdict("found", item) if item else Verdict("unknown")


def _by_address(text: str, held: Announcements, site: Site) -> Verdict:
    try:
        parts = urlsplit(text if "//" in text else f"https://{text}")
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return Verdict("unknown")
    if host != site.host or "@" in parts.netloc:
        return Verdict("stranger", host=host[:100])
    slug = parts.path.removeprefix(PAGES).strip("/")
    item = held.items.get(slug) if parts.path.startswith(PAGES) else None
    return Verdict("found", item) if item else Verdict("unknown")


_indexes: dict[str, object] = {}


def _codes(held: Announcements) -> Mapping[str, Item]:
    """Return the announcements by code without its dash; made once for what is published."""
    if _indexes.get("held") is not held:
        index = {code_of(slug).replace("-", ""): item for slug, item in held.items.items()}
        _indexes.update(held=held, index=index)
    return _indexes["index"]  # type: ignore[return-value]  # put there by the line above
