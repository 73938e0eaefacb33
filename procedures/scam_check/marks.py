"""Numbers and links in a text, in one form in which they can be compared. Pure; opens no link."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from foundation.records.hosts import suffixes
from foundation.records.screening import plain

# As warnings write them: hxxps://vneid[.]xyz, 0912[.]345[.]678.
_DEFANGED = ((re.compile(r"\[([.:@])\]"), r"\1"), (re.compile(r"\bhxxp", re.IGNORECASE), "http"))
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
# Possessive: a long run of letters and dots is passed once.
_LINK = re.compile(
    rf"(?<![\w@.-])(?:https?://)?{_LABEL}(?:\.{_LABEL})++(?::\d{{1,5}})?(?:/[^\s<>\"«»]*)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w.,/-])\+?\(?\d(?:[ .\-–()\u00a0]{0,2}\d){7,18}(?!\w)")
_MONEY = re.compile(r"\s*(?:đồng|đ\b|vnđ|vnd|usd|triệu|nghìn|tỷ)", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_COUNTRY = re.compile(r"^84(?=[2-9]\d{8}$)")
# Of an address, so many parts of the path are compared.
_DEPTH = 4


def numbers_in(text: str) -> list[str]:
    """Return the telephone and account numbers in a text, digits only; +84 912… is 0912….

    >>> numbers_in("Gọi +84 912 345 678, chuyển 100.000.000 đồng vào 19036688123456")
    ['0912345678', '19036688123456']
    """
    text = _readable(text)
    found = (match for match in _NUMBER.finditer(text) if not _is_money(match))
    digits = (re.sub(r"\D", "", match[0]) for match in found)
    return list(dict.fromkeys(_COUNTRY.sub("0", number) for number in digits))


def _is_money(match: re.Match[str]) -> bool:
    return bool(_MONEY.match(match.string, match.end()) or _GROUPED.fullmatch(match[0]))


def links_in(text: str) -> list[str]:
    """Return host and path of the links in a text.

    >>> links_in("Cài ở hxxps://VNeID[.]xyz/tai, đừng hỏi TP.HCM")
    ['vneid.xyz/tai']
    """
    found = (_host_and_path(match[0]) for match in _LINK.finditer(_readable(text)))
    return list(dict.fromkeys(link for link in found if link))


def _host_and_path(written: str) -> str:
    try:
        parts = urlsplit(written if "://" in written else f"//{written}")
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return ""
    if not suffixes.privatesuffix(host):
        return ""
    return (host + parts.path).rstrip("/.,;!?)")


def forms_of(link: str) -> Iterator[str]:
    """Yield what a warning may say of a link: it, the addresses above it, and its hosts.

    >>> list(forms_of("a.vneid.xyz/tai"))
    ['a.vneid.xyz/tai', 'a.vneid.xyz', 'vneid.xyz']
    """
    host, *path = link.split("/")
    for end in range(min(len(path), _DEPTH), -1, -1):
        yield "/".join([host, *path[:end]])
    own = suffixes.privatesuffix(host) or host
    while host != own:
        host = host.partition(".")[2]
        yield host


def _readable(text: str) -> str:
    text = plain(text)
    for pattern, replacement in _DEFANGED:
        text = pattern.sub(replacement, text)
    return text
