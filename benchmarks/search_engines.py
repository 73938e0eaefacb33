"""The engines that are compared: ours, tantivy with and without fuzzy terms, a plain one."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Protocol

import tantivy

from foundation.records.vietnamese import fold
from procedures.search import Entry, SearchIndex, Vocabulary
from procedures.search.expansion import Expansion
from procedures.search.filler import Filler
from procedures.search.words import plain_syllables, read_query

FIELDS = {"name": 3.0, "keywords": 2.5, "said": 2.0, "text": 0.3}
PAIR, SHORTEST_FUZZY, LIMIT = 2.0, 3, 20
HEAP = 64 * 1024 * 1024


class Engine(Protocol):
    """What is measured."""

    def __init__(self, entries: Sequence[Entry], vocabulary: Vocabulary) -> None: ...

    def search(self, query: str) -> Sequence[str]:
        """Return the ids of the procedures found, best first."""


class Own:
    """The index of this project."""

    def __init__(self, entries: Sequence[Entry], vocabulary: Vocabulary) -> None:
        self._index = SearchIndex(entries, vocabulary)

    def search(self, query: str) -> Sequence[str]:
        """Return what our index finds."""
        return self._index.search(query).ids


class Naive:
    """All words of the query occur in names or keywords: DRF's SearchFilter, over folded text."""

    def __init__(self, entries: Sequence[Entry], vocabulary: Vocabulary) -> None:
        self._texts = [
            (entry.id, fold(" ".join((entry.name, entry.short_name, *entry.keywords))))
            for entry in entries
        ]

    def search(self, query: str) -> Sequence[str]:
        """Return the procedures that contain every word, in the order of the catalogue."""
        words = fold(query).split()
        return [key for key, text in self._texts if all(word in text for word in words)][:LIMIT]


class Tantivy:
    """BM25 over folded syllables and pairs; words, weights and question words are ours."""

    fuzzy = False

    def __init__(self, entries: Sequence[Entry], vocabulary: Vocabulary) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        for name in FIELDS:
            builder.add_text_field(name, tokenizer_name="whitespace")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema)
        self._expansion = Expansion(vocabulary)
        self._filler = Filler(vocabulary.question_phrases, vocabulary.weak_words)
        self._fill(entries, dict(_said(vocabulary)))
        self._searcher = self._index.searcher()

    def _fill(self, entries: Sequence[Entry], said: dict[str, list[str]]) -> None:
        writer = self._index.writer(HEAP, 1)
        for entry in entries:
            texts = {
                "name": [entry.name, entry.current_name, entry.short_name],
                "keywords": [*entry.keywords, *entry.codes],
                "said": said.get(entry.id, []),
                "text": [entry.text],
            }
            writer.add_document(
                tantivy.Document(
                    id=[entry.id], **{name: _tokens(lines) for name, lines in texts.items()}
                )
            )
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def search(self, query: str) -> Sequence[str]:
        """Return the best by BM25."""
        words = read_query(query)[0]
        readings = dict.fromkeys(
            tuple(self._filler.without_question_phrases(r))
            for r in (words, self._expansion.write_out(words))
        )
        clauses = [
            (tantivy.Occur.Should, clause)
            for reading in readings
            for clause in self._clauses(reading)
        ]
        if not clauses:
            return []
        hits = self._searcher.search(tantivy.Query.boolean_query(clauses), LIMIT).hits
        return [self._searcher.doc(address)["id"][0] for _, address in hits]

    def _clauses(self, words: Sequence[str]) -> Iterator[tantivy.Query]:
        for name, boost in FIELDS.items():
            for word in filter(None, words):
                yield tantivy.Query.boost_query(self._term(name, word), boost)
            for a, b in pairwise(words):
                if a and b:
                    yield tantivy.Query.boost_query(
                        tantivy.Query.term_query(self._schema, name, f"{a}_{b}"), boost * PAIR
                    )

    def _term(self, name: str, word: str) -> tantivy.Query:
        if self.fuzzy and len(word) >= SHORTEST_FUZZY and name != "text":
            near = tantivy.Query.fuzzy_term_query(
                self._schema, name, word, distance=1, transposition_cost_one=True
            )
            exact = tantivy.Query.term_query(self._schema, name, word)
            return tantivy.Query.boolean_query(
                [(tantivy.Occur.Should, near), (tantivy.Occur.Should, exact)]
            )
        return tantivy.Query.term_query(self._schema, name, word)


class TantivyFuzzy(Tantivy):
    """The same, and each syllable also finds what is one edit away."""

    fuzzy = True


def _tokens(lines: Iterable[str]) -> list[str]:
    """Return each line as syllables and pairs, one token each."""
    tokens = []
    for line in lines:
        words = plain_syllables(line)
        tokens.append(" ".join([*words, *(f"{a}_{b}" for a, b in pairwise(words))]))
    return tokens


def _said(vocabulary: Vocabulary) -> Iterator[tuple[str, list[str]]]:
    """Yield for each procedure the synonyms and questions that lead to it."""
    said: dict[str, list[str]] = {}
    for group in vocabulary.synonyms:
        for key in group.procedure_ids:
            said.setdefault(key, []).extend((group.canonical, *group.forms))
    for question in vocabulary.questions:
        for key in question.procedure_ids:
            said.setdefault(key, []).extend((question.text, *question.variants))
    yield from said.items()


ENGINES: dict[str, type[Engine]] = {
    "own": Own,
    "tantivy": Tantivy,
    "tantivy-fuzzy": TantivyFuzzy,
    "naive": Naive,
}
