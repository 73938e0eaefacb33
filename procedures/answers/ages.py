"""Ages that the words of a case name: «đủ 25, 40 tuổi», «dưới 14 tuổi», «từ đủ 60 tuổi». Pure."""

import re
from functools import lru_cache

_BELOW = re.compile(r"(?:dưới|chưa đủ) (\d{1,3}) tuổi")
_SPAN = re.compile(r"từ đủ (\d{1,3}) đến dưới (\d{1,3}) tuổi")
_FROM = re.compile(r"(?:từ đủ|từ) (\d{1,3}) tuổi")
_EXACT = re.compile(r"đủ (\d{1,3}(?:(?:, | và | hoặc )\d{1,3})*) tuổi")
_OLDEST = 130
# What follows an age and only adds other people: «dưới 14 tuổi, người mất năng lực hành vi».
_ADDS = re.compile(r"[\s)]*(?:$|,\s*(?:người|trẻ))")


@lru_cache(maxsize=4096)
def ages_named(text: str) -> frozenset[int]:
    """Return the ages in years for which `text` says it holds; empty if it names none."""
    return _read(text.lower())[0]


@lru_cache(maxsize=4096)
def suffices(text: str, age: int) -> bool:
    """Return whether that age alone makes `text` hold: it names the age and nothing more.

    >>> suffices("Người chưa đủ 14 tuổi, người mất năng lực hành vi", 9)
    True
    >>> suffices("Người chưa đủ 14 tuổi chưa có mã số định danh", 9)
    False
    """
    ages, end = _read(text.lower())
    return age in ages and bool(_ADDS.match(text.lower(), end))


def _read(text: str) -> tuple[frozenset[int], int]:
    """Return the ages, and where in `text` the words for them end."""
    if found := _SPAN.search(text):
        return frozenset(range(int(found[1]), int(found[2]))), found.end()
    if found := _BELOW.search(text):
        return frozenset(range(int(found[1]))), found.end()
    if found := _FROM.search(text):
        return frozenset(range(int(found[1]), _OLDEST)), found.end()
    found = _EXACT.search(text)
    ages = map(int, re.findall(r"\d+", found[1])) if found else ()
    return frozenset(ages), found.end() if found else 0
