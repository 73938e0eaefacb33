"""Links in announcements, checked by how they are written; nothing is ever fetched. Pure.

A link of the police is one that people trust, so that what hides its destination is refused:
letters that look like others, numbers instead of a name, shorteners, a name before an `@`.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

import idna

# Hosts whose links hide where they lead.
SHORTENERS = frozenset(
    {
        *("bit.ly", "tinyurl.com", "t.co", "goo.gl", "is.gd", "v.gd", "ow.ly", "buff.ly", "t.ly"),
        *("cutt.ly", "rebrand.ly", "shorturl.at", "s.id", "rb.gy", "tiny.cc", "bom.so", "dub.sh"),
        *("by.com.vn", "lnkd.in", "bl.ink", "short.io", "shrinke.me", "adf.ly", "ouo.io", "vn.mk"),
        *(
            "link1s.com",
            "tiny.one",
            "urlz.fr",
            "soo.gd",
            "clck.ru",
            "qr.ae",
            "surl.li",
            "me-qr.com",
        ),
        *("l.facebook.com", "shope.ee", "zpr.io"),
    }
)
# Names of the state in hosts that are not the state's.
_STATE_NAMES = re.compile(
    r"gov-?vn|gov\.vn\.|(?:vneid|bocongan|dichvucong|vnetraffic|csgt)(?!\w*\.gov\.vn$)"
)
_OF_THE_STATE = ".gov.vn"
MAX_ADDRESS = 500
_TELEPHONE = re.compile(r"\+?[0-9]{3,15}")


class Fault(NamedTuple):
    """Why a link is refused: a stable code, and what the editor reads."""

    code: str
    message: str


SCHEME = Fault("link_scheme", "Liên kết phải bắt đầu bằng https://.")
BROKEN = Fault("link_broken", "Liên kết bị hỏng hoặc dài quá 500 ký tự. Đồng chí hãy chép lại.")
USER = Fault(
    "link_user", "Liên kết có ký tự @ trước tên miền: phần sau @ mới là nơi đến, dễ gây nhầm."
)
PORT = Fault("link_port", "Liên kết ghi cổng riêng sau tên miền nên không dùng được.")
NUMBERS = Fault("link_numbers", "Liên kết dùng địa chỉ IP thay cho tên miền nên không dùng được.")
SHORTENER = Fault(
    "link_shortener", "Liên kết rút gọn giấu nơi đến. Đồng chí hãy dùng địa chỉ đầy đủ."
)
IMITATION = Fault(
    "link_imitation",
    "Tên miền trông như của cơ quan nhà nước nhưng không thuộc .gov.vn. Nếu là liên kết lừa đảo, "
    "hãy ghi ở mục «Liên kết lừa đảo».",
)


def _letters(host: str) -> Fault:
    """Return the fault of a host with letters that are not plain Latin ones, naming some."""
    strange = sorted({letter for letter in host if not letter.isascii()})[:3]
    named = ", ".join(f"«{letter}» ({unicodedata.name(letter, '?')})" for letter in strange)
    return Fault(
        "link_letters",
        f"Tên miền có chữ dễ nhầm với chữ Latin: {named}. Chỉ dùng tên miền viết bằng a–z, 0–9."
        if named
        else "Tên miền viết bằng mã xn-- nên không đọc được nơi đến.",
    )


def fault_of(address: str) -> Fault | None:
    """Return why a link is refused, None if it may stand.

    >>> fault_of("https://bocongan.gov.vn/tin?id=1"), fault_of("http://bocongan.gov.vn").code
    (None, 'link_scheme')
    """
    if address.lower().startswith("tel:"):
        return None if _TELEPHONE.fullmatch(address[4:]) else BROKEN
    parts = _split(address)
    if parts is None:
        return BROKEN
    if parts.scheme != "https":
        return SCHEME
    if "@" in parts.netloc:
        return USER
    return _fault_of_host(parts)


def _split(address: str) -> SplitResult | None:
    """Return the parts; None where browsers and we could read them differently."""
    if len(address) > MAX_ADDRESS or re.search(r"[\s\\\x00-\x1f\x7f<>\"]", unquote(address)[:99]):
        return None
    try:
        parts = urlsplit(address)
        _port = parts.port
    except ValueError:
        return None
    return None if "%" in parts.netloc else parts


def _fault_of_host(parts: SplitResult) -> Fault | None:
    host = readable_host(parts.hostname or "")
    if parts.port not in (None, 443):
        return PORT
    if not host.isascii() or "xn--" in host:
        return _letters(host)
    if _is_numeric(host):
        return NUMBERS
    if not re.fullmatch(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", host):
        return BROKEN
    if host.removeprefix("www.") in SHORTENERS:
        return SHORTENER
    return IMITATION if not _is_state(host) and _STATE_NAMES.search(host) else None


def readable_host(host: str) -> str:
    """Return a host as people would read it: `xn--…` decoded, without a last dot."""
    host = unquote(host).lower().rstrip(".")
    try:
        return idna.decode(host) if "xn--" in host else host
    except (idna.IDNAError, UnicodeError):
        return host


def readable(address: str) -> str:
    """Return an address as people would read it: `%xx` and `xn--` decoded, without `tel:`.

    >>> readable("https://xn--vnid-w4d.vn/")
    'https://vnеid.vn/'
    """
    if address.lower().startswith(("tel:", "mailto:")):
        return address.partition(":")[2]
    try:
        host = urlsplit(address).netloc
    except ValueError:
        return unquote(address)
    return unquote(address.replace(host, readable_host(host), 1)) if host else unquote(address)


def _is_numeric(host: str) -> bool:
    """Return True for an IP address as browsers read them: 0x7f.1 and 2130706433, too."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return bool(re.fullmatch(r"\d+|0x[0-9a-f]*", host.rpartition(".")[2]))
    return True


def _is_state(host: str) -> bool:
    return host.endswith(_OF_THE_STATE)


def is_of_the_state(address: str, own: Collection[str] = ()) -> bool:
    """Return True for a faultless link below .gov.vn, and for one that dials a number in `own`."""
    if address.lower().startswith("tel:"):
        return address[4:] in own
    return fault_of(address) is None and _is_state(urlsplit(address).hostname or "")
