"""Cards of the first page: each shows one number and opens the list with exactly these rows.

A card names a list of the admin and its filters. The number is counted from that list's own
queryset, rights and filters included, so both always agree. One statement counts them all, each up
to LIMIT.
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

from foundation.desk.listed_rows import count_each, listed_rows
from officers.first_page.words import at_most

LIMIT = 1_000


@dataclass(frozen=True, order=True)
class Group:
    """The title of cards that stand together; groups are shown by place."""

    place: int
    title: str


@dataclass(frozen=True)
class Card:
    """One number, counted from the list of `model` ("app.model") under `filters`.

    `tone` colours the card while the number is above zero: "danger" for what is overdue, "warning"
    for what is to be done now. `rows` and `page` are for a list that no registered model has.
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
        """Return True if the officer has this work and may open its list."""
        has_work = request.user.has_perm(self.permission)
        return has_work and bool(_page(self.model).has_view_permission(request))

    def address(self) -> str:
        """Return the address of the list."""
        name = self.page or f"{self.model.replace('.', '_')}_changelist"
        return reverse(f"admin:{name}") + (f"?{urlencode(self.filters)}" if self.filters else "")

    def counted(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows in the officer's list."""
        if self.rows:
            return self.rows(request)
        return listed_rows(_page(self.model), request, self.filters)


@dataclass(frozen=True)
class CountedCard:
    """A card with its number, as one officer sees it now."""

    group: str
    title: str
    icon: str
    address: str
    number: int
    tone: str

    @property
    def shown(self) -> str:
        """The number as officers read it."""
        return at_most(self.number, LIMIT)


def _page(model: str) -> "admin.ModelAdmin[Any]":
    """Return the ModelAdmin of `model`."""
    return admin.site.get_model_admin(apps.get_model(model))


_cards: list[Card] = []


def register(*added: Card) -> None:
    """Add cards in the order in which they are shown; for AppConfig.ready."""
    _cards.extend(added)


def registered() -> tuple[Card, ...]:
    """Return every card."""
    return tuple(_cards)


def count_cards(request: HttpRequest) -> dict[str, list[CountedCard]]:
    """Return the cards that the officer may see, by group. All are counted by one query."""
    groups: dict[str, list[CountedCard]] = {}
    cards = [card for card in sorted(_cards, key=lambda card: card.group) if card.is_for(request)]
    numbers = count_each([card.counted(request) for card in cards], LIMIT)
    for card, number in zip(cards, numbers, strict=True):
        counted = CountedCard(
            card.group.title,
            card.title,
            card.icon,
            card.address(),
            number,
            card.tone if number else "",
        )
        groups.setdefault(card.group.title, []).append(counted)
    return groups
