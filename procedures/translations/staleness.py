"""Mark translations whose Vietnamese words have changed, for officers' work lists."""

from procedures.drafts.draft_format import draft_of
from procedures.fees.table import table_of
from procedures.models import Procedure, Translation
from procedures.translations.texts import Texts, texts_of_draft


def texts_now(procedure: Procedure) -> Texts:
    """Return the texts of the draft of `procedure`, whose parts are prefetched."""
    return texts_of_draft(draft_of(procedure), table_of(procedure)["reductions"])


def mark_stale(procedure: Procedure) -> None:
    """Mark the translations whose Vietnamese words are no longer in the draft."""
    rows = list(procedure.translations.all())
    if not rows:
        return
    texts = texts_now(procedure)
    changed = [row for row in rows if row.stale is (row.source in texts.get(row.field, ()))]
    for row in changed:
        row.stale = not row.stale
    Translation.objects.bulk_update(changed, ["stale"])
