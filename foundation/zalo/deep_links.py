"""Addresses that open a screen of the Mini App: `https://zalo.me/s/<id>/?procedure=…`.

They are made here only, so that QR codes, notices, the admin and what citizens share agree. The
scheme is published in the client configuration. A value is an id or an opaque code and never names
a person; a dossier's code stands in no address that leaves the service, only in notices of its
owner.
"""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs, urlencode, urlsplit

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


def address(target: Target, value: object) -> str:
    """Return the whole address that opens a screen; empty while the Mini App has no id."""
    opens = base()
    return f"{opens}{query(target, value)}" if opens else ""


def value_in(scanned: str, target: Target) -> str:
    """Return the value of `target` in a scanned text; the text itself if it is no such address.

    Zalo and printers add parameters of their own, such as `utm_source`.
    """
    text = scanned.strip()
    try:
        values = parse_qs(urlsplit(text).query).get(target.value)
    except ValueError:  # such as a bracket that is never closed, or too many parameters
        values = None
    return values[0] if values else text
