"""What a published version keeps of the translations of its procedure: plain data.

Who reviewed a text is not in it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User

from procedures.choices import Origin
from procedures.models import Procedure, Translation
from procedures.translations.matching import Row

# The translations of a procedure by language.
Translations = dict[str, list[dict[str, Any]]]


def translations_to_publish(
    procedure: Procedure, published: Mapping[str, Iterable[Row]], by: User | None
) -> Translations:
    """Return what goes into the next version, which `by` publishes.

    `published` is what the last version has. Whoever reviewed a text does not publish it: until
    somebody else does, the words that citizens have stay.
    """
    found: Translations = {}
    for translation in procedure.translations.all():  # prefetched, in the order of the model
        rows = published.get(translation.language, ())
        row = _to_publish(translation, rows, by)
        if row is not None:
            found.setdefault(translation.language, []).append(row)
    return found


def _to_publish(
    translation: Translation, published: Iterable[Row], by: User | None
) -> dict[str, Any] | None:
    row = _read(translation)
    if not needs_another_person(translation, by) or row in published:
        return row
    same = (other for other in published if _place(other) == _place(row))
    return next(map(dict, same), None)


def needs_another_person(translation: Translation, by: User | None) -> bool:
    """Return True if `by` may not publish these words, because they were reviewed alone."""
    reviewer = translation.reviewer_id  # nobody if a file brought what was published elsewhere
    alone = reviewer is not None and (by is None or by.pk == reviewer)
    return translation.origin == Origin.REVIEWED and alone


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
