"""A scam's links and numbers, shown so that people know them again and nobody can follow them.

`https://vneid.xyz` becomes `hxxps://vneid[.]xyz`, as those who warn of such links write it: no
messenger makes a link of it, and no phone offers to dial `0912[.]345[.]678`. Pure.
"""

import re
from collections.abc import Collection

from foundation.records.hosts import suffixes
from foundation.records.screening import plain

_DOT = "[.]"
_ADDRESS = re.compile(
    r"\b(?:https?|ftp|tel|mailto|zalo|intent|market|sms):[^\s<>\"«»]+", re.IGNORECASE
)
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
# Possessive: a long run of letters and dots is passed once.
_HOST = re.compile(rf"(?<![\w@.-])(?:[\w.+-]++@)?{_LABEL}(?:\.{_LABEL})++(?:[/?:#][^\s<>\"«»]*)?")
_NUMBER = re.compile(r"(?<![\w.,/-])\+?\(?\d(?:[ .\-–()\u00a0]{0,2}\d){6,16}(?!\w)")
# Digits from which on a phone offers to dial what is written as text.
_DIALLED = 7
# What has as many digits and dials nobody: amounts, days, years.
_NO_NUMBER = re.compile(
    r"\d{1,3}(?:\.\d{3})+|\d{1,2}[-.]\d{1,2}[-.]\d{4}|(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d"
)
_MONEY = re.compile(r"\s*(?:đồng|đ\b|vnđ|vnd|usd|triệu|nghìn|tỷ)", re.IGNORECASE)


def defang(text: str, own: Collection[str] = ()) -> str:
    """Return a text in which no link can be followed and no number dialled.

    Hosts below .gov.vn and numbers whose digits are in `own` stay as they are; so do short ones
    such as 113.

    >>> defang("Đừng mở vneid-app.xyz/tai, gọi 0912 345 678 hay +84.912.345.678!")
    'Đừng mở vneid-app[.]xyz/tai, gọi 0912[.]345[.]678 hay +84[.]912[.]345[.]678!'
    >>> defang("Chuyển 100.000.000 đồng đến http://1.2.3.4/a tại TP.HCM, ngày 20-11-2026")
    'Chuyển 100.000.000 đồng đến hxxp://1[.]2[.]3[.]4/a tại TP.HCM, ngày 20-11-2026'
    """
    return _NUMBER.sub(lambda found: _number(found, own), defang_links(text))


def defang_links(text: str) -> str:
    """Return a text in which no link can be followed; numbers stay, such as an office's own.

    >>> defang_links("Giả mạo vneid.xyz, hãy gọi 0203 382 5068")
    'Giả mạo vneid[.]xyz, hãy gọi 0203 382 5068'
    """
    text = plain(text)
    text = _ADDRESS.sub(lambda found: _address(found[0]), text)
    return _HOST.sub(lambda found: _host(found[0]), text)


def _address(address: str) -> str:
    host = re.split(r"[/?#]", address.partition("://")[2], maxsplit=1)[0].lower()
    if address.lower().startswith("https://") and _is_state(host):
        return address
    return defang_address(address)


def defang_address(address: str) -> str:
    """Return an address whose scheme, dots and `@` are broken; the path stays readable.

    >>> defang_address("https://vneid.gov.vn.app-cai.xyz/a.apk")
    'hxxps://vneid[.]gov[.]vn[.]app-cai[.]xyz/a[.]apk'
    """
    address = re.sub(r"^(h)tt(ps?:)", r"\1xx\2", plain(address), flags=re.IGNORECASE)
    address = re.sub(r"^(?!hxxp)([a-z]+):", r"\1[:]", address, flags=re.IGNORECASE)
    address = re.sub(r"(?<!\[)\.(?=[^\s.])", _DOT, address).replace("@", "[@]")
    return _NUMBER.sub(lambda found: _broken(found[0]), address)


def defang_number(number: str) -> str:
    """Return a telephone number in groups that no phone dials.

    >>> defang_number("0912345678"), defang_number("+84 912 345 678"), defang_number("8079")
    ('0912[.]345[.]678', '+84[.]912[.]345[.]678', '80[.]79')
    """
    digits = plain(number).strip()
    return f"{digits[:2]}{_DOT}{digits[2:]}" if len(digits) < _DIALLED else _broken(digits)


def _host(found: str) -> str:
    host = re.split(r"[/?:#]", found.rpartition("@")[2], maxsplit=1)[0].lower()
    if _DOT in found or _is_state(host) or not suffixes.privatesuffix(host):
        return found
    return defang_address(found)


def _is_state(host: str) -> bool:
    return host.isascii() and host.endswith(".gov.vn") and "@" not in host


def _number(found: re.Match[str], own: Collection[str]) -> str:
    number = found[0]
    stays = (
        re.sub(r"\D", "", number) in own
        or _NO_NUMBER.fullmatch(number)
        or _MONEY.match(found.string, found.end())
    )
    return number if stays else _broken(number)


def _broken(number: str) -> str:
    parts = re.findall(r"\+?\d+", number)
    if len(parts) == 1:
        digits = parts[0]
        parts = [digits[:4], *(digits[at : at + 3] for at in range(4, len(digits), 3))]
    return _DOT.join(parts)
