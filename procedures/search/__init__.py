"""Finding procedures: an index in the process over what they are called and what people call them.

Pure Python without Django: the snapshot builds a `SearchIndex` from rows and asks it.
"""

from .answer import Answer, CallNow, EasilyConfused, Hint, NotPolice, Suggestion
from .index import SearchIndex
from .vocabulary import (
    Abbreviation,
    Aspect,
    Confusable,
    Elsewhere,
    Emergency,
    Entry,
    Question,
    Synonyms,
    Vocabulary,
)

__all__ = [
    "Abbreviation",
    "Answer",
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
    "Suggestion",
    "Synonyms",
    "Vocabulary",
]
