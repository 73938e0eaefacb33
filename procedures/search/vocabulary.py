"""Load the search vocabulary: from tables for the index, as shipped for counts."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import orjson
from django.db.models import Model

from procedures.danger.shipped import KIND, read_danger_words
from procedures.danger.words import Act, DangerWords, Kind, People
from procedures.models import (
    Abbreviation,
    Aspect,
    CommonQuestion,
    ConfusablePair,
    DangerAct,
    DangerKind,
    DangerPerson,
    Elsewhere,
    Emergency,
    FillerWord,
    Signpost,
    SynonymGroup,
)
from procedures.search import inputs
from procedures.search.filler import Filler

Row = TypeVar("Row", bound=Model)

SHIPPED = Path(__file__).parents[1] / "catalogue" / "vocabulary.json"


def load_vocabulary() -> inputs.Vocabulary:
    """Return all words that officers maintain, in the shape that the index needs."""
    fillers = _fillers()
    return inputs.Vocabulary(
        abbreviations=tuple(
            inputs.Abbreviation(a.abbreviation, a.expansion) for a in Abbreviation.objects.all()
        ),
        synonyms=tuple(_synonyms()),
        questions=tuple(_questions()),
        confusables=tuple(
            inputs.Confusable(c.a, c.b, c.hint) for c in ConfusablePair.objects.all()
        ),
        elsewhere=tuple(
            inputs.Elsewhere(tuple(e.terms), e.agency, tuple(e.unless))
            for e in Elsewhere.objects.all()
        ),
        signposts=tuple(_signposts()),
        emergencies=tuple(
            inputs.Emergency(tuple(e.terms), e.number, e.advice, tuple(e.unless))
            for e in Emergency.objects.all()
        ),
        aspects=tuple(
            inputs.Aspect(a.family, tuple(a.in_names), tuple(a.in_queries), a.special)
            for a in Aspect.objects.all()
        ),
        question_phrases=fillers[FillerWord.Kind.QUESTION],
        weak_words=fillers[FillerWord.Kind.WEAK],
        negations=fillers[FillerWord.Kind.NEGATION],
        turns=fillers[FillerWord.Kind.TURN],
        danger=load_danger_words(),
    )


def _synonyms() -> Iterator[inputs.Synonyms]:
    for group in SynonymGroup.objects.prefetch_related("procedures").order_by("pk"):
        yield inputs.Synonyms(group.canonical, tuple(group.forms), _ids(group))


def _questions() -> Iterator[inputs.Question]:
    for row in CommonQuestion.objects.prefetch_related("procedures").order_by("pk"):
        yield inputs.Question(row.question, tuple(row.variants), _ids(row))


def _signposts() -> Iterator[inputs.Signpost]:
    for row in Signpost.objects.prefetch_related("procedures").order_by("pk"):
        yield inputs.Signpost(
            *(row.name, tuple(row.doors), row.reason, tuple(row.terms), tuple(row.with_any)),
            *(tuple(row.unless), _ids(row), row.alone, row.priority, tuple(row.examples)),
        )


def load_danger_words(instead: DangerAct | DangerPerson | None = None) -> DangerWords:
    """Return what officers keep about danger, with `instead` as if it were saved.

    Nobody in danger is left without a number: until the vocabulary is imported, and where a kind
    has no row, it is as shipped.
    """
    shipped = _shipped_danger_words()
    rows = list(DangerKind.objects.values_list(*KIND))
    kinds = {kind.code: kind for kind in (*shipped.kinds, *(Kind(*row) for row in rows))}
    people = tuple(People(tuple(p.terms), p.is_child) for p in _rows(DangerPerson, instead))
    acts = tuple(
        Act(a.kind, tuple(a.terms), a.needs_person, tuple(a.unless))
        for a in _rows(DangerAct, instead)
    )
    if not (rows or people or acts):
        return shipped
    return DangerWords(tuple(kinds.values()), people, acts)


@lru_cache(1)
def _shipped_danger_words() -> DangerWords:
    return read_danger_words(orjson.loads(SHIPPED.read_bytes()))


def _rows(model: type[Row], instead: object) -> list[Row]:
    rows = model._default_manager.order_by("pk")
    if isinstance(instead, model):
        return [*rows.exclude(pk=instead.pk), instead]
    return list(rows)


def _ids(row: SynonymGroup | CommonQuestion | Signpost) -> tuple[str, ...]:
    return tuple(sorted(p.pk for p in row.procedures.all()))


def _fillers() -> dict[str, tuple[str, ...]]:
    """Return the filler words of each kind; in one query."""
    rows = list(FillerWord.objects.values_list("kind", "text"))
    return {kind: tuple(text for of, text in rows if of == kind) for kind in FillerWord.Kind}


@lru_cache(1)
def shipped_filler() -> Filler:
    """Return the filler words as shipped, not as officers changed them.

    So a later change can subtract exactly the words that were counted.
    """
    rows = orjson.loads(SHIPPED.read_bytes())["fillers"]
    kinds = [
        [row["text"] for row in rows if row["kind"] == kind]
        for kind in (FillerWord.Kind.QUESTION, FillerWord.Kind.WEAK)
    ]
    return Filler(*kinds)
