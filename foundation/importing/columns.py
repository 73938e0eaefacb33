"""Which columns a table may have, under which names, and what those of one file hold.

A room describes its table once, as a `Layout`. A header that neither the layout nor an officer
explains is mapped once by an officer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from foundation.records.vietnamese import syllables

IGNORED = "ignored"
MAX_COLUMNS = 100
MAX_HEADER_LENGTH = 120
MIN_LIKENESS = 0.36  # of the syllables of two headers, the share that both have


@dataclass(frozen=True, slots=True)
class Column:
    """One column: our key, the header that we write, a title for officers, other headers."""

    key: str
    header: str
    title: str
    others: tuple[str, ...] = ()
    required: bool = False
    personal: bool = field(default=False)

    @property
    def names(self) -> tuple[str, ...]:
        """All headers of this column."""
        return (self.header, self.title, *self.others)


def folded(header: str) -> str:
    """Return a header for comparison: no marks, case, spaces or signs.

    >>> folded("Ngày tiếp nhận"), folded("NgayTiepNhan")
    ('ngaytiepnhan', 'ngaytiepnhan')
    """
    return "".join(syllables(header))


@dataclass(frozen=True)
class Layout:
    """The columns of one kind of table. The first one names the row, such as a dossier's code.

    `row_noun` is what a row is, «hồ sơ». `unused` are known headers that are left out.
    `explained` maps folded headers to keys, as officers said; it takes precedence.
    """

    columns: tuple[Column, ...]
    row_noun: str
    unused: tuple[str, ...] = ()
    explained: Mapping[str, str] = field(default_factory=dict)

    def with_explained(self, explained: Mapping[str, str]) -> "Layout":
        """Return the layout with what officers said about headers."""
        return replace(self, explained=explained)

    @cached_property
    def by_key(self) -> Mapping[str, Column]:
        """The columns by their keys."""
        return {column.key: column for column in self.columns}

    @cached_property
    def _meanings(self) -> Mapping[str, str]:
        known = {folded(name): column.key for column in self.columns for name in column.names}
        return known | {folded(name): IGNORED for name in self.unused} | {**self.explained}

    def recognise(self, names: Iterable[str]) -> "Headers":
        """Return what the headers `names` hold."""
        plain = tuple(" ".join(name.split())[:MAX_HEADER_LENGTH] for name in names)
        return Headers(plain, tuple(map(self.key_of, plain)), self)

    def key_of(self, name: str) -> str | None:
        """Return the key of the column that a header names, IGNORED, or None if it is unknown."""
        return self._meanings.get(folded(name[:MAX_HEADER_LENGTH])) if name else None

    def is_header(self, values: Sequence[object]) -> bool:
        """Return True if a line has the first column and at least one more."""
        headers = self.recognise(as_texts(values[:MAX_COLUMNS]))
        return self.columns[0].key in headers.keys and headers.known() > 1

    def guess(self, header: str) -> str:
        """Return the title of the column that an unknown header most likely is, or ""."""
        words = set(syllables(header))
        likeness = {
            column.title: max(_likeness(words, name) for name in (column.title, *column.others))
            for column in self.columns
        }
        best = max(likeness, key=lambda title: likeness[title])
        return best if likeness[best] >= MIN_LIKENESS else ""

    def choices(self) -> list[tuple[str, str]]:
        """Return what a header may be mapped to, for forms."""
        return [
            *((column.key, f"{column.title} ({column.header})") for column in self.columns),
            (IGNORED, "Bỏ qua cột này"),
        ]


def _likeness(words: set[str], name: str) -> float:
    others = set(syllables(name))
    return len(words & others) / len(words | others)


def as_texts(values: Iterable[object]) -> list[str]:
    """Return the cells that are texts; others become empty."""
    return [value if isinstance(value, str) else "" for value in values]


@dataclass(frozen=True, slots=True)
class Headers:
    """The headers of a table as written, and the key of each column.

    `keys` has a key, IGNORED, or None if unknown.
    """

    names: tuple[str, ...]
    keys: tuple[str | None, ...]
    layout: Layout

    @property
    def missing(self) -> list[Column]:
        """The required columns that the file lacks."""
        return [
            column
            for column in self.layout.columns
            if column.required and column.key not in self.keys
        ]

    @property
    def unknown(self) -> list[str]:
        """Headers that are not mapped."""
        return [
            name for name, key in zip(self.names, self.keys, strict=True) if key is None and name
        ]

    @property
    def ignored(self) -> list[str]:
        """Headers that are skipped."""
        return [name for name, key in zip(self.names, self.keys, strict=True) if key == IGNORED]

    @property
    def repeated(self) -> list[Column]:
        """Columns that occur more than once."""
        return [column for column in self.layout.columns if self.keys.count(column.key) > 1]

    @property
    def to_explain(self) -> bool:
        """True if an officer has to map columns first. No column is dropped silently."""
        return bool(self.missing or self.repeated or self.unknown)

    def name(self, key: str) -> str:
        """Return the header of a column as in the file, or ours without one."""
        return (
            self.names[self.keys.index(key)] if key in self.keys else self.layout.by_key[key].header
        )

    def known(self) -> int:
        """Return how many columns are recognised."""
        return len({key for key in self.keys if key in self.layout.by_key})
