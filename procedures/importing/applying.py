"""Carrying a plan out, in one transaction."""

from django.db import transaction

from foundation.publishing.models import bump_revision
from procedures import actions
from procedures.importing.plan import Plan
from procedures.importing.reading import Files
from procedures.models import Procedure


class VanishesTooMuch(Exception):
    """More than a tenth of the covered procedures would be withdrawn; nothing has changed."""


@transaction.atomic
def apply_plan(files: Files, plan: Plan, reason: str, *, allow_vanish: bool = False) -> None:
    """Write, publish and withdraw what `plan` says; conflicts and kept edits stay as they are.

    Raises VanishesTooMuch or NotPublishable, and then nothing has changed.
    """
    if plan.vanishes_too_much and not allow_vanish:
        raise VanishesTooMuch
    written = plan.written
    drafts = [entry.draft for entry in files.entries if entry.draft["id"] in written]
    Procedure.objects.filter(pk__in=written).update(code="")  # a code may move to another
    for draft in drafts:
        actions.apply_draft(draft, None)
    for draft in drafts:
        actions.mark_imported(draft["id"])
        actions.publish(draft["id"], None, reason, moves_revision=False)
    for change in plan.settled:
        actions.mark_imported(change.id)
    for change in plan.withdraw:
        actions.withdraw(change.id, None, f"{reason}: {change.why}", moves_revision=False)
    if plan.changes_anything:
        bump_revision(actions.REVISION)
