"""What changed beside a draft: acts that reduce fees, official forms, translations; in words.

A draft names them only, and each of them may be in many procedures.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Model

from procedures.choices import Language, Origin
from procedures.drafts.comparison import ADDED, REMOVED, Difference
from procedures.drafts.labels import EMPTY, label_field, show_value
from procedures.models import FeeReduction, OfficialForm, ReducedFee
from procedures.translations.table import Translations
from procedures.translations.texts import FIELDS

Row = Mapping[str, Any]
Key = Callable[[Row], Any]


def compare_reductions(before: Iterable[Row], after: Iterable[Row]) -> Iterator[Difference]:
    """Yield the differences between the reductions of two versions (`fees.table.table_of`)."""
    return _compare("Miễn, giảm phí", before, after, (FeeReduction, ReducedFee))


def compare_forms(before: Sequence[Row], after: Sequence[Row]) -> Iterator[Difference]:
    """Yield the differences in forms that both versions use (`official_forms.table.forms_of`).

    Which forms are used stands in the draft itself.
    """
    heads = _heads(before) & _heads(after)
    old, new = (_chains(uses, heads) for uses in (before, after))
    return _compare("Biểu mẫu", old, new, (OfficialForm,))


def compare_translations(before: Translations, after: Translations) -> Iterator[Difference]:
    """Yield the differences between the translations of two versions."""
    keys = (_key("language", "field", "source"), _key("language", "field", "order"))
    for old, new in _pairs(_rows(before), _rows(after), keys):
        row = new or old or {}
        place = f"Bản dịch ({Language(row['language']).label}) · {FIELDS.get(row['field'], '')}"
        yield Difference(place, _translation(old), _translation(new), _kind(old, new))


def _rows(translations: Translations) -> list[Row]:
    return [
        {"language": language, **row} for language, some in translations.items() for row in some
    ]


def _translation(row: Row | None) -> str:
    if row is None:
        return EMPTY
    lines = (row["words"], Origin(row["origin"]).label, row["source_url"])
    return "\n".join(filter(None, lines))


def _heads(uses: Sequence[Row]) -> set[str]:
    return {use["chain"][0]["id"] for use in uses}


def _chains(uses: Sequence[Row], heads: set[str]) -> list[Row]:
    """Return the forms of these uses with their replacements, each once."""
    found = [form for use in uses if use["chain"][0]["id"] in heads for form in use["chain"]]
    return list({form["id"]: form for form in found}.values())


def _compare(
    part: str, before: Iterable[Row], after: Iterable[Row], models: Sequence[type[Model]]
) -> Iterator[Difference]:
    for old, new in _pairs(list(before), list(after), (_key("id"),)):
        row, words = new or old or {}, (_words(old, models), _words(new, models))
        place = f"{part} · {' '.join(filter(None, [row.get('code'), row['name']]))}"
        if old is None or new is None:
            yield Difference(place, _lines(words[0]), _lines(words[1]), _kind(old, new))
            continue
        for label in dict.fromkeys([*words[0], *words[1]]):
            was, now = (one.get(label, EMPTY) for one in words)
            if was != now:
                yield Difference(f"{place} · {label}", was, now)


def _words(row: Row | None, models: Sequence[type[Model]]) -> dict[str, str]:
    """Return the members of a row by the names that officers read."""
    found = {}
    for name, value in (row or {}).items():
        model = next((one for one in models if name != "id" and _has(one, name)), None)
        if model:  # a version of long ago may have members that no model has any more
            found[label_field(model, name)] = show_value(model, name, value)
    if row is not None:
        found["Tỉnh đã xác nhận"] = "Có" if row.get("confirmed") else "Không"
    return found


def _has(model: type[Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.get_fields())


def _lines(words: Mapping[str, str]) -> str:
    said = [f"{label}: {value}" for label, value in words.items() if value != EMPTY]
    return "\n".join(said) or EMPTY


def _kind(old: Row | None, new: Row | None) -> str:
    return ADDED if old is None else REMOVED if new is None else Difference.kind


def _key(*members: str) -> Key:
    return lambda row: tuple(row[member] for member in members)


def _pairs(
    before: Sequence[Row], after: Sequence[Row], keys: Sequence[Key]
) -> Iterator[tuple[Row | None, Row | None]]:
    """Yield changed rows with what they were, by the first key that finds it; None for nothing."""
    gone = [row for row in before if row not in after]
    new = [row for row in after if row not in before]
    for key in keys:
        known = {key(row): row for row in gone}
        for row in list(new):
            if old := known.pop(key(row), None):
                gone.remove(old)
                new.remove(row)
                yield old, row
    yield from ((row, None) for row in gone)
    yield from ((None, row) for row in new)
