"""Cards of the first page: each shows one number and opens the list of these rows.

A card refers to a list of the admin with filters. The number is counted on that list's own
queryset, with its rights and filters, so both always agree. One statement counts them all, each up
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

LIMIT, SHOWN = 1_000, 5
_RANKS = ("danger", "warning", "info", "")


@dataclass(frozen=True, order=True)
class Group:
    """The title of cards that are shown together; groups are ordered by place."""

    place: int
    title: str


@dataclass(frozen=True)
class Card:
    """One number, counted on the list of `model` ("app.model") with `filters`.

    `tone` colours the card while the number is above zero: "danger" for overdue work, "warning" for
    work that is due now. `rows` and `page` are for lists without a registered model. `own` returns
    further filters that leave out what others have to do.
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
    own: Callable[[HttpRequest], Mapping[str, str]] | None = None

    def is_for(self, request: HttpRequest) -> bool:
        """Return True if the officer has this work and may open its list."""
        has_work = request.user.has_perm(self.permission)
        return has_work and bool(_page(self.model).has_view_permission(request))

    def chosen(self, request: HttpRequest) -> Mapping[str, str]:
        """Return the filters of the list for this officer."""
        return {**self.filters, **(self.own(request) if self.own else {})}

    def address(self, request: HttpRequest) -> str:
        """Return the address of the list."""
        name, filters = (
            self.page or f"{self.model.replace('.', '_')}_changelist",
            self.chosen(request),
        )
        return reverse(f"admin:{name}") + (f"?{urlencode(filters)}" if filters else "")

    def counted(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows in the officer's list."""
        if self.rows:
            return self.rows(request)
        return listed_rows(_page(self.model), request, self.chosen(request))


@dataclass(frozen=True)
class CountedCard:
    """A card with the number for one officer."""

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
    """Add cards in their order on the page; for AppConfig.ready."""
    _cards.extend(added)


def registered() -> tuple[Card, ...]:
    """Return every card."""
    return tuple(_cards)


def most_telling(groups: Mapping[str, list[CountedCard]]) -> list[CountedCard]:
    """Return the cards to show at once: what is late, then what is due, then the other numbers."""
    every = [card for group in groups.values() for card in group]
    ranked = sorted(every, key=lambda card: (_RANKS.index(card.tone), not card.number))
    return ranked[:SHOWN]


def count_cards(request: HttpRequest) -> dict[str, list[CountedCard]]:
    """Return the cards that the officer may see, by group. One query counts them all."""
    groups: dict[str, list[CountedCard]] = {}
    cards = [card for card in sorted(_cards, key=lambda card: card.group) if card.is_for(request)]
    numbers = count_each([card.counted(request) for card in cards], LIMIT)
    for card, number in zip(cards, numbers, strict=True):
        counted = CountedCard(
            card.group.title,
            card.title,
            card.icon,
            card.address(request),
            number,
            card.tone if number else "",
        )
        groups.setdefault(card.group.title, []).append(counted)
    return groups
