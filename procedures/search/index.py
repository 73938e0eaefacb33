"""The search index of one snapshot of the catalogue."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from procedures.danger.recognising import Recogniser
from procedures.danger.words import Danger

from .aspects import Aspects
from .codes import Codes
from .expansion import Expansion, join_split_words, known_texts, question_texts
from .filler import Filler
from .hints import FoundHints, Hints
from .inputs import Entry, Signpost, Vocabulary
from .marks import MarkRestorer
from .negations import Negations
from .neighbours import Neighbours
from .phrases import PhraseReader
from .postings import Postings
from .ranking import Ranking, Scores
from .results import SearchResult, Suggestion
from .signposts import Signposts
from .spelling import Spelling
from .suggestions import Suggestions
from .text_reader import TextReader, unmarked
from .words import (
    Syllables,
    Words,
    bounded,
    could_be_vietnamese,
    marked_syllables,
    neighbour_pairs,
    plain_syllables,
    read_query,
    written_syllables,
)

# A correction must be this much better than the typed words, because it may be wrong.
DOUBT = 0.93
# Results below this share of the best score, or below this score, are probably junk. The last is
# the maximum number of results.
TAIL, JUNK, MOST = 0.4, 0.45, 50
# A query of at most so many syllables needs this score instead, because nearly all of it should
# match. Long queries contain much that no procedure mentions.
SHORT, SHORT_JUNK = 4, 0.8
# Who tells a story of so many syllables may need a paper, too, whatever else they tell of.
STORY, BELOW_A_NUMBER = 18, 3
# The first results, whose scores are returned.
WEIGHED = 8
# If a hint says that the police do not do it, results need the first score with the words of the
# hint, the second without.
SURE, SURE_OTHERWISE = 2.4, 1.3
# A signpost stands before a procedure up to this score: so much for each of its syllables, and the
# head start. Of 298 sentences of benchmarks/sentences that fit one, 288 keep it; of 120 queries for
# procedures 54 do not.
WORTH, HEAD_START = 0.5, 0.5
# From so many syllables on, it takes the place of the procedures; typed without marks, which have
# several readings, from the second number on.
PLAINLY, PLAINLY_UNMARKED = 3, 5
# More signposts than there are.
ALL = 1_000
# How many texts are used to restore marks, and how many may be suggested. More would only cost
# memory.
MOST_SHOWN, MOST_TEXTS = 3_000, 10_000
# The number of procedures assumed for a pair that is only in the vocabulary or a question phrase.
ASSUMED_SPREAD = 3
# Replaces the syllables of a hint about another agency.
FOREIGN = "\0"


class SearchIndex:
    """Searches `entries` with `vocabulary`, and completes queries.

    Immutable, so threads can share it.
    """

    def __init__(self, entries: Sequence[Entry], vocabulary: Vocabulary) -> None:
        texts = TextReader()
        self._entries = entries
        self._filler = filler = Filler(vocabulary.question_phrases, vocabulary.weak_words)
        self._negations = Negations(vocabulary.negations, vocabulary.turns, filler.weak)
        leads = PhraseReader(texts, filler).read_catalogue(entries, vocabulary)
        self._named = {e.id: lead.names for e, lead in zip(entries, leads, strict=True)}
        self._postings = postings = Postings(entries, leads, filler, texts)
        self._ranking = Ranking(postings, leads, Aspects(vocabulary.aspects))
        self._expansion = Expansion(vocabulary)
        self._codes = Codes(
            ((number, code) for number, entry in enumerate(entries) for code in entry.codes), filler
        )
        said = [texts.plain(text) for text in known_texts(vocabulary)]
        known_syllables = postings.syllables().union(*said)
        self._exists = known_syllables.__contains__
        written = [
            texts.written(text) for text in (*known_texts(vocabulary), *question_texts(vocabulary))
        ]
        self._marked = set(postings.marked).union(*map(texts.marked, written))
        self._toneless = postings.unmarked.union(*map(unmarked, written))
        self._neighbours = neighbours = Neighbours(
            dict.fromkeys(filler.phrase_pairs.union(*map(neighbour_pairs, said)), ASSUMED_SPREAD)
            | postings.pairs()
        )
        self._spelling = Spelling(known_syllables | filler.syllables, neighbours)
        self._dangers = Recogniser(vocabulary.dangers())
        self._signposts = Signposts(vocabulary, map(texts.plain, _said_of(entries, vocabulary)))
        self._names = frozenset(entry.id for entry in entries)
        self._hints = Hints(vocabulary, postings.is_phrase, neighbours, filler)
        self._marks = MarkRestorer(
            islice(_texts_with_marks(entries, vocabulary), MOST_SHOWN), texts
        )
        self._suggestions = Suggestions(
            islice(_texts_to_suggest(entries, vocabulary), MOST_TEXTS), texts
        )

    def search(self, query: str, *, only_procedures: bool = False) -> SearchResult:
        """Return the procedures that match `query`, best first, with hints.

        With `only_procedures` neither danger nor signposts are looked for.
        """
        read, marked = read_query(query)
        typed = tuple(join_split_words(read, self._exists))
        codes = self._codes
        if exact := codes.with_national_code(bounded(query)) or codes.with_form_code(typed):
            # A keyword or synonym of officers may look like the code of a form.
            said = self._postings.with_phrase(self._filler.without_question_phrases(typed))
            return SearchResult(self._ids(dict.fromkeys((*exact, *said))))
        danger = None if only_procedures else self.danger(bounded(query))
        meant = self._spelling.correct(typed, self._certain_syllables(typed, marked))
        found = self._hints.find(meant, marked)
        scores = self._score(meant, marked)
        corrected = None
        if (
            meant != typed
            and (self._are_surely_slips(typed, meant) or self._add_typed(scores, typed, marked))
            and self._makes_sense(meant, typed, marked)
        ):
            corrected = self._with_marks(meant, typed, query)
        if found.foreign:
            scores = self._keep_surely_meant(scores, meant, marked, found)
        weight, posts = (0, ()) if only_procedures else self._posts_before(scores, typed, marked)
        is_story = len(typed) >= STORY
        if danger:
            below = self._ranked(scores, JUNK)[:BELOW_A_NUMBER] if is_story else []
            return SearchResult(self._ids(below), danger=danger, signposts=posts)
        floor = SHORT_JUNK if len(self._filler.meaningful_syllables(meant)) <= SHORT else JUNK
        ranked = self._ranked(scores, floor)
        ids = self._ids(ranked)
        weighed = tuple([scores[number] for number in ranked[:WEIGHED]])
        alone = posts and posts[0].alone and not is_story
        if alone and (self._is_plain(weight, marked) or self._is_like_an_example(typed, scores)):
            fitting = [name for post in posts for name in post.procedure_ids if name in self._names]
            kept = dict.fromkeys([*(name for name in ids if name in fitting), *fitting])
            return SearchResult(tuple(kept), None, found.hints, posts)
        return SearchResult(ids, corrected, found.hints, posts, None, weighed, tuple(meant))

    def names(self, understood: Words, key: str) -> bool:
        """Return True if two neighbouring words of a query stand in a name of the procedure."""
        said = set(neighbour_pairs(self._expansion.write_out(understood)))
        return any(not said.isdisjoint(neighbour_pairs(name)) for name in self._named[key])

    @staticmethod
    def _is_plain(weight: int, marked: Syllables) -> bool:
        return weight >= (PLAINLY_UNMARKED if all(map(str.isascii, marked)) else PLAINLY)

    def _is_like_an_example(self, typed: Syllables, scores: Scores) -> bool:
        return self._signposts.leave_no_doubt(typed, max(scores.values(), default=0.0))

    def _posts_before(
        self, scores: Scores, typed: Syllables, marked: Syllables
    ) -> tuple[int, tuple[Signpost, ...]]:
        """Return the signposts that fit better than the best procedure, or belong to it.

        Before them, how many syllables say so.
        """
        posts = self._signposts.find(typed, marked)
        best = max(scores, key=scores.__getitem__, default=None)
        score = 0.0 if best is None else scores[best]
        name = "" if best is None else self._entries[best].id
        said = [
            (weight, post)
            for weight, post in posts
            if score <= WORTH * weight + HEAD_START or name in post.procedure_ids
        ]
        if posts and not said:
            return 0, ()
        like = self._signposts.find_like(typed, score)
        fitting = dict.fromkeys([*(post for _, post in said), *like])
        return (said[0][0] if said else 0), tuple(fitting)

    def danger(self, text: str) -> Danger | None:
        """Return the danger that a query, or a longer text, tells of; None if it tells of none."""
        return self._dangers.find(text)

    def posts_in(self, text: str, origin: str) -> tuple[Signpost, ...]:
        """Return the signposts with a door of `origin` that fit a text of any length."""
        words, marked = plain_syllables(text), marked_syllables(text)
        found = self._signposts.find(words, marked, ALL)
        wanted = f"{origin}:"
        return tuple(
            post for _, post in found if any(door.startswith(wanted) for door in post.doors)
        )

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Return completions of `prefix`, from two letters on, or else search results."""
        completions = self._suggestions.complete(prefix, limit)
        if not completions and len(prefix.strip()) > 1:
            numbers = self._ranked(
                self._score(join_split_words(read_query(prefix)[0], self._exists), ()), SHORT_JUNK
            )[:limit]
            found = [self._entries[number] for number in numbers]
            completions = [Suggestion(entry.short_name or entry.name, entry.id) for entry in found]
        return tuple(completions)

    def _makes_sense(self, meant: Syllables, typed: Syllables, marked: Syllables) -> bool:
        """Return True if a correction may be shown: «sang chỗ cũ» is not said to mean «chỗ cư».

        A word typed with marks stays if it is one. Without marks, the other must fit beside it.
        """
        words = [word for word in typed if word not in meant and could_be_vietnamese(word)]
        if words and not all(map(str.isascii, marked)):
            return False
        return all(
            len(word) > 1 and (not words or self._stands_beside_known(meant, place))
            for place, word in enumerate(meant)
            if word not in typed
        )

    def _stands_beside_known(self, words: Syllables, place: int) -> bool:
        near = words[max(0, place - 1) : place + 2]
        return any(map(self._neighbours.is_pair, near, near[1:]))

    def _with_marks(self, meant: Syllables, typed: Syllables, query: str) -> str:
        """Return the correction with marks, keeping those of `query` where they fit."""
        written = written_syllables(bounded(query))
        as_typed = dict(zip(typed, written, strict=True)) if len(typed) == len(written) else {}
        return self._marks.restore(meant, as_typed)

    def _ids(self, numbers: Iterable[int]) -> tuple[str, ...]:
        return tuple([self._entries[number].id for number in numbers])

    def _ranked(self, scores: Scores, floor: float) -> list[int]:
        """Return the procedures worth showing, best first; equals stay in catalogue order."""
        top = sorted([(-score, number) for number, score in scores.items()])[:MOST]
        limit = -max(floor, TAIL * -top[0][0]) if top else 0.0
        return [number for negative, number in top if negative <= limit]

    def _certain_syllables(self, typed: Syllables, marked: Syllables) -> list[bool]:
        """Return which syllables are correct, because they are known with exactly these marks.

        Empty if no marks were typed.
        """
        if len(marked) != len(typed) or all(map(str.isascii, marked)):
            return []
        return [
            word in self._marked if not word.isascii() else word in self._toneless
            for word in marked
        ]

    def _are_surely_slips(self, typed: Syllables, meant: Syllables) -> bool:
        """Return True if `typed` has unknown syllables and `meant` has none."""
        return not all(map(self._exists, typed)) and all(map(self._exists, meant))

    def _add_typed(self, scores: Scores, typed: Syllables, marked: Syllables) -> bool:
        """Merge in the scores of the query as typed; return True if its correction was better."""
        as_typed = self._score(typed, marked)
        better = max(scores.values(), default=0.0) * DOUBT > max(as_typed.values(), default=0.0)
        _merge(scores, as_typed, 1 / DOUBT)
        return better

    def _score(self, words: Syllables, marked: Syllables) -> Scores:
        """Score one reading, as typed and with abbreviations written out."""
        words = self._negations.without_ruled_out(words)
        related = self._expansion.find_related(words)
        scores = self._ranking.rank(self._filler.without_question_phrases(words), marked, related)
        longer = self._expansion.write_out(words)
        if longer != list(words):
            _merge(
                scores,
                self._ranking.rank(self._filler.without_question_phrases(longer), marked, related),
                1.0,
            )
        return scores

    def _keep_surely_meant(
        self, scores: Scores, words: Syllables, marked: Syllables, found: FoundHints
    ) -> Scores:
        """Drop doubtful scores when a hint says that the police do not do it."""
        rest = list(words)
        for start, end in found.foreign:
            rest[start:end] = [FOREIGN] * (end - start)
        if (
            len(self._filler.meaningful_syllables([word for word in rest if word != FOREIGN]))
            > SHORT
        ):
            return scores
        otherwise = self._score(rest, marked)
        return {
            number: score
            for number, score in scores.items()
            if score >= SURE or otherwise.get(number, 0.0) >= SURE_OTHERWISE
        }


def _said_of(entries: Sequence[Entry], vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the texts that lead to procedures."""
    for entry in entries:
        yield from (entry.name, entry.short_name, *entry.keywords)
    yield from question_texts(vocabulary)
    for group in vocabulary.synonyms:
        yield from (group.canonical, *group.forms)


def _merge(scores: Scores, others: Scores, trust: float) -> None:
    """Raise `scores` to those of `others` times `trust`."""
    for number, score in others.items():
        if score * trust > scores.get(number, 0.0):
            scores[number] = score * trust


def _texts_with_marks(entries: Sequence[Entry], vocabulary: Vocabulary) -> Iterator[str]:
    """Yield texts that show words with their marks, the most official first."""
    for entry in entries:
        yield entry.name
    for question in vocabulary.questions:
        yield question.text
    for group in vocabulary.synonyms:
        yield from (group.canonical, *group.forms)
    for entry in entries:
        yield from (entry.short_name, *entry.keywords)


def _texts_to_suggest(
    entries: Sequence[Entry], vocabulary: Vocabulary
) -> Iterator[tuple[str, str | None]]:
    """Yield the texts to suggest, the most useful first, each with its procedure, if it has one."""
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
