"""The words of search, read from their tables for the index."""

from typing import Any

from procedures.models import (
    Abbreviation,
    CommonQuestion,
    ConfusablePair,
    Elsewhere,
    Emergency,
    SynonymGroup,
)
from procedures.search import vocabulary as words


def load_vocabulary() -> words.Vocabulary:
    """Return all words that officers maintain, in the shape that the index takes."""
    return words.Vocabulary(
        abbreviations=tuple(
            words.Abbreviation(a.abbreviation, a.expansion) for a in Abbreviation.objects.all()
        ),
        synonyms=tuple(
            words.Synonyms(g.canonical, tuple(g.forms), _ids(g))
            for g in SynonymGroup.objects.prefetch_related("procedures").order_by("pk")
        ),
        questions=tuple(
            words.Question(q.question, tuple(q.variants), _ids(q))
            for q in CommonQuestion.objects.prefetch_related("procedures").order_by("pk")
        ),
        confusables=tuple(words.Confusable(c.a, c.b, c.hint) for c in ConfusablePair.objects.all()),
        elsewhere=tuple(
            words.Elsewhere(tuple(e.terms), e.agency, unless=tuple(e.unless))
            for e in Elsewhere.objects.all()
        ),
        emergencies=tuple(
            words.Emergency(tuple(e.terms), e.number, e.advice, tuple(e.unless))
            for e in Emergency.objects.all()
        ),
    )


def _ids(row: Any) -> tuple[str, ...]:
    return tuple(sorted(p.pk for p in row.procedures.all()))
