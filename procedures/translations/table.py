"""What a published version keeps of the translations of its procedure: plain data.

Who reviewed a text is not in it.
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
    """Return all translations of `procedure`, whoever may publish them."""
    found: Translations = {}
    for translation in procedure.translations.all():  # prefetched, in the order of the model
        found.setdefault(translation.language, []).append(_read(translation))
    return found


def mark_published(procedure: Procedure, published: Mapping[str, Iterable[Row]]) -> None:
    """Mark which translations of `procedure` citizens have, who have those of `published`."""
    changed = [
        row for row in procedure.translations.all() if row.published is not is_in(row, published)
    ]
    for row in changed:
        row.published = not row.published
    Translation.objects.bulk_update(changed, ["published"])


def is_in(translation: Translation, published: Mapping[str, Iterable[Row]]) -> bool:
    """Return True if these words of this text are among those that are `published`."""
    row = {**_read(translation), "order": 0}
    return any({**one, "order": 0} == row for one in published.get(translation.language, ()))


def to_publish(
    procedure: Procedure, published: Mapping[str, Iterable[Row]], by: User | None
) -> Translations:
    """Return what goes into the next version, which `by` publishes.

    `published` is what the last version has. Whoever reviewed a text does not publish it: until
    somebody else does, the words that citizens have stay.
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
    """Return the rows of one language: of each translation what `by` may publish of it.

    What waits for another person leaves the published words of the same Vietnamese text. If the
    text was changed it leaves those of its place, which no other translation has taken.
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
    """Return True if `by` may not publish these words, because they were reviewed alone."""
    reviewer = translation.reviewer_id  # nobody if a file brought what was published elsewhere
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
