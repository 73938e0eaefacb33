"""How often cards are shown, how people find them, and what gets none, by day.

Nothing links a count to a person.
"""

from django.db import transaction
from django.utils import timezone

from foundation.records import counters
from procedures.answers.cards import Card, Kind
from procedures.answers.parts import Part
from procedures.counts.by_day import Counts, DayCounts
from procedures.counts.searches import MAX_TERMS_A_DAY, MAX_TERMS_IN_MEMORY, OTHER, countable
from procedures.models import AnswerCount, AnswerMiss

_COUNTED = ("shown", "asked", "helpful", "unhelpful")
_SEPARATOR = "|"


class CardCounts(DayCounts):
    """Cards by procedure and part; at most one key for each of these."""

    def add(self, procedure: str, part: str, counted: str) -> None:
        """Count one card: as `shown`, `asked`, `helpful` or `unhelpful`."""
        self.put(_SEPARATOR.join((procedure, part)), *(int(name == counted) for name in _COUNTED))

    @transaction.atomic
    def _insert(self, taken: Counts) -> None:
        day = timezone.localdate()
        rows = {
            (day, *key.rsplit(_SEPARATOR, 1)): dict(zip(_COUNTED, counted, strict=True))
            for key, counted in taken.items()
        }
        counters.add(AnswerCount, AnswerCount.KEYS, rows)


class MissCounts(DayCounts):
    """Questions that got no card, as search counts keep words."""

    def add(self, term: str) -> None:
        """Count one question."""
        self.put(term, 1)

    def room_for(self, key: str) -> str:
        """Return the term, or OTHER once many different terms are waiting."""
        return key if len(self._counts) < MAX_TERMS_IN_MEMORY else OTHER

    @transaction.atomic
    def _insert(self, taken: Counts) -> None:
        day = timezone.localdate()
        full = AnswerMiss.objects.filter(day=day).count() + len(taken) > MAX_TERMS_A_DAY
        terms = {OTHER: [sum(times for (times,) in taken.values())]} if full else taken
        rows = {(day, term): {"times": times} for term, (times,) in terms.items()}
        counters.add(AnswerMiss, AnswerMiss.KEYS, rows)


cards, misses = CardCounts(), MissCounts()


def key_of(card: Card, question: str) -> str | None:
    """Return as what a card is counted each time it is sent; None if nothing was asked."""
    if card.kind != Kind.NONE and card.procedure and card.part:
        return _SEPARATOR.join((card.kind, card.procedure, card.part))
    term = countable(question)
    return _SEPARATOR.join((Kind.NONE, term)) if card.asked and term else None


def count(key: str) -> None:
    """Count a card by its key."""
    kind, rest = key.split(_SEPARATOR, 1)
    if kind == Kind.NONE:
        misses.add(rest)
    else:
        procedure, part = rest.rsplit(_SEPARATOR, 1)
        cards.add(procedure, Part(part), "asked" if kind == Kind.ASK else "shown")
