"""Which searches of the last month other words of danger would answer with a number."""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from django.db.models import Sum
from django.utils import timezone

from procedures.danger.recognising import Recogniser
from procedures.danger.words import DangerWords
from procedures.models import SearchCount

DAYS = 30
# The most frequent ones. A recogniser needs some 50 µs for each.
MOST = 5_000


class Newly(NamedTuple):
    """A search, how often it was made, and its number before and after; empty if none."""

    term: str
    searches: int
    before: str
    after: str


def searches_of_the_month() -> Iterable[tuple[str, int]]:
    """Return the texts searched for, as counted: without marks, persons or long numbers."""
    since = timezone.localdate() - timedelta(days=DAYS)
    rows = SearchCount.objects.filter(day__gt=since).order_by().values_list("term")
    return rows.annotate(together=Sum("searches")).order_by("-together", "term")[:MOST]


def newly_answered(before: DangerWords, after: DangerWords) -> list[Newly]:
    """Return the searches whose number changes, the most frequent first."""
    old, new = Recogniser(before), Recogniser(after)
    compared = (
        Newly(term, searches, _number(old, term), _number(new, term))
        for term, searches in searches_of_the_month()
    )
    return [one for one in compared if one.before != one.after]


def _number(recogniser: Recogniser, text: str) -> str:
    danger = recogniser.find(text)
    return danger.kind.number if danger else ""
