"""Marks the translations whose Vietnamese words have changed, for officers' work lists."""

import orjson
from django.utils import timezone

from procedures.models import Procedure, Translation
from procedures.rendering import render
from procedures.translations.texts import Texts, texts_of


def texts_of_draft(procedure: Procedure) -> Texts:
    """Return the texts of a draft, whose parts are prefetched, as if it were published now."""
    rendered = render(procedure, 0, timezone.now())
    return texts_of(orjson.loads(rendered.document), rendered.fees)


def mark_stale(procedure: Procedure) -> None:
    """Mark the translations of which the draft does not have the Vietnamese words any more."""
    rows = list(procedure.translations.all())
    if not rows:
        return
    texts = texts_of_draft(procedure)
    changed = []
    for row in rows:
        stale = row.source not in texts.get(row.field, ())
        if stale != row.stale:
            row.stale = stale
            changed.append(row)
    Translation.objects.bulk_update(changed, ["stale"])
