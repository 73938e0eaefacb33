"""Differences between two drafts, member by member, in the officers' words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foundation.records.word_differences import Part, word_differences
from procedures.choices import ApplicantType, Level
from procedures.drafts.draft_format import DraftSerializer
from procedures.drafts.labels import (
    EMPTY,
    IDENTITY,
    PART_MODELS,
    Row,
    label_field,
    label_member,
    show_value,
    title_row,
)
from procedures.models import Procedure

Draft = Mapping[str, Any]
ADDED, REMOVED, CHANGED = "added", "removed", "changed"
_LINE_LABELS = {"levels": dict(Level.choices), "applicant_types": dict(ApplicantType.choices)}


@dataclass(frozen=True)
class Difference:
    """One difference: place, value before, value after.

    `kind` is added, removed or changed.
    """

    place: str
    before: str
    after: str
    kind: str = CHANGED

    @property
    def parts(self) -> list[Part]:
        """The words that stayed, went and came, of a changed value."""
        return word_differences(self.before, self.after) if self.kind == CHANGED else []


def compare(before: Draft, after: Draft) -> list[Difference]:
    """Return the differences between two drafts, in the order of the edit page."""
    return [
        difference
        for name in DraftSerializer.Meta.fields
        for difference in _compare_member(name, before.get(name), after.get(name))
    ]


def _compare_member(name: str, before: Any, after: Any) -> Iterable[Difference]:
    if before == after:
        return []
    if name in PART_MODELS:
        return _compare_parts(name, before or [], after or [])
    if isinstance(before or after, list):
        return [_compare_lines(name, before or [], after or [])]
    shown = (show_value(Procedure, name, before), show_value(Procedure, name, after))
    return [Difference(label_member(name), *shown)]


def _compare_lines(name: str, before: Sequence[str], after: Sequence[str]) -> Difference:
    """Show only the lines that differ, or both lists when only the order does."""
    gone, new = _without(before, after), _without(after, before)
    if not gone and not new:
        place = f"{label_member(name)} (thứ tự)"
        return Difference(place, _list_lines(name, before), _list_lines(name, after))
    kind = CHANGED if gone and new else REMOVED if gone else ADDED
    return Difference(label_member(name), _list_lines(name, gone), _list_lines(name, new), kind)


def _without(items: Sequence[Any], others: Iterable[Any]) -> list[Any]:
    """Return `items` minus one for each equal item in `others`; duplicates count."""
    left = list(items)
    for other in others:
        if other in left:
            left.remove(other)
    return left


def _list_lines(name: str, values: Iterable[str]) -> str:
    labels = _LINE_LABELS.get(name, {})
    return "\n".join(str(labels.get(value, value)) for value in values) or EMPTY


def _compare_parts(name: str, before: Sequence[Row], after: Sequence[Row]) -> list[Difference]:
    gone, new = _without(before, after), _without(after, before)
    if not gone and not new:
        place = f"{label_member(name)} (thứ tự)"
        return [Difference(place, _list_titles(name, before), _list_titles(name, after))]
    return [
        difference
        for old, now in _pair_rows(name, gone, new)
        for difference in _compare_rows(name, old, now)
    ]


def _pair_rows(
    name: str, gone: Sequence[Row], new: Sequence[Row]
) -> list[tuple[Row | None, Row | None]]:
    """Pair the rows that an officer would consider the same.

    If as many rows remain on both sides, they were renamed.
    """
    left, pairs = list(gone), list[tuple[Row | None, Row | None]]()
    unpaired = []
    for row in new:
        match = next((old for old in left if _identity(name, old) == _identity(name, row)), None)
        if match is None:
            unpaired.append(row)
            continue
        left.remove(match)
        pairs.append((match, row))
    if len(left) == len(unpaired):
        return [*pairs, *zip(left, unpaired, strict=True)]
    return [*pairs, *((old, None) for old in left), *((None, row) for row in unpaired)]


def _identity(name: str, row: Row) -> tuple[Any, ...]:
    return tuple(row.get(member) for member in IDENTITY[name])


def _compare_rows(name: str, before: Row | None, after: Row | None) -> list[Difference]:
    if before is None or after is None:
        return [_show_whole_row(name, before, after)]
    model, place = PART_MODELS[name], f"{label_member(name)} · {title_row(name, before)}"
    return [
        Difference(
            f"{place} · {label_field(model, member)}",
            show_value(model, member, before.get(member)),
            show_value(model, member, after.get(member)),
        )
        for member in dict.fromkeys([*before, *after])
        if before.get(member) != after.get(member)
    ]


def _show_whole_row(name: str, before: Row | None, after: Row | None) -> Difference:
    row, model = after or before or {}, PART_MODELS[name]
    place = f"{label_member(name)} · {title_row(name, row)}"
    words = "\n".join(
        f"{label_field(model, member)}: {show_value(model, member, value)}"
        for member, value in row.items()
        if value not in (None, "", [])
    )
    if before is None:
        return Difference(place, EMPTY, words, ADDED)
    return Difference(place, words, EMPTY, REMOVED)


def _list_titles(name: str, rows: Iterable[Row]) -> str:
    return "\n".join(f"{i}. {title_row(name, row)}" for i, row in enumerate(rows, 1)) or EMPTY
