"""Addresses that open a screen of the Mini App: `https://zalo.me/s/<id>/?procedure=…`.

They are built only here, so that QR codes, notices, the admin and shared links agree. Each room
registers its screens; the client configuration publishes them. A value is an id or an opaque code
and never names a person; a dossier's code is in no address that leaves the service, except in
notices of its owner and on the receipt that its owner takes home.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from django.conf import settings

# Signed codes contain these; other characters are escaped.
_PLAIN = ":.-_"


@dataclass(frozen=True)
class Screen:
    """A screen that can be opened: the name of its parameter; what it opens, in Vietnamese.

    Only a printable one is allowed on paper or in an article: it opens the same for everybody.
    """

    parameter: str
    opens: str
    is_printable: bool = False


MINE = "mine"
_SOURCE = re.compile(r"[a-z0-9-]{1,40}")
_known: dict[str, Screen] = {}


def register(*screens: Screen) -> None:
    """Publish the screens of a room; for AppConfig.ready."""
    _known.update({screen.parameter: screen for screen in screens})


def screens() -> list[Screen]:
    """Return the screens of all rooms, for the client configuration."""
    return sorted(_known.values(), key=lambda screen: screen.parameter)


def find_printable(parameter: str) -> Screen | None:
    """Return the printable screen of that name, None without one."""
    screen = _known.get(parameter)
    return screen if screen and screen.is_printable else None


def query(screen: Screen, value: object) -> str:
    """Return the query that opens a screen, within the app or at its address.

    >>> query(Screen("procedure", "Một thủ tục."), "ho-chieu")
    '?procedure=ho-chieu'
    """
    return "?" + urlencode({screen.parameter: str(value)}, safe=_PLAIN)


def pattern(screen: Screen, placeholder: str) -> str:
    """Return the query with a placeholder for its value, for the texts of notices.

    >>> pattern(Screen("question", "Một câu hỏi của tôi."), "number")
    '?question={number}'
    """
    return f"?{screen.parameter}={{{placeholder}}}"


def base() -> str:
    """Return the address that opens the Mini App; empty if it has no id."""
    mini_app = settings.ZALO_MINI_APP_ID.strip()
    return settings.MINI_APP_LINK.replace("{mini_app}", mini_app) if mini_app else ""


def is_source(source: str) -> bool:
    """Return True for a valid name of a link's source."""
    return bool(_SOURCE.fullmatch(source))


def address(screen: Screen, value: object, source: str = "") -> str:
    """Return the whole address that opens a screen; empty if the Mini App has no id.

    `source` is where the link is, such as `oa-article` or `poster`: small letters, digits and
    hyphens. It becomes `utm_source`. Raises ValueError for other characters.
    """
    opens = base()
    if source and not is_source(source):
        raise ValueError(source)
    known = f"&utm_source={source}" if source else ""
    return f"{opens}{query(screen, value)}{known}" if opens else ""


def printed_path(screen: Screen, value: object, source: str = "") -> str:
    """Return the path of our own address that leads to a screen, for paper and articles.

    It keeps working when the Mini App gets another id, and serves people without Zalo. Raises
    ValueError for a screen of one person.
    """
    if not screen.is_printable or (source and not is_source(source)):
        raise ValueError(screen.parameter)
    known = f"?utm_source={source}" if source else ""
    return f"/m/{screen.parameter}/{quote(str(value), safe=_PLAIN)}/{known}"


def printed(screen: Screen, value: object, source: str = "") -> str:
    """Return the whole address for paper and articles: ours, if PUBLIC_URL is set."""
    own = settings.PUBLIC_URL.rstrip("/")
    path = printed_path(screen, value, source)
    return f"{own}{path}" if own else address(screen, value, source)


def value_in(scanned: str, screen: Screen) -> str:
    """Return the value of `screen` in a scanned text; the text itself if it is another one.

    Zalo and printers add parameters of their own, such as `utm_source`.
    """
    text = scanned.strip()
    if on_paper := re.search(rf"/m/{screen.parameter}/([^/?#]+)/", text):
        return unquote(on_paper[1])
    try:
        values = parse_qs(urlsplit(text).query).get(screen.parameter)
    except ValueError:  # such as an unclosed bracket, or too many parameters
        values = None
    return values[0] if values else text
