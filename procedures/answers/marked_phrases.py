"""Phrases with codes, found by their syllables without marks; marks that were typed must fit."""

from collections.abc import Collection, Iterable, Iterator

from procedures.search.phrasebook import PhraseBook
from procedures.search.words import Syllables, Words, marked_syllables, plain_syllables

Found = tuple[int, int, str]
_Terms = tuple[tuple[Words, str], ...]


class MarkedPhrases:
    """Phrases and their codes. Of `exact` codes, one syllable counts only with its marks."""

    def __init__(self, texts: Iterable[tuple[str, str]], exact: Collection[str] = ()) -> None:
        known: dict[Words, list[tuple[Words, str]]] = {}
        for text, code in texts:
            # One phrase may be written in several ways.
            known.setdefault(tuple(plain_syllables(text)), []).append(
                (tuple(marked_syllables(text)), code)
            )
        self._book: PhraseBook[_Terms] = PhraseBook(
            (words, tuple(found)) for words, found in known.items()
        )
        self._exact = exact

    def find(self, plain: Syllables, marked: Syllables) -> Iterator[Found]:
        """Yield (start, end, code) of the phrases whose marks fit those typed: đâu is not dấu.

        Where one does not fit, a shorter one may, or another begin inside it.
        """
        if len(marked) != len(plain):
            marked = plain
        begin = 0
        while begin < len(plain):
            for start, end, terms in self._book.find(plain[begin:]):
                if code := self._code_of(terms, marked[begin + start : begin + end]):
                    yield begin + start, begin + end, code
                    continue
                begin += start
                length, code = self._shorter(plain[begin : begin + end - start], marked[begin:])
                if code:
                    yield begin, begin + length, code
                begin += length
                break
            else:
                return

    def codes_in(self, plain: Syllables) -> frozenset[str]:
        """Return all codes of the phrases in a text without marks."""
        return frozenset(code for _, _, terms in self._book.find(plain) for _, code in terms)

    def _shorter(self, plain: Syllables, marked: Syllables) -> tuple[int, str]:
        """Return the length and code of a phrase that begins here and fits, or 1 and none."""
        codes = (
            (end, self._code_of(terms, marked[:end]))
            for start, end, terms in self._book.find_all(plain)
            if not start
        )
        return next((one for one in codes if one[1]), (1, ""))

    def _code_of(self, terms: _Terms, typed: Syllables) -> str:
        return next((code for written, code in terms if self._fits(typed, written, code)), "")

    def _fits(self, typed: Syllables, written: Words, code: str) -> bool:
        sure = len(written) > 1 or code not in self._exact
        return all((sure and a.isascii()) or a == b for a, b in zip(typed, written, strict=True))
