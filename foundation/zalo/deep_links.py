"""Addresses that open a screen of the Mini App: `https://zalo.me/s/<id>/?procedure=…`.

They are made here only, so that QR codes, notices, the admin and what citizens share agree. The
scheme is published in the client configuration. A value is an id or an opaque code and never names
a person; a dossier's code stands in no address that leaves the service, only in notices of its
owner and on the receipt that its owner takes home.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from django.conf import settings

# Signed codes hold these; other characters are escaped.
_PLAIN = ":.-_"


class Target(StrEnum):
    """A screen that can be opened: the name of its parameter."""

    RATING = "rating"
    OFFICE = "office"
    PROCEDURE = "procedure"
    DOSSIER = "dossier"
    QUESTION = "question"
    REQUEST = "request"
    RATINGS = "ratings"
    REPORT = "report"
    NEWS = "news"


# What may stand on paper or in an article: it opens the same for everybody.
PRINTABLE = frozenset({Target.RATING, Target.OFFICE, Target.PROCEDURE, Target.NEWS})
_SOURCE = re.compile(r"[a-z0-9-]{1,40}")


@dataclass(frozen=True)
class Parameter:
    """A parameter as the client configuration publishes it; `opens` is Vietnamese."""

    target: Target
    opens: str


PARAMETERS = (
    Parameter(Target.RATING, "Đánh giá lần đến quầy; giá trị là mã trong mã QR."),
    Parameter(Target.OFFICE, "Một đơn vị; giá trị là mã đơn vị."),
    Parameter(Target.PROCEDURE, "Một thủ tục; giá trị là định danh thủ tục."),
    Parameter(Target.DOSSIER, "Một hồ sơ của tôi; giá trị là mã hồ sơ."),
    Parameter(Target.QUESTION, "Một câu hỏi của tôi; giá trị là số câu hỏi."),
    Parameter(Target.REQUEST, "Một yêu cầu của tôi về dữ liệu; giá trị là số yêu cầu."),
    Parameter(Target.RATINGS, "Các đánh giá của tôi; giá trị luôn là «mine»."),
    Parameter(Target.REPORT, "Các phản ánh của tôi; giá trị luôn là «mine»."),
    Parameter(Target.NEWS, "Một tin hoặc cảnh báo; giá trị là phần cuối của địa chỉ."),
)
MINE = "mine"


def query(target: Target, value: object) -> str:
    """Return the query that opens a screen, within the app or at its address.

    >>> query(Target.PROCEDURE, "ho-chieu")
    '?procedure=ho-chieu'
    """
    return "?" + urlencode({target.value: str(value)}, safe=_PLAIN)


def pattern(target: Target, placeholder: str) -> str:
    """Return the query with a place for its value, as texts of notices have it.

    >>> pattern(Target.QUESTION, "number")
    '?question={number}'
    """
    return f"?{target.value}={{{placeholder}}}"


def base() -> str:
    """Return the address that opens the Mini App; empty while it has no id."""
    mini_app = settings.ZALO_MINI_APP_ID.strip()
    return settings.MINI_APP_LINK.replace("{mini_app}", mini_app) if mini_app else ""


def is_source(source: str) -> bool:
    """Return True for a word that may say where a link stands."""
    return bool(_SOURCE.fullmatch(source))


def address(target: Target, value: object, source: str = "") -> str:
    """Return the whole address that opens a screen; empty while the Mini App has no id.

    `source` says where the link stands, such as `oa-article` or `poster`: small letters, digits and
    hyphens. It becomes `utm_source`. Raises ValueError for another.
    """
    opens = base()
    if source and not is_source(source):
        raise ValueError(source)
    known = f"&utm_source={source}" if source else ""
    return f"{opens}{query(target, value)}{known}" if opens else ""


def printed_path(target: Target, value: object, source: str = "") -> str:
    """Return the path of our own address that leads to a screen, for paper and articles.

    It goes on when the Mini App gets another id, and serves people without Zalo. Raises ValueError
    for a screen of one person.
    """
    if target not in PRINTABLE or (source and not is_source(source)):
        raise ValueError(target)
    known = f"?utm_source={source}" if source else ""
    return f"/m/{target.value}/{quote(str(value), safe=_PLAIN)}/{known}"


def printed(target: Target, value: object, source: str = "") -> str:
    """Return the whole address for paper and articles: ours, if PUBLIC_URL says where we are."""
    own = settings.PUBLIC_URL.rstrip("/")
    path = printed_path(target, value, source)
    return f"{own}{path}" if own else address(target, value, source)


def value_in(scanned: str, target: Target) -> str:
    """Return the value of `target` in a scanned text; the text itself if it is no such address.

    Zalo and printers add parameters of their own, such as `utm_source`.
    """
    text = scanned.strip()
    if on_paper := re.search(rf"/m/{target.value}/([^/?#]+)/", text):
        return unquote(on_paper[1])
    try:
        values = parse_qs(urlsplit(text).query).get(target.value)
    except ValueError:  # such as a bracket that is never closed, or too many parameters
        values = None
    return values[0] if values else text
