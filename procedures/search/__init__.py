"""Find procedures with an in-memory index of their names and what people call them.

Pure Python without Django: the snapshot builds a `SearchIndex` from rows and queries it.
"""

from .index import SearchIndex
from .inputs import (
    Abbreviation,
    Aspect,
    Confusable,
    Elsewhere,
    Emergency,
    Entry,
    Question,
    Signpost,
    Synonyms,
    Vocabulary,
)
from .results import CallNow, EasilyConfused, Hint, NotPolice, SearchResult, Suggestion

__all__ = [
    "Abbreviation",
    "Aspect",
    "CallNow",
    "Confusable",
    "EasilyConfused",
    "Elsewhere",
    "Emergency",
    "Entry",
    "Hint",
    "NotPolice",
    "Question",
    "SearchIndex",
    "SearchResult",
    "Signpost",
    "Suggestion",
    "Synonyms",
    "Vocabulary",
]
