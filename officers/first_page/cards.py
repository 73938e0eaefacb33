"""Cards of the first page: one number each, which opens the list that has exactly these rows.

A card names a list of the admin and the filters that narrow it. Its number is counted from the very
queryset of that list, rights and filters included, so the two cannot part. Counting stops at LIMIT:
what is more is much, however much.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from officers.first_page.words import at_most

LIMIT = 1_000


@dataclass(frozen=True, order=True)
class Group:
    """Cards that stand together under a title; a smaller place comes first."""

    place: int
    title: str


@dataclass(frozen=True)
class Card:
    """One number.

    Its group, its title, the model `app.model` whose list it opens, that list's filters, who sees
    it.

    `tone` colours it while it is above zero: "danger" for what should have been done, "warning" for
    what is to be done now. `rows` and `page` are for a list that is none of a registered model.
    """

    group: Group
    title: str
    icon: str
    model: str
    permission: str
    filters: Mapping[str, str] = field(default_factory=dict)
    tone: str = ""
    page: str = ""
    rows: Callable[[HttpRequest], QuerySet[Any]] | None = None

    def is_for(self, request: HttpRequest) -> bool:
        """Tell whether the officer has this work and may open its list."""
        return request.user.has_perm(self.permission) and _page(self.model).has_view_permission(
            request
        )

    def address(self) -> str:
        """Return where its list is."""
        name = self.page or f"{self.model.replace('.', '_')}_changelist"
        return reverse(f"admin:{name}") + (f"?{urlencode(self.filters)}" if self.filters else "")

    def count(self, request: HttpRequest) -> int:
        """Return how many rows the officer's list has, at most LIMIT and one."""
        rows = self.rows(request) if self.rows else _listed(request, self.model, self.filters)
        return int(rows.order_by().values("pk")[: LIMIT + 1].count())


@dataclass(frozen=True)
class Counted:
    """A card as one officer sees it now."""

    group: str
    title: str
    icon: str
    address: str
    number: int
    tone: str

    @property
    def shown(self) -> str:
        """The number in words."""
        return at_most(self.number, LIMIT)


def _listed(request: HttpRequest, model: str, filters: Mapping[str, str]) -> QuerySet[Any]:
    """Return the rows of the list of `model` under `filters`, as its ModelAdmin would show them."""
    page = _page(model)
    rows, rest = page.get_queryset(request), {name: [value] for name, value in filters.items()}
    for narrowing in page.get_list_filter(request):
        if getattr(narrowing, "parameter_name", None) in filters:
            narrowed = narrowing(request, rest, page.model, page).queryset(request, rows)
            rows = rows if narrowed is None else narrowed
    found: QuerySet[Any] = rows.filter(**{name: values[-1] for name, values in rest.items()})
    return found


def _page(model: str) -> Any:
    """Return the ModelAdmin of a model."""
    return admin.site.get_model_admin(apps.get_model(model))


_cards: list[Card] = []


def register(*added: Card) -> None:
    """Add cards, in the order in which they are shown; for AppConfig.ready."""
    _cards.extend(added)


def registered() -> tuple[Card, ...]:
    """Return every card."""
    return tuple(_cards)


def of_officer(request: HttpRequest) -> dict[str, list[Counted]]:
    """Return the cards that the officer may see, by group.

    One query for each, and those of the officer's offices.
    """
    groups: dict[str, list[Counted]] = {}
    for card in sorted(_cards, key=lambda card: card.group):
        if card.is_for(request):
            number = card.count(request)
            counted = Counted(
                card.group.title,
                card.title,
                card.icon,
                card.address(),
                number,
                card.tone if number else "",
            )
            groups.setdefault(card.group.title, []).append(counted)
    return groups
