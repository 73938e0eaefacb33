"""What a search index is built from: the procedures, and the vocabulary of everyday words.

Officers edit the vocabulary as rows (`procedures/models/search_words.py`). Here it is plain frozen
values, so that the index needs no database.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One procedure. `codes` are its national, former and form codes."""

    id: str
    name: str
    short_name: str = ""
    current_name: str = ""
    field_name: str = ""
    keywords: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short or slang form and its meaning: cccd, căn cước công dân."""

    short: str
    long: str


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Several ways to say one thing, and the procedures about it."""

    canonical: str
    forms: tuple[str, ...] = ()
    procedure_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question as citizens put it, and the procedures that answer it."""

    text: str
    variants: tuple[str, ...] = ()
    procedure_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Confusable:
    """Two things that are easily confused, and how to tell them apart."""

    a: str
    b: str
    hint: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Something that people ask the police for, but another agency does."""

    terms: tuple[str, ...]
    agency: str
    # Phrases in a query that rule it out.
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Emergency:
    """What people type who should call instead of searching."""

    terms: tuple[str, ...]
    # Empty if there is only advice.
    number: str = ""
    advice: str = ""
    # Phrases in a query that rule it out: fire prevention is not a fire.
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aspect:
    """Something that tells procedures apart, such as cấp lại; a citizen wants one of a family."""

    family: str
    in_names: tuple[str, ...]
    in_queries: tuple[str, ...]
    # Ranked lower unless the query mentions it.
    special: bool = True


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words that officers maintain for search."""

    abbreviations: tuple[Abbreviation, ...] = ()
    synonyms: tuple[Synonyms, ...] = ()
    questions: tuple[Question, ...] = ()
    confusables: tuple[Confusable, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    emergencies: tuple[Emergency, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    # Phrases removed from a query, and words that hardly count: see `filler`.
    question_phrases: tuple[str, ...] = ()
    weak_words: tuple[str, ...] = ()
    # Phrases that rule out what follows, and words at which that ends: see `negations`.
    negations: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()
