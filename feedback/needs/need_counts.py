"""Count questions by week, office, procedure and pair of words, with each change of a question.

All offices below write the rows of the one above. A question keeps the offices that it counts for:
offices move, and counts are subtracted where they were added. Call these functions last in a
transaction, after the question is written: a recount locks the questions first, then the counts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple, TypeVar

from django.db import transaction
from django.utils import timezone

from feedback.models import NeedCount, Question
from feedback.needs.phrases import pairs_of
from feedback.needs.weeks import week_of
from foundation.records import counters
from offices.snapshot import directory

BLOCK = 2000
T = TypeVar("T")


class Key(NamedTuple):
    """The key of a row."""

    office: str
    week: date
    procedure: str
    words: str


def counted_at(office: str) -> str:
    """Return the offices that a question of this office counts for, for `Question.counted_at`."""
    return " ".join(sorted(_office_and_above(office)))


def count_questions(questions: Iterable[Question]) -> None:
    """Count new questions."""
    _apply(_count(questions))


def move_question(question: Question, before: str) -> None:
    """Move a question's counts from the office `before` to its present one, and those above each.

    Offices above both keep their counts.
    """
    old, new = _offices_of(question, before), _office_and_above(question.office_id)
    question.counted_at = counted_at(question.office_id)
    question.save(update_fields=["counted_at"])
    changes = Counter(_keys(question, new - old))
    changes.subtract(_keys(question, old - new))
    _apply(changes)


def pairs_of_questions(questions: Iterable[Question]) -> Counter[Key]:
    """Return the counts of the word pairs of these questions, for `subtract`."""
    return Counter({key: number for key, number in _count(questions).items() if key.words})


def subtract(pairs: Counter[Key]) -> None:
    """Subtract word pairs of questions whose words are deleted; the questions stay counted."""
    _apply(Counter({key: -number for key, number in pairs.items()}))


def _count(questions: Iterable[Question]) -> Counter[Key]:
    return Counter(
        key
        for question in questions
        for key in _keys(question, _offices_of(question, question.office_id))
    )


def _offices_of(question: Question, office: str) -> frozenset[str]:
    return frozenset(question.counted_at.split()) or _office_and_above(office)


@transaction.atomic
def recount_questions() -> int:
    """Recount all questions, for example after a restore. Returns their number.

    Writers wait meanwhile.
    """
    counters.hold_writers(Question)
    NeedCount.objects.all().delete()
    for office in Question.objects.order_by().values_list("office", flat=True).distinct():
        rows = Question.objects.filter(office=office)
        rows.exclude(counted_at=counted_at(office)).update(counted_at=counted_at(office))
    total = 0
    columns = ("office_id", "procedure_id", "asked_at", "words", "counted_at")
    rows = Question.objects.only(*columns).order_by("pk")
    for block in _cut_into_blocks(rows.iterator(chunk_size=BLOCK), BLOCK):
        count_questions(block)
        total += len(block)
    return total


def _keys(question: Question, offices: Iterable[str]) -> Iterator[Key]:
    week, procedure = week_of(timezone.localdate(question.asked_at)), question.procedure_id or ""
    words = ["", *pairs_of(question.words)]
    return (Key(office, week, procedure, pair) for office in offices for pair in words)


def _office_and_above(office: str) -> frozenset[str]:
    """Return the office and those above it; just itself if it is not in memory yet."""
    held = directory.current()
    listed = held.offices.get(office)
    return (
        frozenset([office, *(above.id for above in held.ancestors(listed))])
        if listed
        else frozenset([office])
    )


def _apply(changes: Counter[Key]) -> None:
    """Write the changes, and delete rows that reach zero."""
    counters.add(
        NeedCount, NeedCount.KEYS, {key: {"questions": change} for key, change in changes.items()}
    )
    less = [key for key, change in changes.items() if change < 0]
    if less:
        offices, weeks, procedures, words = (set(values) for values in zip(*less, strict=True))
        gone = NeedCount.objects.filter(
            office__in=offices,
            week__in=weeks,
            procedure__in=procedures,
            words__in=words,
            questions__lte=0,
        )
        gone.delete()


def _cut_into_blocks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while piece := list(islice(rest, size)):
        yield piece
