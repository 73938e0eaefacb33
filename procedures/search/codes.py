"""Find procedures by code: anyone who types a code wants an exact match."""

import re
from collections.abc import Iterable

from .filler import Filler
from .words import Syllables, plain_syllables

# 1.001456, 1001456, 1 001456, TTHC-1-001456, but not seven digits of a longer number.
_NATIONAL = re.compile(r"(?<![\d.])([1-9])[.\-_\s]*(\d{3})[.\s]?(\d{3})(?!\d)")
_DIGIT = re.compile(r"\d")
# Words around the code of a form: mẫu, tờ khai, đơn, biểu mẫu, phiếu, tải, xin.
_FORM_WORDS = frozenset(
    ("mau", "to", "khai", "don", "bieu", "phieu", "tai", "xin", "so", "file", "form", "")
)


class Codes:
    """Procedures, by position, with their national, former and form codes."""

    def __init__(self, codes: Iterable[tuple[int, str]], filler: Filler) -> None:
        self._filler = filler
        self._by_national_code: dict[str, list[int]] = {}
        self._by_form_code: dict[str, list[int]] = {}
        for number, code in codes:
            national = national_codes(code)
            for plain in national:
                self._by_national_code.setdefault(plain, []).append(number)
            if not national:
                self._by_form_code.setdefault(_form(plain_syllables(code)), []).append(number)
        self._syllables = frozenset(word for form in self._by_form_code for word in form.split())

    def with_national_code(self, query: str) -> list[int]:
        """Return the procedures whose national codes are in `query`, in the same order."""
        if not _DIGIT.search(query):
            return []
        found = [
            number
            for plain in national_codes(query)
            for number in self._by_national_code.get(plain, ())
        ]
        return list(dict.fromkeys(found))

    def with_form_code(self, words: Syllables) -> list[int]:
        """Return the procedures that use a form, if `words` are nothing but its code."""
        if self._syllables.isdisjoint(words):
            return []
        form = _form(self._filler.without_question_phrases(words))
        return list(dict.fromkeys(self._by_form_code.get(form, ()))) if form else []


def _form(words: Syllables) -> str:
    return " ".join([word for word in words if word not in _FORM_WORDS])


def national_codes(text: str) -> list[str]:
    """Return the national codes in `text` as seven digits.

    >>> national_codes("thủ tục 1.001456 và 2 000200")
    ['1001456', '2000200']
    """
    return ["".join(parts) for parts in _NATIONAL.findall(text)]
