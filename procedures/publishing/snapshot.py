"""The catalogue in memory: newest versions by id and code, search index, remembered answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import orjson

from foundation.publishing.conditional import Memory
from foundation.publishing.daily import DailySnapshot
from foundation.publishing.days import Day
from foundation.publishing.derived import kept_while_equal
from foundation.records.vietnamese import fold
from offices.models import Field
from procedures.actions import REVISION
from procedures.answers.words import AnswerWords
from procedures.choices import State
from procedures.law.changes import PLAIN, acts_by_procedure, of_procedure
from procedures.law.standing import Act
from procedures.models import AnswerWord, ProcedureVersion
from procedures.publishing.names import Names
from procedures.publishing.published import Published, Withdrawn, read_published, read_withdrawn
from procedures.querysets import newest_versions
from procedures.search import SearchIndex, Vocabulary
from procedures.search.vocabulary import load_vocabulary
from procedures.search.words import MAX_SYLLABLES, plain_syllables


@dataclass(frozen=True, slots=True)
class Selection:
    """The procedures to list, by facets (name, value), and the page to show."""

    facets: tuple[tuple[str, str], ...] = ()
    # The language of the cards; empty for Vietnamese.
    language: str = ""
    # `page` and `page_size`, as `page_head` takes them.
    paging: dict[str, Any] = field(default_factory=dict)

    def select(self, procedures: list[Published]) -> list[Published]:
        """Return the procedures that match all facets."""
        for facet, value in self.facets:
            procedures = [item for item in procedures if value in item.facets[facet]]
        return procedures


@dataclass
class Catalogue:
    """Everything that answers about the catalogue need on one day.

    Once built, only its memories change.
    """

    revision: int
    day: Day
    documents: dict[str, Published]
    withdrawn: dict[str, Withdrawn]
    ids_by_code: dict[str, str]
    vocabulary: Vocabulary
    index: SearchIndex
    answer_words: AnswerWords = field(default_factory=AnswerWords)
    memory: Memory = field(default_factory=Memory)
    # Selections of the list by query string.
    selections: dict[str, Selection] = field(default_factory=dict)
    # Translated cards, by language and id.
    cards: dict[tuple[str, str], bytes] = field(default_factory=dict)
    # Ids by the syllables of their names in lists, made when first asked for.
    names: dict[tuple[str, ...], str] = field(default_factory=dict)

    def on(self, day: Day) -> "Catalogue":
        """Return the catalogue of `day` without remembered answers; it sends no query."""
        documents = {key: item.on(day.date) for key, item in self.documents.items()}
        return replace(self, day=day, documents=documents, memory=Memory(), cards={})

    def card(self, published: Published, language: str) -> bytes:
        """Return the card in `language`, or in Vietnamese if it has no translation."""
        if not language or language not in published.translations:
            return published.card
        key = (language, published.id)
        if key not in self.cards:
            translated = published.translated(language)
            card = orjson.loads(published.card)
            self.cards[key] = orjson.dumps(translated.card(card) if translated else card)
        return self.cards[key]

    def find(self, key: str) -> Published | Withdrawn | None:
        """Return the procedure with this id, or this national code, current or former."""
        return self.documents.get(key) or self.withdrawn.get(key) or self._by_code(key)

    def named(self, words: tuple[str, ...]) -> str | None:
        """Return the procedure with whose whole name the syllables `words` begin."""
        names, lengths = self._known_names(), range(min(len(words), MAX_SYLLABLES), 2, -1)
        return next((names[words[:n]] for n in lengths if words[:n] in names), None)

    def is_name(self, words: tuple[str, ...]) -> bool:
        """Return True if the syllables `words` are a procedure's whole name."""
        return words in self._known_names()

    def _known_names(self) -> dict[tuple[str, ...], str]:
        if not self.names:
            names = {key: one.name_in_lists for key, one in self.documents.items()}
            self.names |= {tuple(plain_syllables(name)): key for key, name in names.items()}
        return self.names

    def _by_code(self, code: str) -> Published | Withdrawn | None:
        found = self.ids_by_code.get(code.upper())
        return (self.documents.get(found) or self.withdrawn.get(found)) if found else None


COLUMNS = (
    *("id", "procedure_id", "state", "document", "card", "search_entry", "fees"),
    "forms",
    "translations",
    "published_at",
)
BATCH = 200


def _load_versions(
    ids: Iterable[int], known: Mapping[int, Published | Withdrawn]
) -> Iterable[Published | Withdrawn]:
    """Yield the versions `ids`, reading only unknown ones from the database."""
    yield from (known[version_id] for version_id in ids if version_id in known)
    for rows in _in_batches(sorted(set(ids) - known.keys())):
        for row in rows:
            yield (read_published(row) if row["state"] == State.PUBLISHED else read_withdrawn(row))


def _today(
    item: Published | Withdrawn, names: Names, acts: Mapping[str, tuple[Act, ...]], day: date
) -> Published | Withdrawn:
    if isinstance(item, Withdrawn):
        return item
    return item.under(acts.get(item.id, ())).with_names(names).on(day)


def _names_of(published: Iterable[Published]) -> Names:
    fields = dict(Field.objects.order_by().values_list("code", "name"))
    return Names({item.id: item.name_in_lists for item in published}, fields)


def _orders_and_acts() -> tuple[dict[int, int], dict[str, tuple[Act, ...]]]:
    """Return the order of the field of each newest version, and acts by procedure; in one query."""
    columns = ("id", "procedure__field__order", "procedure_id", *PLAIN)
    rows = newest_versions().order_by().annotate(**of_procedure()).values_list(*columns)
    found = list(rows)
    return {row[0]: row[1] for row in found}, acts_by_procedure(row[2:] for row in found)


def _in_batches(ids: list[int]) -> Iterable[list[dict[str, Any]]]:
    """Yield rows in batches, to keep memory low and stay under SQLite's limit of variables."""
    for start in range(0, len(ids), BATCH):
        yield list(
            ProcedureVersion.objects.filter(id__in=ids[start : start + BATCH])
            .values(*COLUMNS)
            .order_by()
        )


def _ids_by_code(published: Iterable[Published], withdrawn: Iterable[Withdrawn]) -> dict[str, str]:
    """Return ids by code: published before withdrawn procedures, current before former codes.

    So a code that a successor took over leads to the successor. Later steps overwrite earlier ones.
    """
    steps: list[tuple[Iterable[Published | Withdrawn], bool]] = [
        (withdrawn, True),
        (withdrawn, False),
        (published, True),
        (published, False),
    ]
    codes: dict[str, str] = {}
    for items, former in steps:
        for item in items:
            current = (item.code,) if item.code else ()
            codes |= dict.fromkeys(item.former_codes if former else current, item.id)
    return codes


def build(revision: int, previous: Catalogue | None) -> Catalogue:
    """Build the catalogue of `revision`, keeping unchanged versions of `previous`."""
    known: dict[int, Published | Withdrawn] = {}
    if previous:
        known |= {p.version_id: p for p in previous.documents.values()}
        known |= {w.version_id: w for w in previous.withdrawn.values()}
    # Sorted here, because databases do not agree on the order of Vietnamese letters.
    field_order, acts = _orders_and_acts()
    day = Day.today()
    loaded = list(_load_versions(field_order, known))
    names = _names_of(item for item in loaded if isinstance(item, Published))
    items = sorted(
        (_today(item, names, acts, day.date) for item in loaded),
        key=lambda item: (field_order[item.version_id], fold(item.short_name), item.id),
    )
    published = [item for item in items if isinstance(item, Published)]
    withdrawn = [item for item in items if isinstance(item, Withdrawn)]
    vocabulary = load_vocabulary()
    return Catalogue(
        revision=revision,
        day=day,
        documents={p.id: p for p in published},
        withdrawn={w.id: w for w in withdrawn},
        ids_by_code=_ids_by_code(published, withdrawn),
        vocabulary=vocabulary,
        answer_words=_words_of(sorted(AnswerWord.objects.values_list("code", "text"))),
        index=_index_of([p.entry for p in published], vocabulary),
    )


_index_of = kept_while_equal(SearchIndex)
_words_of = kept_while_equal(AnswerWords)

catalogue: DailySnapshot[Catalogue] = DailySnapshot(REVISION, build)
