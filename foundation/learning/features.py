"""What a model sees of a text: words, words near each other, and letters; pure."""

import re
from collections.abc import Sequence
from itertools import pairwise

from foundation.records.vietnamese import syllables

LETTERS = 4
_MARKED = re.compile(r"[^\W_]+")


def features(text: str) -> set[str]:
    """Return all features of a piece of text.

    >>> sorted(features("Ga xì"))
    ['=xì', 'ga', 'ga xi', 'xi', '~ xi$', '~^ga ', '~a xi', '~ga x']
    """
    words = syllables(text)
    return {*words, *of_words(text, words), *of_letters(words)}


def of_words(text: str, words: Sequence[str]) -> list[str]:
    """Return the words that stand near each other, and those with marks as written."""
    found = list(map(" ".join, pairwise(words)))
    found += map("_".join, zip(words, words[2:], strict=False))
    found += map("_".join, zip(words, words[3:], strict=False))
    if not text.isascii():
        found += ["=" + word for word in _MARKED.findall(text.lower()) if not word.isascii()]
    return found


def of_letters(words: Sequence[str]) -> list[str]:
    """Return all runs of LETTERS letters, which outlast a slip of the finger."""
    letters = f"^{' '.join(words)}$"
    return ["~" + letters[i : i + LETTERS] for i in range(len(letters) - LETTERS + 1)]
