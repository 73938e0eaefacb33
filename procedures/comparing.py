"""What differs between two drafts, member by member, in the officers' words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Field
from django.utils.text import capfirst

from procedures import texts
from procedures.choices import ApplicantType, Level
from procedures.drafts import DraftSerializer
from procedures.models import Case, Procedure
from procedures.models.parts import PARTS

Draft = Mapping[str, Any]
Row = Mapping[str, Any]
EMPTY = "(trống)"
ADDED, REMOVED, CHANGED = "added", "removed", "changed"
_MODELS: Mapping[str, type[Any]] = dict(PARTS)
_CHOICE_LISTS: Mapping[str, Any] = {"levels": Level, "applicant_types": ApplicantType}
# By what an officer recognises a row that was changed.
_IDENTITY: Mapping[str, tuple[str, ...]] = {
    "documents": ("name", "case"),
    "steps": ("title", "case"),
    "channels": ("kind",),
    "time_limits": ("channel", "condition"),
    "fees": ("channel", "condition"),
    "forms": ("name",),
    "legal_basis": ("number",),
    "sources": ("name", "url"),
}


@dataclass(frozen=True)
class Difference:
    """One member that differs: where, what it was, what it is.

    `kind` is added, removed or changed.
    """

    place: str
    before: str
    after: str
    kind: str = CHANGED


def compare(before: Draft, after: Draft) -> list[Difference]:
    """Return what differs between two drafts, in the order of the edit page."""
    return [
        difference
        for name in DraftSerializer.Meta.fields
        for difference in _member(name, before.get(name), after.get(name))
    ]


def _member(name: str, before: Any, after: Any) -> Iterable[Difference]:
    if before == after:
        return []
    if name in _MODELS:
        return _rows(name, before or [], after or [])
    if isinstance(before or after, list):
        return [_lines(name, before or [], after or [])]
    return [Difference(label(name), shown(Procedure, name, before), shown(Procedure, name, after))]


def _lines(name: str, before: Sequence[str], after: Sequence[str]) -> Difference:
    """Show only the lines that differ, or both lists when only the order does."""
    gone, new = _without(before, after), _without(after, before)
    if not gone and not new:
        return Difference(f"{label(name)} (thứ tự)", _listed(name, before), _listed(name, after))
    kind = CHANGED if gone and new else REMOVED if gone else ADDED
    return Difference(label(name), _listed(name, gone), _listed(name, new), kind)


def _without(items: Sequence[Any], others: Iterable[Any]) -> list[Any]:
    """Return `items` less one for each equal one among `others`: two equal rows are two."""
    left = list(items)
    for other in others:
        if other in left:
            left.remove(other)
    return left


def _listed(name: str, values: Iterable[str]) -> str:
    labels = dict(_CHOICE_LISTS[name].choices) if name in _CHOICE_LISTS else {}
    return "\n".join(str(labels.get(value, value)) for value in values) or EMPTY


def _rows(name: str, before: Sequence[Row], after: Sequence[Row]) -> list[Difference]:
    gone, new = _without(before, after), _without(after, before)
    if not gone and not new:
        return [Difference(f"{label(name)} (thứ tự)", _titles(name, before), _titles(name, after))]
    pairs = _pairs(name, gone, new)
    return [difference for old, now in pairs for difference in _row(name, old, now)]


def _pairs(
    name: str, gone: Sequence[Row], new: Sequence[Row]
) -> list[tuple[Row | None, Row | None]]:
    """Pair rows that are recognisably the same.

    What is left on both sides in equal numbers was renamed.
    """
    left, pairs = list(gone), list[tuple[Row | None, Row | None]]()
    unpaired = []
    for row in new:
        match = next((old for old in left if _key(name, old) == _key(name, row)), None)
        if match is None:
            unpaired.append(row)
            continue
        left.remove(match)
        pairs.append((match, row))
    if len(left) == len(unpaired):
        return [*pairs, *zip(left, unpaired, strict=True)]
    return [*pairs, *((old, None) for old in left), *((None, row) for row in unpaired)]


def _key(name: str, row: Row) -> tuple[Any, ...]:
    return tuple(row.get(member) for member in _IDENTITY[name])


def _row(name: str, before: Row | None, after: Row | None) -> list[Difference]:
    model = _MODELS[name]
    if before is None or after is None:
        row = after if before is None else before
        place = f"{label(name)} · {title(name, row or {})}"
        words = "\n".join(
            f"{_field_label(model, m)}: {shown(model, m, v)}"
            for m, v in (row or {}).items()
            if v not in (None, "", [])
        )
        return [
            Difference(place, EMPTY, words, ADDED)
            if before is None
            else Difference(place, words, EMPTY, REMOVED)
        ]
    place = f"{label(name)} · {title(name, before)}"
    differing = [
        member
        for member in dict.fromkeys([*before, *after])
        if before.get(member) != after.get(member)
    ]
    return [
        Difference(
            f"{place} · {_field_label(model, m)}",
            shown(model, m, before.get(m)),
            shown(model, m, after.get(m)),
        )
        for m in differing
    ]


def _titles(name: str, rows: Iterable[Row]) -> str:
    return "\n".join(f"{i}. {title(name, row)}" for i, row in enumerate(rows, 1)) or EMPTY


def title(name: str, row: Row) -> str:
    """Return a few words by which an officer recognises `row` of the part `name`."""
    model = _MODELS[name]
    if name == "fees":
        words = [
            f"{texts.number(row['amount'])} {shown(model, 'currency', row['currency'])}",
            str(row.get("condition") or ""),
        ]
    elif name == "time_limits":
        amount = (
            ""
            if row.get("value") is None
            else f"{texts.number(row['value'])} {shown(model, 'unit', row.get('unit'))}"
        )
        words = [str(row.get("text") or amount), str(row.get("condition") or "")]
    else:
        words = [shown(model, member, row.get(member)) for member in _IDENTITY[name][:1]]
    text = " – ".join(word for word in words if word)
    return text if len(text) <= 90 else text[:89] + "…"  # noqa: PLR2004  # about one line


def label(name: str) -> str:
    """Return the Vietnamese name of a member of a draft."""
    if name == "cases":
        return capfirst(str(Case._meta.verbose_name_plural))
    if name in _MODELS:
        return capfirst(str(_MODELS[name]._meta.verbose_name_plural))
    return _field_label(Procedure, name)


def _field_label(model: type[Any], name: str) -> str:
    return capfirst(str(model._meta.get_field(name).verbose_name))


def place_of(path: Sequence[str | int]) -> str:
    """Return where `path`, as `publishing_problems` gives it, leads on the edit page.

    >>> place_of(("documents", 0, "condition"))
    'Thành phần hồ sơ · dòng 1 · Điều kiện'
    """
    name = str(path[0])
    steps = (
        f"dòng {step + 1}" if isinstance(step, int) else _field_label(_MODELS[name], step)
        for step in path[1:]
    )
    return " · ".join([label(name), *steps])


def shown(model: type[Any], name: str, value: Any) -> str:
    """Return `value` of the field `name` as an officer reads it."""
    if value is None or value in ("", []):
        return EMPTY
    field: Field[Any, Any] = model._meta.get_field(name)
    labels = dict(getattr(field, "flatchoices", ()))
    if value in labels:
        return str(labels[value])
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, int | float):
        return texts.number(value)
    return _date(value) if field.get_internal_type() == "DateField" else str(value)


def _date(value: Any) -> str:
    try:
        return f"{date.fromisoformat(str(value)):%d/%m/%Y}"
    except ValueError:
        return str(value)
