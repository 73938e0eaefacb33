"""The tabs above a work list: views that are declared beside the list, each with its number."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from foundation.desk.listed_rows import count_each, listed_rows

MOST_COUNTED = 999  # a tab counts no further
# What an address says beside filters: search, page, order, pop-up.
_NO_FILTERS = frozenset({"q", "p", "o", "all", "e", "_popup", "_to_field", "_facets"})


@dataclass(frozen=True, eq=False)
class Tab:
    """One view of a list: its title and the filters that make it.

    `tone` colours the number while it is above zero. A tab of everything is not `counted`. The list
    opens with the `default` one, or with the first. `own` returns further filters that leave out
    what others have to do; `acting` is the permission of those who can do something about the rows:
    for others the number has no colour.
    """

    title: str
    query: Mapping[str, str] = field(default_factory=dict)
    tone: str = ""
    counted: bool = True
    default: bool = False
    own: Callable[[HttpRequest], Mapping[str, str]] | None = None
    acting: str = ""

    def seen_by(self, request: HttpRequest) -> "Tab":
        """Return the tab as this officer needs it."""
        more = self.own(request) if self.own else {}
        acts = not self.acting or request.user.has_perm(self.acting)
        return replace(self, query={**self.query, **more}, tone=self.tone if acts else "")

    @property
    def address(self) -> str:
        """The address of the view, below the list's own."""
        return f"?{urlencode(self.query)}"


@dataclass(frozen=True, eq=False)
class ShownTab:
    """A tab as one officer sees it now."""

    title: str
    address: str
    number: str
    tone: str
    active: bool


def filters_of(address: QueryDict) -> dict[str, str]:
    """Return the filters that an address of a list names."""
    return {
        name: str(address[name])
        for name in address
        if name not in _NO_FILTERS and address[name] not in ("", None)
    }


def shown_tabs(page: Any, request: HttpRequest) -> list[ShownTab]:
    """Return the tabs of `page` with their numbers, which cost one query."""
    tabs = [tab.seen_by(request) for tab in page.get_tabs(request)]
    numbers = _numbers(page, request, tabs)
    active = _active(tabs, request.GET)
    return [
        ShownTab(
            tab.title,
            tab.address,
            _in_words(numbers[tab]) if tab in numbers else "",
            tab.tone if numbers.get(tab) else "",
            tab is active,
        )
        for tab in tabs
    ]


def _numbers(page: Any, request: HttpRequest, tabs: Sequence[Tab]) -> dict[Tab, int]:
    counted = [tab for tab in tabs if tab.counted]
    rows = page.get_queryset(request)
    each = [listed_rows(page, request, tab.query, rows) for tab in counted]
    return dict(zip(counted, count_each(each, MOST_COUNTED), strict=True))


def _in_words(number: int) -> str:
    return f"{MOST_COUNTED}+" if number > MOST_COUNTED else str(number)


def _active(tabs: Sequence[Tab], address: QueryDict) -> Tab | None:
    """Return the tab whose filters the address has; without any of them, how the list opens."""
    given = filters_of(address)
    fitting = [tab for tab in tabs if tab.query and tab.query.items() <= given.items()]
    if fitting:
        return max(fitting, key=lambda tab: len(tab.query))
    named = {name for tab in tabs for name in tab.query}
    if named & given.keys() or "q" in address:
        return None
    return next((tab for tab in tabs if tab.default), tabs[0] if tabs else None)
