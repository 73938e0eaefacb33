"""Cut text into syllables, folded or with marks, and into terms: syllables and pairs."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from foundation.records.vietnamese import SYLLABLE, syllables

# A pasted page is not a query. Text beyond these limits is cut off, which bounds the cost.
MAX_CHARACTERS = 400
MAX_SYLLABLES = 32
MAX_LETTERS = 40

# Replaces removed question words, so that the words around them do not form a pair.
GAP = ""

Syllables = Sequence[str]
Words = tuple[str, ...]

_TONES = re.compile("([\u0300\u0301\u0303\u0309\u0323])(.*)")
# Beginning, vowels and end of a syllable without marks.
_VIETNAMESE = re.compile(
    "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
# Only zeros that begin a number, alone or after letters; not those in 1.001456 or 2005.
_ZEROS = re.compile(r"(?<!\d)(?<!\d\.)0+(?=[1-9])")


def plain_syllables(text: str) -> list[str]:
    """Return the folded syllables of `text`, without leading zeros: CT07 equals CT7.

    >>> plain_syllables("Mức độ 02, mẫu CT07")
    ['muc', 'do', '2', 'mau', 'ct7']
    """
    return syllables(_without_zeros(text))


def read_query(query: str) -> tuple[list[str], list[str]]:
    """Return the folded syllables of a query, at most MAX_SYLLABLES, and all those with marks."""
    query = bounded(query)
    if query.isascii():  # nothing to fold
        plain = marked = SYLLABLE.findall(_without_zeros(query.lower()))
    else:
        plain, marked = plain_syllables(query), marked_syllables(query)
    return [word[:MAX_LETTERS] for word in plain[:MAX_SYLLABLES]], marked


def bounded(query: str) -> str:
    """Return `query`, or as much of it as is read; the same object if that is all."""
    return query if len(query) <= MAX_CHARACTERS else query[:MAX_CHARACTERS]


def _without_zeros(text: str) -> str:
    return _ZEROS.sub("", text) if "0" in text else text


def written_syllables(text: str) -> list[str]:
    """Return the syllables of `text` as written, in lower case."""
    return SYLLABLE.findall(unicodedata.normalize("NFC", _without_zeros(text.lower())))


def marked_syllables(text: str) -> list[str]:
    """Return the syllables of `text` with marks and the tone last, so that hoá equals hóa."""
    return [tone_last(word[:MAX_LETTERS]) for word in written_syllables(text)]


# About the number of syllables in Vietnamese. Callers bound their length, so that queries take 8 MB
# at most.
@lru_cache(maxsize=8192)
def tone_last(syllable: str) -> str:
    """Return `syllable` decomposed, with its tone after all letters."""
    if syllable.isascii():
        return syllable
    return _TONES.sub(r"\2\1", unicodedata.normalize("NFD", syllable))


def could_be_vietnamese(word: str) -> bool:
    """Return True if `word`, folded, is built like a Vietnamese syllable.

    >>> could_be_vietnamese("nghieng"), could_be_vietnamese("visa")
    (True, False)
    """
    return _VIETNAMESE.fullmatch(word) is not None


def neighbour_pairs(words: Syllables) -> list[str]:
    """Return the pairs of neighbouring syllables, because most Vietnamese words have two.

    >>> neighbour_pairs(["ho", "chieu", "", "moi"])
    ['ho chieu']
    """
    return [f"{a} {b}" for a, b in pairwise(words) if a and b]


def terms_of(words: Syllables) -> list[str]:
    """Return the distinct terms of `words`: syllables, then pairs."""
    return list(dict.fromkeys([*filter(None, words), *neighbour_pairs(words)]))
