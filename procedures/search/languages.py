"""Detect the foreign language of a query that found nothing."""

import re

from foundation.records.vietnamese import syllables

from .words import could_be_vietnamese

_KOREAN = re.compile("[\uac00-\ud7a3]")
_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
# A query is foreign from this share of words that are not Vietnamese syllables. In English a third
# are mostly such words (visa, how, where); "do", "can" or "the" could be Vietnamese.
FOREIGN = 1 / 3


def foreign_language(query: str) -> str | None:
    """Return "ko", "zh", or "en" for any other language; None for Vietnamese and for numbers.

    >>> foreign_language("비자 연장"), foreign_language("签证"), foreign_language("how to adopt")
    ('ko', 'zh', 'en')
    >>> foreign_language("nhận con nuôi")
    """
    if _KOREAN.search(query):
        return "ko"
    if _CHINESE.search(query):
        return "zh"
    words = [word for word in syllables(query) if word.isalpha()]
    strange = sum(1 for word in words if not could_be_vietnamese(word))
    return "en" if strange and strange >= FOREIGN * len(words) else None
