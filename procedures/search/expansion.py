"""Expand queries: write out abbreviations, add related words, drop extra spaces."""

from collections.abc import Callable, Iterator

from .inputs import Vocabulary
from .phrasebook import PhraseBook
from .words import Syllables, Words, plain_syllables

LONGEST_CODE = 6


class Expansion:
    """Abbreviations to replace and related words to add."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._long = PhraseBook(
            (plain_syllables(item.short), plain_syllables(item.long))
            for item in vocabulary.abbreviations
        )
        self._related = PhraseBook(
            (plain_syllables(form), tuple(plain_syllables(group.canonical)))
            for group in vocabulary.synonyms
            for form in group.forms
        )

    def write_out(self, words: Syllables) -> list[str]:
        """Return `words` with abbreviations and slang replaced by their meaning."""
        found = self._long.find(words)
        if not found:
            return list(words)
        written: list[str] = []
        last = 0
        for start, end, long in found:
            written += [*words[last:start], *long]
            last = end
        return [*written, *words[last:]]

    def find_related(self, words: Syllables) -> list[Words]:
        """Return other names for the phrases in `words`."""
        return [canonical for _, _, canonical in self._related.find(words)]


def join_split_words(words: Syllables, exists: Callable[[str], bool]) -> list[str]:
    """Return `words` without extra spaces inside them: ct 07, kt 3, pass port."""
    if all(map(exists, words)) and not any(word[0].isdigit() for word in words):
        return list(words)
    whole: list[str] = []
    for word in words:
        if whole and _belongs(whole[-1], word, exists):
            whole[-1] += word
        else:
            whole.append(word)
    return whole


def _belongs(before: str, word: str, exists: Callable[[str], bool]) -> bool:
    code = word[0].isdigit() and before.isalpha() and len(before) <= LONGEST_CODE
    return (code or not exists(before) or not exists(word)) and exists(before + word)


def known_texts(vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the texts other than names and questions whose syllables are correct."""
    yield from (*vocabulary.negations, *vocabulary.turns)
    for item in vocabulary.abbreviations:
        yield from (item.short, item.long)
    for group in vocabulary.synonyms:
        yield from (group.canonical, *group.forms)
    for other in vocabulary.elsewhere:
        yield from (*other.terms, *other.unless)
    for emergency in vocabulary.emergencies:
        yield from (*emergency.terms, *emergency.unless)


def question_texts(vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the questions and all their variants."""
    for question in vocabulary.questions:
        yield from (question.text, *question.variants)
