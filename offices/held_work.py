"""What officers have in hand: each kind of work tells how it is held and given to somebody else.

Higher rooms register their work, so that a load is of everything and whoever is away is relieved
of everything in one act.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from offices.colleagues import Post
from offices.models import StandIn


@dataclass(frozen=True)
class HeldWork:
    """One kind of work. `open_rows` are those that are not over, `late` which of them are late.

    `owner` leads from a row to the account that holds it. `assign` takes a row, who decides
    and who gets it; it raises Problem, ValidationError or PermissionDenied.
    """

    page: str  # the label of the model
    noun: str
    permission: str  # who may hold it
    open_rows: Callable[[], QuerySet[Any]]
    late: Callable[[datetime], Q]
    assign: Callable[[Any, User, User], object]
    owner: str = "officer"

    def held_by(self, officers: Iterable[int]) -> QuerySet[Any]:
        """Return the open rows that these accounts hold."""
        return self.open_rows().filter(**{f"{self.owner}__in": list(officers)}).order_by()


@dataclass
class Load:
    """How much of each kind an officer holds, and how much of it is late."""

    held: dict[str, int] = field(default_factory=dict)
    late: int = 0

    @property
    def total(self) -> int:
        """All that the officer holds."""
        return sum(self.held.values())

    def __str__(self) -> str:
        if not self.total:
            return "chưa giữ việc nào"
        said = ", ".join(f"{number} {noun}" for noun, number in self.held.items())
        return f"đang giữ {said}" + (f"; {self.late} quá hạn" if self.late else "")


_registered: list[HeldWork] = []


def register(*works: HeldWork) -> None:
    """Add kinds of work; for AppConfig.ready."""
    _registered.extend(works)


def registered() -> tuple[HeldWork, ...]:
    """Return every kind of work."""
    return tuple(_registered)


def loads_of(officers: Iterable[int]) -> Mapping[int, Load]:
    """Return the load of each of these accounts. Costs one query for each kind of work."""
    accounts, now = list(officers), timezone.now()
    found: defaultdict[int, Load] = defaultdict(Load)
    for work in registered():
        late = Count("pk", filter=work.late(now))
        rows = work.held_by(accounts).values(work.owner).annotate(held=Count("pk"), late=late)
        for row in rows:
            load = found[row[work.owner]]
            load.held[work.noun] = row["held"]
            load.late += row["late"]
    return found


def offer(asked: Any, posts: Iterable[Post]) -> None:
    """Offer colleagues in a field, the smallest load first; who is away is named instead."""
    every = {one.user: one for one in posts}
    away = StandIn.objects.away_on(timezone.localdate()).filter(officer__in=every)
    absent = {row.officer_id: row.in_words for row in away}
    asked.choices = choices_of(one for key, one in every.items() if key not in absent)
    said = [f"{every[key].name} {words}." for key, words in absent.items()]
    asked.help_text = " ".join(filter(None, (str(asked.help_text), *said)))


def choices_of(posts: Iterable[Post]) -> list[tuple[int, str]]:
    """Return colleagues with their load to choose from, the smallest load first."""
    every = list(posts)
    loads = loads_of([one.user for one in every])
    every.sort(key=lambda one: loads[one.user].total if one.user in loads else 0)
    return [(one.user, f"{one.name}: {loads.get(one.user, Load())}") for one in every]
