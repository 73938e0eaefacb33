"""Counting searches by day."""

import re
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from foundation.records import counters
from foundation.records.vietnamese import fold
from procedures.day_counts import DayCounts
from procedures.models import SearchCount, SearchDay

MAX_TERMS_IN_MEMORY = 500
MAX_TERMS_A_DAY = 20_000  # a year of flooded days stays below 8 million short rows
MAX_TERM = 80
OTHER = "(khác)"
_COUNTED = ("searches", "misses")
# However it is set apart: 0912345678, 0912 345 678, (0912) 345-678, 0912  345, 678.
_LONG_NUMBER = re.compile(r"\d(?:[\W_]{0,3}\d){4,}")
_ADDRESS = re.compile(r"\S+@\S+")


def countable(query: str) -> str:
    """Return `query` as it is counted.

    Folded, shortened, e-mail addresses and numbers of five digits or more masked.

    >>> countable("Tra cứu 0912 345 678 giúp tôi")
    'tra cuu # giup toi'
    """
    text = fold(query[:400])
    words = text.split()
    if not "".join(words).isalpha():  # most have nothing but letters, hence nothing to mask
        words = _masked(text).split()
    return " ".join(words)[:MAX_TERM]


def _masked(text: str) -> str:
    text = _LONG_NUMBER.sub("#", _ADDRESS.sub("#", text))
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)


class SearchCounts(DayCounts):
    """How often each text was searched for, and how often nothing was found."""

    def add(self, term: str, *, found: bool) -> None:
        """Count one search.

        Beyond 500 different terms between two writes the rest is counted together.
        """
        self.put(term, 1, int(not found))

    def room_for(self, key: str) -> str:
        """Return the term, or OTHER where memory is full."""
        return key if len(self._counts) < MAX_TERMS_IN_MEMORY else OTHER

    @transaction.atomic
    def _insert(self, taken: Mapping[str, list[int]]) -> None:
        """Add to the terms and to the whole day."""
        day = timezone.localdate()
        terms = {
            (day, term): dict(zip(_COUNTED, counted, strict=True))
            for term, counted in _within_bounds(day, taken).items()
        }
        counters.add(SearchCount, ("day", "term"), terms)
        counters.add(
            SearchDay,
            SearchDay.KEYS,
            {(day,): {name: sum(c[name] for c in terms.values()) for name in _COUNTED}},
        )


def _within_bounds(day: date, taken: Mapping[str, list[int]]) -> Mapping[str, list[int]]:
    """Return `taken` with the new terms that a full day has no room for counted together as OTHER."""
    today = SearchCount.objects.filter(day=day)
    room = MAX_TERMS_A_DAY - today.count()
    if room >= len(taken):
        return taken
    known = {OTHER, *today.filter(term__in=taken).values_list("term", flat=True)}
    new = [term for term in taken if term not in known]
    surplus = set(new[max(room, 0) :])
    kept = {term: counted for term, counted in taken.items() if term not in surplus}
    sums = [
        sum(numbers)
        for numbers in zip(*(taken[term] for term in surplus), kept.get(OTHER, [0, 0]), strict=True)
    ]
    return {**kept, OTHER: sums} if surplus else taken


counts = SearchCounts()
