"""The translations in a published version: plain data.

Reviewers are left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User

from procedures.choices import Origin
from procedures.models import Procedure, Translation
from procedures.translations.matching import Row

# The translations of a procedure by language.
Translations = dict[str, list[dict[str, Any]]]


def all_translations(procedure: Procedure) -> Translations:
    """Return all translations of `procedure`, no matter who may publish them."""
    found: Translations = {}
    for translation in procedure.translations.all():  # prefetched, in the order of the model
        found.setdefault(translation.language, []).append(_read(translation))
    return found


def mark_published(procedure: Procedure, published: Mapping[str, Iterable[Row]]) -> None:
    """Mark the translations of `procedure` that are in `published`."""
    changed = [
        row for row in procedure.translations.all() if row.published is not is_in(row, published)
    ]
    for row in changed:
        row.published = not row.published
    Translation.objects.bulk_update(changed, ["published"])


def is_in(translation: Translation, published: Mapping[str, Iterable[Row]]) -> bool:
    """Return True if these words of this text are in `published`."""
    row = {**_read(translation), "order": 0}
    return any({**one, "order": 0} == row for one in published.get(translation.language, ()))


def to_publish(
    procedure: Procedure, published: Mapping[str, Iterable[Row]], by: User | None
) -> Translations:
    """Return the translations of the next version, which `by` publishes.

    `published` are those of the last version. Nobody publishes a text that they reviewed: until
    somebody else does, the published words are kept.
    """
    found: dict[str, list[Translation]] = {}
    for translation in procedure.translations.all():  # prefetched, in the order of the model
        found.setdefault(translation.language, []).append(translation)
    chosen = {
        language: _rows_to_publish(rows, published.get(language, ()), by)
        for language, rows in found.items()
    }
    return {language: rows for language, rows in chosen.items() if rows}


def _rows_to_publish(
    translations: Sequence[Translation], published: Iterable[Row], by: User | None
) -> list[dict[str, Any]]:
    """Return the rows of one language, each as far as `by` may publish it.

    A translation that waits for another person keeps the published words of the same Vietnamese
    text. If the text changed, it keeps those of its place, unless another translation has taken
    them.
    """
    by_text = {_text_of(row): row for row in published}
    own = {(one.field, one.source) for one in translations}
    by_place = {_place(row): row for text, row in by_text.items() if text not in own}
    rows = []
    for translation in translations:
        row = _read(translation)
        before = by_text.get(_text_of(row)) or by_place.pop(_place(row), None)
        if row == before or not needs_another_person(translation, by):
            rows.append(row)
        elif before:
            rows.append(dict(before))
    return rows


def needs_another_person(translation: Translation, by: User | None) -> bool:
    """Return True if `by` may not publish these words: no second person has reviewed them."""
    reviewer = translation.reviewer_id  # None if an import brought what was published elsewhere
    alone = reviewer is not None and (by is None or by.pk == reviewer)
    return translation.origin == Origin.REVIEWED and alone


def _text_of(row: Row) -> tuple[str, str]:
    return row["field"], row["source"]


def _place(row: Row) -> tuple[str, int]:
    return row["field"], row["order"]


def _read(translation: Translation) -> dict[str, Any]:
    return {
        "field": translation.field,
        "order": translation.order,
        "source": translation.source,
        "words": translation.words,
        "origin": translation.origin,
        "source_url": translation.source_url,
        "translated_on": translation.translated_on.isoformat(),
    }
