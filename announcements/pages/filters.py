"""What the list of pages can be asked for: kind, place and page. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from announcements.pages.site import PAGES
from announcements.workflow import Kind

PER_PAGE = 20
_MOST_DIGITS = 4


@dataclass(frozen=True)
class Wish:
    """What is to be shown; empty texts mean all."""

    kind: str = ""
    area: str = ""
    page: int = 1

    def address(self, **other: object) -> str:
        """Return the path of a list like this one but for `other`; from its first page.

        >>> Wish("traffic", page=3).address(area="ha-long")
        '/tin/?loai=traffic&noi=ha-long'
        """
        wanted = {"kind": self.kind, "area": self.area, "page": 1} | other
        values = {"loai": wanted["kind"], "noi": wanted["area"]}
        if wanted["page"] != 1:
            values["trang"] = wanted["page"]
        query = urlencode({name: value for name, value in values.items() if value})
        return f"{PAGES}?{query}" if query else PAGES


def read(query: Mapping[str, str]) -> Wish | None:
    """Return the wish, None for one that no link of ours leads to."""
    kind, area = query.get("loai", ""), query.get("noi", "")
    page = query.get("trang", "1")
    if kind and kind not in Kind.values:
        return None
    if not (page.isascii() and page.isdigit() and len(page) <= _MOST_DIGITS and int(page)):
        return None
    return Wish(kind, area[:80], int(page))
