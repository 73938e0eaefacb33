"""Count searches and whether they find anything, by day."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from foundation.records import counters
from foundation.records.screening import mask_numbers
from foundation.records.vietnamese import fold
from procedures.counts.by_day import Counts, DayCounts
from procedures.models import SearchCount, SearchDay

MAX_TERMS_IN_MEMORY = 500
MAX_TERMS_A_DAY = 20_000  # a year of flooded days stays below 8 million short rows
MAX_TERM = 80
MAX_READ = 400
OTHER = "(khác)"
_COUNTED = ("searches", "misses")


def countable(query: str) -> str:
    """Return `query` for counting: folded, short, without addresses and long numbers.

    >>> countable("Tra cứu 0912 345 678 giúp tôi")
    'tra cuu # giup toi'
    """
    text = fold(query if len(query) <= MAX_READ else query[:MAX_READ])
    words = text.split()
    if not "".join(words).isalpha():  # most have letters only, so nothing to mask
        words = _printable(mask_numbers(text)).split()
    return " ".join(words)[:MAX_TERM]


def _printable(text: str) -> str:
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)


class SearchCounts(DayCounts):
    """How often each text was searched for, and how often without result."""

    def add(self, term: str, *, found: bool) -> None:
        """Count one search."""
        self.put(term, 1, int(not found))

    def room_for(self, key: str) -> str:
        """Return the term, or OTHER once 500 different terms are waiting."""
        return key if len(self._counts) < MAX_TERMS_IN_MEMORY else OTHER

    @transaction.atomic
    def _insert(self, taken: Counts) -> None:
        """Add to the rows of the terms and to the row of the whole day."""
        day = timezone.localdate()
        terms = {
            (day, term): dict(zip(_COUNTED, counted, strict=True))
            for term, counted in _within_bounds(day, taken).items()
        }
        total = {name: sum(counted[name] for counted in terms.values()) for name in _COUNTED}
        counters.add(SearchCount, ("day", "term"), terms)
        counters.add(SearchDay, SearchDay.KEYS, {(day,): total})


def _within_bounds(day: date, taken: Counts) -> Counts:
    """Return `taken`; if the day is full, new terms are added up as OTHER."""
    today = SearchCount.objects.filter(day=day)
    room = MAX_TERMS_A_DAY - today.count()
    if room >= len(taken):
        return taken
    known = {OTHER, *today.filter(term__in=taken).values_list("term", flat=True)}
    new = [term for term in taken if term not in known]
    surplus = set(new[max(room, 0) :])
    if not surplus:
        return taken
    kept = {term: counted for term, counted in taken.items() if term not in surplus}
    together = [kept.get(OTHER, [0, 0]), *(taken[term] for term in surplus)]
    return {**kept, OTHER: [sum(numbers) for numbers in zip(*together, strict=True)]}


counts = SearchCounts()
