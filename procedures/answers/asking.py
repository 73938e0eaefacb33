"""What a part of a procedure is said from, beside the published document."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from offices.finding.receiving import Whence
from offices.snapshot import Directory
from procedures.answers.cases import Case, Document
from procedures.answers.points import Said

MOST_CHOICES = 5


@dataclass(frozen=True, slots=True)
class Asking:
    """What a renderer needs beside the document."""

    case: Case
    directory: Directory
    whence: Whence
    # Pairs of words that tell nothing, as they stand in most procedures.
    everywhere: frozenset[str] = frozenset()
    # Words of grammar: a pair with one tells nothing, either.
    grammar: frozenset[str] = frozenset()
    # When the dossier is handed in, or when the citizen comes.
    at: datetime | None = None


Render = Callable[[Document, Asking], Said]
