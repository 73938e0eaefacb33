"""Ages that the words of a case name: «đủ 25, 40 tuổi», «dưới 14 tuổi», «từ đủ 60 tuổi». Pure."""

import re
from functools import lru_cache

_BELOW = re.compile(r"(?:dưới|chưa đủ) (\d{1,3}) tuổi")
_SPAN = re.compile(r"từ đủ (\d{1,3}) đến dưới (\d{1,3}) tuổi")
_FROM = re.compile(r"(?:từ đủ|từ) (\d{1,3}) tuổi")
_EXACT = re.compile(r"đủ (\d{1,3}(?:(?:, | và | hoặc )\d{1,3})*) tuổi")
_OLDEST = 130


@lru_cache(maxsize=4096)
def ages_named(text: str) -> frozenset[int]:
    """Return the ages in years for which `text` says it holds; empty if it names none."""
    text = text.lower()
    if found := _SPAN.search(text):
        return frozenset(range(int(found[1]), int(found[2])))
    if found := _BELOW.search(text):
        return frozenset(range(int(found[1])))
    if found := _FROM.search(text):
        return frozenset(range(int(found[1]), _OLDEST))
    found = _EXACT.search(text)
    return frozenset(map(int, re.findall(r"\d+", found[1]))) if found else frozenset()
