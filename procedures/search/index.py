"""The search index of one snapshot of the catalogue."""

import heapq
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import islice

from .answer import Answer, Suggestion
from .codes import Codes
from .display import Marks
from .expansion import Expansion, joined, vocabulary_texts
from .filler import FILLER_SYLLABLES, QUESTION_PAIRS, content, without_question_words
from .hints import Found, Hints
from .phrases import Phrases
from .postings import Postings, words_in
from .ranking import Ranking, Scores
from .spelling import Spelling
from .suggestions import Suggestions
from .texts import Texts
from .vocabulary import Entry, Vocabulary
from .words import MAX_CHARACTERS, Syllables, marked_syllables, pairs, query_syllables

# A corrected reading must be this much better than what was typed; a slip is possible, not certain.
DOUBT = 0.93
# Results below this share of the best one, or this score, are more likely junk than help. Nobody reads more than these.
TAIL, JUNK, MOST = 0.4, 0.45, 50
# Of a short query nearly all must be found; in a long one much is told that no procedure mentions.
SHORT, SHORT_JUNK = 4, 0.8
# Beside a hint that the police does not do it, results must be this good, with and without the words of the hint.
SURE, SURE_OTHERWISE = 2.4, 1.3
# So many texts show how words are written and are suggested; more would cost memory and help nobody.
MOST_TEXTS = 10_000
# How many procedures a pair counts as known by that only the vocabulary or a question has.
SOME = 3
# Stands for syllables that no procedure is about.
FOREIGN = "\0"


class SearchIndex:
    """Answers queries and completes prefixes over `entries` in the words of `vocabulary`. Immutable, shared by threads."""

    def __init__(self, entries: Sequence[Entry], vocabulary: Vocabulary) -> None:
        texts = Texts()
        phrases = Phrases(entries, vocabulary, texts)
        postings = Postings(entries, phrases, texts)
        self._ids = tuple(entry.id for entry in entries)
        self._short_names = tuple(entry.short_name or entry.name for entry in entries)
        self._ranking = Ranking(postings, phrases)
        self._expansion = Expansion(vocabulary)
        self._codes = Codes((number, code) for number, entry in enumerate(entries) for code in entry.codes)
        said = [texts.plain(text) for text in vocabulary_texts(vocabulary)]
        known_syllables = words_in(postings).union(*said)
        self._exists = known_syllables.__contains__
        self._marked = {word for text in vocabulary_texts(vocabulary) for word in texts.marked(text)}.union(postings.marked)
        self._toneless = texts.toneless()
        known = partial(_known, self._ranking, QUESTION_PAIRS.union(*map(pairs, said)))
        self._spelling = Spelling(known_syllables | FILLER_SYLLABLES, known)
        # The phrases themselves are not needed any more, only whether something is one.
        hashes = frozenset(map(hash, phrases.targets))
        self._hints = Hints(vocabulary, lambda words: hash(words) in hashes, known)
        self._marks = Marks(islice(_texts(entries, vocabulary), MOST_TEXTS), texts)
        self._suggestions = Suggestions(islice(_suggested(entries, vocabulary), MOST_TEXTS), texts)

    def search(self, query: str) -> Answer:
        """Return the procedures that `query` is about, best first, and what to say beside them."""
        typed = joined(query_syllables(query), self._exists)
        exact = self._codes.bearers(query[:MAX_CHARACTERS]) or self._codes.with_form(without_question_words(typed))
        if exact:
            return Answer(tuple(self._ids[number] for number in exact))
        marked = marked_syllables(query[:MAX_CHARACTERS])
        meant = [word for reading in self._spelling.corrected(typed, self._sure(typed, marked)) for word in reading]
        found = self._hints.find(meant, marked)
        scores = self._scores(meant, marked)
        corrected = None
        if meant != typed:
            corrected = self._marks.written(meant) if self._add_typed(scores, typed, marked) else None
        if found.foreign:
            scores = self._despite(scores, meant, marked, found)
        floor = SHORT_JUNK if len(content(meant)) <= SHORT else JUNK
        return Answer(tuple(self._ids[number] for number in _ranked(scores, floor)), corrected, found.hints)

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Return completions of `prefix`, from two letters on; if none begin so, what a search for it finds."""
        completions = self._suggestions.complete(prefix, limit)
        if not completions and len(prefix.strip()) > 1:
            numbers = _ranked(self._scores(joined(query_syllables(prefix), self._exists), ()), SHORT_JUNK)
            completions = [Suggestion(self._short_names[number], self._ids[number]) for number in numbers[:limit]]
        return tuple(completions)

    def _sure(self, typed: Syllables, marked: Syllables) -> list[bool]:
        """Tell which syllables are no slips, because they are known with just these marks. Nothing without marks."""
        if len(marked) != len(typed) or all(word.isascii() for word in marked):
            return []
        return [word in self._marked if not word.isascii() else word in self._toneless for word in marked]

    def _add_typed(self, scores: Scores, typed: Syllables, marked: Syllables) -> bool:
        """Add the scores of the query as typed to those of its correction; tell whether the correction was better."""
        as_typed = self._scores(typed, marked)
        better = max(scores.values(), default=0.0) * DOUBT > max(as_typed.values(), default=0.0)
        _merge(scores, as_typed, 1 / DOUBT)
        return better

    def _scores(self, words: Syllables, marked: Syllables) -> Scores:
        """Return the scores of one reading, as it stands and with abbreviations written out."""
        related = self._expansion.related(words)
        scores = self._ranking.rank(tuple(without_question_words(words)), marked, related)
        longer = self._expansion.written_out(words)
        if longer != words:
            _merge(scores, self._ranking.rank(tuple(without_question_words(longer)), marked, related), 1.0)
        return scores

    def _despite(self, scores: Scores, words: Syllables, marked: Syllables, found: Found) -> Scores:
        """Return what is found although a hint says that the police does not do it: only what is surely meant too."""
        rest = list(words)
        for start, end in found.foreign:
            rest[start:end] = [FOREIGN] * (end - start)
        if len(content([word for word in rest if word != FOREIGN])) > SHORT:
            return scores
        otherwise = self._scores(rest, marked)
        return {number: score for number, score in scores.items() if score >= SURE or otherwise.get(number, 0.0) >= SURE_OTHERWISE}


# Not a method: an index that refers to itself stays in memory until the garbage collector finds it.
def _known(ranking: Ranking, others: Collection[str], term: str) -> int:
    """Return how many procedures know `term`; question words and the vocabulary are as good as known by some."""
    return ranking.known(term) or (SOME if term in others else 0)


def _ranked(scores: Scores, floor: float) -> list[int]:
    """Return the procedures worth showing, best first; of equals, the one that the catalogue lists first."""
    top = heapq.nsmallest(MOST, scores.items(), key=lambda found: (-found[1], found[0]))
    floor = max(floor, TAIL * top[0][1]) if top else 0.0
    return [number for number, score in top if score >= floor]


def _merge(scores: Scores, others: Scores, trust: float) -> None:
    """Raise `scores` to those of `others`, as far as they are to be trusted."""
    for number, score in others.items():
        if score * trust > scores.get(number, 0.0):
            scores[number] = score * trust


def _texts(entries: Sequence[Entry], vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the texts that show how words are written with marks, the most official first."""
    for entry in entries:
        yield entry.name
    for question in vocabulary.questions:
        yield question.text
    for group in vocabulary.synonyms:
        yield from (group.canonical, *group.forms)
    for entry in entries:
        yield from (entry.short_name, *entry.keywords)


def _suggested(entries: Sequence[Entry], vocabulary: Vocabulary) -> Iterator[tuple[str, str | None]]:
    """Yield what may be suggested, the most useful first, with the procedure that it leads to if it is one."""
    for entry in entries:
        yield entry.short_name or entry.name, entry.id
    for question in vocabulary.questions:
        yield question.text, question.procedure_ids[0] if len(question.procedure_ids) == 1 else None
    for group in vocabulary.synonyms:
        for form in (group.canonical, *group.forms):
            yield form, group.procedure_ids[0] if len(group.procedure_ids) == 1 else None
    for entry in entries:
        for keyword in entry.keywords:
            yield keyword, entry.id
