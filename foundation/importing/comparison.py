"""What an import does with one row: the file, the row and the last import are compared.

What an officer changed since the last import is kept, unless the operator takes the file.
"""

from collections.abc import Mapping
from enum import Enum
from hashlib import blake2b
from typing import Any

import orjson


class Verdict(Enum):
    """What becomes of a row that exists."""

    UNCHANGED = "unchanged"
    SETTLED = "settled"  # file and officer now agree: only the mark of the import is new
    WRITE = "write"
    KEPT = "kept"  # an officer changed it, and the file has nothing new
    CONFLICT = "conflict"  # an officer changed it, and so did the file


def fingerprint(content: Mapping[str, Any]) -> str:
    """Return a digest of the content, independent of the order of keys."""
    return blake2b(orjson.dumps(content, option=orjson.OPT_SORT_KEYS), digest_size=16).hexdigest()


def judge(said: str, held: str, imported: str, *, same: bool, take_file: bool = False) -> Verdict:
    """Return what becomes of a row, by fingerprints: of the file, the row and the last import.

    `same` is True if file and row say the same. `imported` is "" for a row entered by hand.
    """
    if same:
        return Verdict.UNCHANGED if said == imported else Verdict.SETTLED
    if take_file or held == imported:
        return Verdict.WRITE
    return Verdict.KEPT if said == imported else Verdict.CONFLICT
