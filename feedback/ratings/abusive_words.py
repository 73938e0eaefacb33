"""Find abusive words, which hold a comment back for the leader.

The list is `abusive_words.txt`, one entry per line.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from foundation.records.vietnamese import syllables

_LIST = Path(__file__).with_name("abusive_words.txt")
_SYLLABLE = re.compile(r"[^\W_]+")


def is_abusive(text: str) -> bool:
    """Return True if the text contains an entry of the list, syllable by syllable.

    Most entries are compared without marks. An entry that begins with = must match exactly, because
    without marks it is an everyday word.

    >>> is_abusive("Lam an nhu do cho chet"), is_abusive("Các anh làm tốt"), is_abusive("Đồ CẶC")
    (True, False, True)
    """
    plain, exact = _entries()
    return _occurs(plain, syllables(text)) or _occurs(exact, _SYLLABLE.findall(text.lower()))


@cache
def _entries() -> tuple[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]]]:
    lines = [
        line.strip()
        for line in _LIST.read_text().splitlines()
        if line.strip() and not line.startswith("#")
    ]
    exact = frozenset(tuple(line[1:].lower().split()) for line in lines if line.startswith("="))
    return frozenset(tuple(syllables(line)) for line in lines if not line.startswith("=")), exact


def _occurs(entries: Iterable[tuple[str, ...]], said: Sequence[str]) -> bool:
    """Return True if one of `entries` occurs in the syllables `said`."""
    by_length: dict[int, set[tuple[str, ...]]] = {}
    for entry in entries:
        by_length.setdefault(len(entry), set()).add(entry)
    return any(
        tuple(said[start : start + length]) in wanted
        for length, wanted in by_length.items()
        for start in range(len(said) - length + 1)
    )
