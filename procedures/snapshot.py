"""The catalogue in memory: newest versions by id and code, filter values, search index, answers already given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from police_portal.api.conditional import Memory
from police_portal.snapshots import Snapshot
from procedures.actions import REVISION
from procedures.choices import State
from procedures.models import ProcedureVersion
from procedures.querysets import newest_versions
from procedures.search import Entry, SearchIndex
from procedures.vocabulary import load_vocabulary


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


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A procedure that citizens no longer see, for its old links."""

    version_id: int
    id: str
    name: str
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
    fields: frozenset[str]
    index: SearchIndex
    memory: Memory = field(default_factory=Memory)
    selections: dict[str, Any] = field(default_factory=dict)

    def find(self, key: str) -> Published | Withdrawn | None:
        """Return the procedure with this id, or with this national code, of today or of former times."""
        return self.documents.get(key) or self.withdrawn.get(key) or self._by_code(key)

    def _by_code(self, code: str) -> Published | Withdrawn | None:
        found = self.ids_by_code.get(code.upper())
        return (self.documents.get(found) or self.withdrawn.get(found)) if found else None


FACETS = ("levels", "applicant_types", "channels")


def _published(row: Mapping[str, Any]) -> Published:
    entry = row["search_entry"]
    facets = {name: frozenset(entry[name]) for name in FACETS}
    facets |= {name: frozenset({entry[name]}) for name in ("field", "online_level")}
    words = Entry(
        id=row["procedure_id"],
        **{name: entry[name] for name in ("name", "short_name", "current_name", "field_name", "text")},
        keywords=tuple(entry["keywords"]),
        codes=tuple(entry["codes"]),
    )
    return Published(
        row["id"], row["procedure_id"], row["document"].encode(), row["etag"], row["card"].encode(),
        entry["code"], tuple(entry["former_codes"]), facets, words,
    )  # fmt: skip


def _withdrawn(row: Mapping[str, Any]) -> Withdrawn:
    document = orjson.loads(row["document"])
    codes = document["code"], tuple(document["former_codes"])
    return Withdrawn(row["id"], row["procedure_id"], document["name"], document["superseded_by"], *codes)


def _rows(known: Mapping[int, Published | Withdrawn]) -> Iterable[Published | Withdrawn]:
    """Yield the newest version of every procedure, reading from the database only those not in `known`."""
    order = ("procedure__field__order", "procedure__short_name", "procedure_id")
    ids = list(newest_versions().order_by(*order).values_list("id", flat=True))
    columns = ("id", "procedure_id", "state", "document", "card", "search_entry", "etag")
    missing = {i for i in ids if i not in known}
    new = {row["id"]: row for row in _in_batches(sorted(missing), columns)}
    for version_id in ids:
        row = new.get(version_id)
        if row is None:
            yield known[version_id]
        else:
            yield _published(row) if row["state"] == State.PUBLISHED else _withdrawn(row)


def _in_batches(ids: list[int], columns: tuple[str, ...], size: int = 500) -> Iterable[dict[str, Any]]:
    """Batches keep memory low and stay under SQLite's limit of variables."""
    for start in range(0, len(ids), size):
        yield from ProcedureVersion.objects.filter(id__in=ids[start : start + size]).values(*columns).order_by()


def _codes(published: Iterable[Published], withdrawn: Iterable[Withdrawn]) -> dict[str, str]:
    """Return ids by code. What is said later wins: published over withdrawn, today's code over a former one."""
    steps: list[tuple[Iterable[Published | Withdrawn], bool]] = [
        (withdrawn, True),
        (published, True),
        (withdrawn, False),
        (published, False),
    ]
    codes: dict[str, str] = {}
    for items, former in steps:
        for item in items:
            codes |= dict.fromkeys(item.former_codes if former else (item.code,) if item.code else (), item.id)
    return codes


def build(revision: int, previous: Catalogue | None) -> Catalogue:
    """Return the catalogue of `revision`, keeping from `previous` the versions that did not change."""
    known: dict[int, Published | Withdrawn] = {}
    if previous:
        known |= {p.version_id: p for p in previous.documents.values()}
        known |= {w.version_id: w for w in previous.withdrawn.values()}
    items = list(_rows(known))
    published = [item for item in items if isinstance(item, Published)]
    withdrawn = [item for item in items if isinstance(item, Withdrawn)]
    return Catalogue(
        revision=revision,
        documents={p.id: p for p in published},
        withdrawn={w.id: w for w in withdrawn},
        ids_by_code=_codes(published, withdrawn),
        fields=frozenset(code for p in published for code in p.facets["field"]),
        index=SearchIndex([p.entry for p in published], load_vocabulary()),
    )


catalogue: Snapshot[Catalogue] = Snapshot(REVISION, build)
