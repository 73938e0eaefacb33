"""Everything that writes forms, and publishes them with their procedures."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from foundation.importing.comparison import fingerprint
from procedures import actions
from procedures.choices import State
from procedures.models import OfficialForm, Procedure
from procedures.official_forms.draft_format import form_draft_of
from procedures.official_forms.table import Forms, forms_of, is_about
from procedures.official_forms.uses import uses_of
from procedures.publishing.together import Outcome, publish_each
from procedures.querysets import newest_versions, with_parts


def waiting_for(ids: Collection[str]) -> list[Procedure]:
    """Return the published procedures whose version is older than the forms `ids`.

    That includes procedures that need none of the forms any more but still show one.
    """
    versions = newest_versions().filter(state=State.PUBLISHED).values_list("procedure", "forms")
    shown = {procedure: _those_about(ids, forms) for procedure, forms in versions}
    uses = uses_of(ids).filter(procedure__state=State.PUBLISHED)
    concerned = {
        *uses.order_by().values_list("procedure", flat=True),
        *(procedure for procedure, about in shown.items() if about),
    }
    return [
        procedure
        for procedure in with_parts(Procedure.objects.filter(pk__in=concerned))
        if _those_about(ids, forms_of(procedure)) != shown.get(procedure.pk)
    ]


def _those_about(ids: Collection[str], forms: Forms) -> list[Mapping[str, Any]]:
    return [use for use in forms if is_about(use, ids)]


def lock_forms(ids: Collection[str]) -> None:
    """Lock the existing ones of these forms until the transaction ends.

    Always lock in this order: forms, acts, procedures.
    """
    list(OfficialForm.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))


def forget_marks_of(ids: Collection[str]) -> None:
    """Clear the draft marks of the procedures that use these forms."""
    actions.forget_marks(uses_of(ids).order_by().values_list("procedure", flat=True))


@transaction.atomic
def publish_forms(ids: Collection[str], by: User | None, reason: str) -> Outcome:
    """Publish the procedures of these forms again; skip those with other unpublished changes."""
    lock_forms(ids)

    def is_clean(procedure: Procedure) -> bool:
        found = actions.waits(procedure, but_for_forms=ids)
        return found is not None and not found

    return publish_each(waiting_for(ids), is_clean, by, reason)


@transaction.atomic
def apply_forms(drafts: Iterable[Mapping[str, Any]]) -> None:
    """Create or overwrite the forms of validated drafts, and remember them as imported."""
    named = {draft["id"]: draft for draft in drafts}
    stored = OfficialForm.objects.in_bulk(named)
    forms = [_with_columns(stored.get(key) or OfficialForm(pk=key), named[key]) for key in named]
    for form in forms:
        if form.pk in stored:
            form.save()
    OfficialForm.objects.bulk_create([form for form in forms if form.pk not in stored])
    written = list(OfficialForm.objects.filter(pk__in=named))
    for form in written:
        form.imported = fingerprint(form_draft_of(form))
    OfficialForm.objects.bulk_update(written, ["imported"])
    forget_marks_of(named)


def _with_columns(form: OfficialForm, draft: Mapping[str, Any]) -> OfficialForm:
    for name, value in draft.items():
        setattr(form, "replaced_by_id" if name == "replaced_by" else name, value)
    return form
