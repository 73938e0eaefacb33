"""The catalogue in memory.

Newest versions by id and code, filter values, search index, answers already given.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from foundation.publishing.conditional import Memory
from foundation.publishing.snapshots import Snapshot
from foundation.records.vietnamese import fold
from procedures.actions import REVISION
from procedures.choices import State
from procedures.loading_vocabulary import load_vocabulary
from procedures.models import ProcedureVersion
from procedures.querysets import newest_versions
from procedures.search import Entry, SearchIndex, Vocabulary


@dataclass(frozen=True, slots=True)
class Published:
    """One procedure that citizens see: rendered bytes and what search and filters need."""

    version_id: int
    id: str
    document: bytes
    etag: str
    card: bytes
    code: str
    former_codes: tuple[str, ...]
    facets: Mapping[str, frozenset[str]]
    entry: Entry

    @property
    def short_name(self) -> str:
        """The name in lists."""
        return self.entry.short_name


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A procedure that citizens no longer see, for its old links."""

    version_id: int
    id: str
    name: str
    short_name: str
    successor: str | None
    code: str
    former_codes: tuple[str, ...]


@dataclass
class Catalogue:
    """Everything that a catalogue answer needs; never changed once built, but for the memory."""

    revision: int
    documents: dict[str, Published]
    withdrawn: dict[str, Withdrawn]
    ids_by_code: dict[str, str]
    vocabulary: Vocabulary
    index: SearchIndex
    memory: Memory = field(default_factory=Memory)
    selections: dict[str, Any] = field(default_factory=dict)

    def find(self, key: str) -> Published | Withdrawn | None:
        """Return the procedure with this id, or with this national code.

        Of today or of former times.
        """
        return self.documents.get(key) or self.withdrawn.get(key) or self._by_code(key)

    def entries(self) -> list[Entry]:
        """Return what search knows of the procedures, in the order of the catalogue."""
        return [published.entry for published in self.documents.values()]

    def _by_code(self, code: str) -> Published | Withdrawn | None:
        found = self.ids_by_code.get(code.upper())
        return (self.documents.get(found) or self.withdrawn.get(found)) if found else None


COLUMNS = ("id", "procedure_id", "state", "document", "card", "search_entry", "etag")
BATCH = 200
FACETS = ("levels", "applicant_types", "channels", "field", "online_level")


def _facets(entry: Mapping[str, Any]) -> Mapping[str, frozenset[str]]:
    values = {name: entry[name] for name in FACETS}
    return {
        name: frozenset(value if isinstance(value, list) else (value,))
        for name, value in values.items()
    }


def _published(row: Mapping[str, Any]) -> Published:
    entry = row["search_entry"]
    words = Entry(
        id=row["procedure_id"],
        **{
            name: entry[name]
            for name in ("name", "short_name", "current_name", "field_name", "text")
        },
        keywords=tuple(entry["keywords"]),
        codes=tuple(entry["codes"]),
    )
    return Published(
        version_id=row["id"],
        id=row["procedure_id"],
        document=row["document"].encode(),
        etag=row["etag"],
        card=row["card"].encode(),
        code=entry["code"],
        former_codes=tuple(entry["former_codes"]),
        facets=_facets(entry),
        entry=words,
    )


def _withdrawn(row: Mapping[str, Any]) -> Withdrawn:
    document = orjson.loads(row["document"])
    codes = document["code"], tuple(document["former_codes"])
    return Withdrawn(
        row["id"],
        row["procedure_id"],
        document["name"],
        document["short_name"],
        document["superseded_by"],
        *codes,
    )


def _rows(
    ids: Iterable[int], known: Mapping[int, Published | Withdrawn]
) -> Iterable[Published | Withdrawn]:
    """Yield the versions `ids`, reading from the database only those not in `known`."""
    yield from (known[version_id] for version_id in ids if version_id in known)
    for rows in _in_batches(sorted(set(ids) - known.keys())):
        for row in rows:
            yield _published(row) if row["state"] == State.PUBLISHED else _withdrawn(row)


def _in_batches(ids: list[int]) -> Iterable[list[dict[str, Any]]]:
    """Batches keep memory low and stay under SQLite's limit of variables."""
    for start in range(0, len(ids), BATCH):
        yield list(
            ProcedureVersion.objects.filter(id__in=ids[start : start + BATCH])
            .values(*COLUMNS)
            .order_by()
        )


def _codes(published: Iterable[Published], withdrawn: Iterable[Withdrawn]) -> dict[str, str]:
    """Return ids by code.

    What is published wins over what is withdrawn, and then today's code over a former one.

    So a code that a successor took over leads there, not to a dead end. Later steps overwrite
    earlier ones.
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
            codes |= dict.fromkeys(
                item.former_codes if former else (item.code,) if item.code else (), item.id
            )
    return codes


def build(revision: int, previous: Catalogue | None) -> Catalogue:
    """Return the catalogue of `revision`.

    Keeping from `previous` the versions that did not change.
    """
    known: dict[int, Published | Withdrawn] = {}
    if previous:
        known |= {p.version_id: p for p in previous.documents.values()}
        known |= {w.version_id: w for w in previous.withdrawn.values()}
    # Sorted here, because databases do not agree on the order of Vietnamese letters.
    field_order = dict(newest_versions().order_by().values_list("id", "procedure__field__order"))
    items = sorted(
        _rows(field_order, known),
        key=lambda item: (field_order[item.version_id], fold(item.short_name), item.id),
    )
    published = [item for item in items if isinstance(item, Published)]
    withdrawn = [item for item in items if isinstance(item, Withdrawn)]
    vocabulary = load_vocabulary()
    return Catalogue(
        revision=revision,
        documents={p.id: p for p in published},
        withdrawn={w.id: w for w in withdrawn},
        ids_by_code=_codes(published, withdrawn),
        vocabulary=vocabulary,
        index=_index([p.entry for p in published], vocabulary, previous),
    )


def _index(entries: list[Entry], vocabulary: Vocabulary, previous: Catalogue | None) -> SearchIndex:
    """Return the index of `entries`.

    The previous one where only a fee, a step or a date changed, as mostly.
    """
    if previous and previous.vocabulary == vocabulary and previous.entries() == entries:
        return previous.index
    return SearchIndex(entries, vocabulary)


catalogue: Snapshot[Catalogue] = Snapshot(REVISION, build)
