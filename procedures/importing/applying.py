"""Carrying a plan out, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from foundation.publishing.models import bump_revision
from procedures import actions
from procedures.importing.plan import Plan
from procedures.importing.reading import Files
from procedures.models import Procedure
from procedures.official_forms.actions import apply_forms, lock_forms, publish_forms
from procedures.reduction_actions import apply_reductions, lock_reductions, publish_reduction


class VanishesTooMuch(Exception):
    """More than a tenth of the covered procedures would be withdrawn; nothing has changed."""


@dataclass(frozen=True)
class Shared:
    """Validated drafts of what many procedures share."""

    reductions: Sequence[Mapping[str, Any]] = ()
    forms: Sequence[Mapping[str, Any]] = ()


NOTHING_SHARED = Shared()


@transaction.atomic
def apply_plan(
    files: Files,
    plan: Plan,
    reason: str,
    shared: Shared = NOTHING_SHARED,
    *,
    allow_vanish: bool = False,
) -> list[str]:
    """Write, publish and withdraw what `plan` says; conflicts and kept edits stay as they are.

    What is `shared` is written too, and brought into the versions of its procedures. Returned are
    the ids of those to publish by themselves, because something else in their draft waits too.

    Raises VanishesTooMuch or NotPublishable, and then nothing has changed.
    """
    if plan.vanishes_too_much and not allow_vanish:
        raise VanishesTooMuch
    form_ids = [form["id"] for form in shared.forms]
    lock_forms(form_ids)
    lock_reductions([act["id"] for act in shared.reductions])
    apply_forms(shared.forms)
    written = plan.written
    drafts = [entry.draft for entry in files.entries if entry.draft["id"] in written]
    Procedure.objects.filter(pk__in=written).update(code="")  # a code may move to another
    for draft in drafts:
        actions.apply_draft(draft, None)
    apply_reductions(shared.reductions)
    for draft in drafts:
        actions.mark_imported(draft["id"])
        actions.publish(draft["id"], None, reason, moves_revision=False)
    for change in plan.settled:
        actions.mark_imported(change.id)
    for change in plan.withdraw:
        actions.withdraw(change.id, None, f"{reason}: {change.why}", moves_revision=False)
    outcomes = [publish_forms(form_ids, None, reason)]
    outcomes += [publish_reduction(act["id"], None, reason) for act in shared.reductions]
    if plan.changes_anything:
        bump_revision(actions.REVISION)
    return sorted({procedure.pk for outcome in outcomes for procedure in outcome.left})
