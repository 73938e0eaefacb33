"""The input of a search index: the procedures, and the vocabulary of everyday words.

Officers edit the vocabulary as rows (`procedures/models/search_words.py`). Here they are plain
frozen values, so that the index needs no database.
"""

from dataclasses import dataclass

from procedures.danger.words import NO_WORDS, Act, DangerWords, Kind


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
    """A service that people expect from the police but another agency provides."""

    terms: tuple[str, ...]
    agency: str
    # Phrases that exclude the hint if the query contains them.
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signpost:
    """Words of somebody who needs something else than a procedure, and the doors to it.

    A query fits with one of `terms` and, if there are any, one of `with_any`, in any order.
    """

    name: str
    # Each «origin:id»; the room that has the origin knows what it is.
    doors: tuple[str, ...]
    reason: str
    terms: tuple[str, ...]
    with_any: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    # Procedures that fit, too. If `alone`, no others are shown.
    procedure_ids: tuple[str, ...] = ()
    alone: bool = True
    # Counts like so many more syllables that fit.
    priority: int = 0
    # Sentences as people say them; others are compared with these.
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Emergency:
    """Words of people who should call instead of searching."""

    terms: tuple[str, ...]
    # Empty if there is only advice.
    number: str = ""
    advice: str = ""
    # Phrases that exclude it if the query contains them: fire prevention is not a fire.
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aspect:
    """A difference between procedures, such as cấp lại; a citizen wants one of a family."""

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
    signposts: tuple[Signpost, ...] = ()
    emergencies: tuple[Emergency, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    # Phrases removed from a query, and words that hardly count: see `filler`.
    question_phrases: tuple[str, ...] = ()
    weak_words: tuple[str, ...] = ()
    # Phrases that exclude the words after them, and words that end such a clause: see `negations`.
    negations: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()
    danger: DangerWords = NO_WORDS

    def dangers(self) -> DangerWords:
        """Return all words of danger; emergencies with a number need no person."""
        numbered = [(f"emergency {i}", e) for i, e in enumerate(self.emergencies) if e.number]
        return DangerWords(
            (*self.danger.kinds, *(Kind(code, e.number, e.advice) for code, e in numbered)),
            self.danger.people,
            (
                *self.danger.acts,
                *(Act(code, e.terms, needs_person=False, unless=e.unless) for code, e in numbered),
            ),
        )
