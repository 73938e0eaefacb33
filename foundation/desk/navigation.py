"""The entries of the officers' sidebar, in groups that the rooms register.

Each entry is shown to the officers who may open its page.
"""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, TypedDict

from django.apps import apps
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

Badge = Callable[[HttpRequest], str]
MOST_COUNTED = 99  # a badge counts no further


@dataclass(frozen=True)
class Page:
    """One entry: its title, its icon, the name of its address, and who may open it.

    Either `model` ("app.model") names the ModelAdmin that decides, or `permission` is asked for,
    or `opens` says so where a permission is not all that the page asks for.
    `work` is the permission of those who do something there, where others may only read.
    `badge` returns how much waits there, for those with `badge_permission`; "0" shows no badge.
    """

    title: str
    icon: str
    url_name: str
    permission: str = ""
    badge: Badge | None = None
    model: str = ""
    badge_permission: str = ""
    opens: Callable[[HttpRequest], bool] | None = None
    work: str = ""

    @cached_property
    def link(self) -> str:
        """The page's address. Working it out for every page took a tenth of each answer."""
        return reverse(self.url_name)

    def is_open(self, request: HttpRequest) -> bool:
        """Return True if this officer may open the page."""
        if self.opens is not None:
            return self.opens(request)
        if self.model:
            pages = admin.site.get_model_admin(apps.get_model(self.model))
            return bool(pages.has_view_permission(request))
        return bool(request.user.has_perm(self.permission))

    def is_work(self, request: HttpRequest) -> bool:
        """Return True if this officer does something there, and does not only read."""
        if self.work:
            return bool(request.user.has_perm(self.work))
        if not self.model:
            return True
        app, name = self.model.split(".")
        held = request.user.get_all_permissions() - {f"{app}.view_{name}"}
        return any(one.startswith(f"{app}.") and one.endswith(f"_{name}") for one in held)

    def waiting(self, request: HttpRequest) -> str:
        """Return how much waits there for this officer, "0" for who may do nothing about it."""
        if self.badge is None:
            return "0"
        may_act = not self.badge_permission or request.user.has_perm(self.badge_permission)
        return self.badge(request) if may_act else "0"


def list_page(title: str, icon: str, model: str) -> Page:
    """Return the entry of the list of `model` ("app.model")."""
    return Page(title, icon, f"admin:{model.replace('.', '_')}_changelist", model=model)


def count_for_badge(rows: QuerySet[Any], most: int = MOST_COUNTED) -> str:
    """Return the number of `rows` as a badge shows it: "7", or "99+" for more than `most`."""
    count = rows.order_by()[: most + 1].count()
    return f"{most}+" if count > most else str(count)


class Item(TypedDict, total=False):
    """An entry as unfold's template wants it."""

    title: str
    icon: str
    link: str
    active: bool
    badge: str
    badge_variant: str


class Group(TypedDict, total=False):
    """A group of entries as unfold's template wants it."""

    title: str | None
    separator: bool
    collapsible: bool
    items: list[Item]


_groups: dict[str, tuple[Page, ...]] = {}


def register(title: str, *pages: Page) -> None:
    """Add a group of entries; for AppConfig.ready. Raises ValueError for a title that is taken."""
    if title in _groups:
        raise ValueError(title)
    _groups[title] = pages


def titles() -> tuple[str, ...]:
    """Return the titles of all groups, in the order of registration."""
    return tuple(_groups)


def entries() -> Iterator[tuple[str, Page]]:
    """Yield every entry with the title of its group, in the order of registration."""
    for title, pages in _groups.items():
        for page in pages:
            yield title, page


def open_items(request: HttpRequest, url_names: Iterable[str], most: int) -> list[Item]:
    """Return the first entries with these addresses that the officer may open, with badges."""
    active = _active_link(request.path)
    known = {page.url_name: page for _title, page in entries()}
    wanted = [known[name] for name in dict.fromkeys(url_names) if name in known]
    shown = islice((page for page in wanted if page.is_open(request)), most)
    return [_item(page, active, page.waiting(request)) for page in shown]


def open_groups(
    request: HttpRequest,
    order: Iterable[str],
    without: Container[str] = (),
    only_work: Container[str] = (),
) -> list[Group]:
    """Return the groups named in `order` with the entries that this officer may open.

    They have no badges: what waits for an officer stands among the own entries. Entries whose link
    is in `without` and groups without an open entry are left out. Of the groups in `only_work` an
    officer sees those where they do something; the search finds the others.
    """
    active = _active_link(request.path)
    groups: list[Group] = [
        {
            "title": title,
            "separator": True,
            "items": [
                _item(page, active)
                for page in _groups[title]
                if page.link not in without
                and page.is_open(request)
                and (title not in only_work or page.is_work(request))
            ],
        }
        for title in order
    ]
    return [group for group in groups if group["items"]]


def _active_link(path: str) -> str:
    """Return the link of the entry that `path` belongs to, "" if it belongs to none.

    Some entries lie below the address of another one; the longest address wins.
    """
    links = [page.link for pages in _groups.values() for page in pages]
    return max((link for link in links if path.startswith(link)), key=len, default="")


def _item(page: Page, active: str, waiting: str = "0") -> Item:
    item: Item = {
        "title": page.title,
        "icon": page.icon,
        "link": page.link,
        "active": page.link == active,
    }
    if waiting != "0":
        item |= {"badge": waiting, "badge_variant": "warning"}
    return item
