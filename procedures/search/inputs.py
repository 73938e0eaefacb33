"""What people call things: the words that lead from everyday language to the catalogue.

Officers edit these as rows; here they are plain frozen values, so that the index needs no database.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One procedure as the index sees it. `codes` are national, former and form codes alike."""

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
    """A short or slang form and what it stands for: cccd, căn cước công dân."""

    short: str
    long: str


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Several ways to say one thing, and the procedures that it is about, the likeliest first."""

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
    """Two things that are easily taken for each other, and how to tell them apart."""

    a: str
    b: str
    hint: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Something that people ask the police for and another agency does."""

    terms: tuple[str, ...]
    agency: str
    # Not if the query says one of these too.
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Emergency:
    """Words of somebody who should telephone instead of searching."""

    terms: tuple[str, ...]
    # Empty when there is no number to call, only advice.
    number: str = ""
    advice: str = ""
    # Not if the query says one of these too: fire prevention is no fire.
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that a procedure may be about.

    Within a family of which a citizen usually wants one.
    """

    family: str
    in_names: tuple[str, ...]
    in_queries: tuple[str, ...]
    # Nobody means it without saying so.
    special: bool = True


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All the words that officers maintain."""

    abbreviations: tuple[Abbreviation, ...] = ()
    synonyms: tuple[Synonyms, ...] = ()
    questions: tuple[Question, ...] = ()
    confusables: tuple[Confusable, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    emergencies: tuple[Emergency, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    # Taken out of a query; and syllables that hardly weigh anything.
    question_phrases: tuple[str, ...] = ()
    weak_words: tuple[str, ...] = ()
