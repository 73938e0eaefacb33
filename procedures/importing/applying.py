"""Apply a plan in one transaction."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from foundation.publishing.models import bump_revision
from procedures import actions
from procedures.drafts.writing import apply_drafts
from procedures.fees.reduction_actions import apply_reductions, lock_reductions, publish_reductions
from procedures.importing.plan import Plan
from procedures.importing.reading import Files
from procedures.importing.translations_file import Translated, words_to_write
from procedures.models import Procedure
from procedures.official_forms.actions import apply_forms, lock_forms, publish_forms
from procedures.querysets import with_parts
from procedures.translations.actions import import_words


class VanishesTooMuch(Exception):
    """More than a tenth of the covered procedures would be withdrawn; nothing has changed."""


@dataclass(frozen=True)
class Beside:
    """Validated drafts that are imported together with the procedures."""

    reductions: Sequence[Mapping[str, Any]] = ()
    forms: Sequence[Mapping[str, Any]] = ()
    translations: Sequence[Translated] = ()


NOTHING = Beside()


@transaction.atomic
def apply_plan(
    files: Files,
    plan: Plan,
    reason: str,
    beside: Beside = NOTHING,
    *,
    allow_vanish: bool = False,
) -> list[str]:
    """Write, publish and withdraw as planned; conflicts and kept edits are left alone.

    The drafts of `beside` are written too and published with their procedures. Returns the ids of
    procedures to publish one by one, because their draft has other unpublished changes. Raises
    VanishesTooMuch or NotPublishable; then nothing has changed.
    """
    if plan.vanishes_too_much and not allow_vanish:
        raise VanishesTooMuch
    form_ids = [form["id"] for form in beside.forms]
    lock_forms(form_ids)
    lock_reductions([act["id"] for act in beside.reductions])
    apply_forms(beside.forms)
    drafts = _write(files, plan)
    apply_reductions(beside.reductions)
    clean = _only_waiting_for_translations(beside.translations, plan.written, form_ids)
    import_words(words_to_write(beside.translations))
    _publish(drafts, plan, reason)
    for procedure_id in clean:
        actions.publish(procedure_id, None, reason, moves_revision=False)
    left = _publish_together(form_ids, beside, reason)
    if plan.changes_anything or clean:
        bump_revision(actions.REVISION)
    concerned = {entry.procedure for entry in beside.translations} - plan.written
    return sorted(left | concerned.difference(clean))


def _publish_together(form_ids: list[str], beside: Beside, reason: str) -> set[str]:
    """Publish forms and reductions with their procedures; return those that are left."""
    outcomes = [publish_forms(form_ids, None, reason)]
    if beside.reductions:
        outcomes.append(publish_reductions([act["id"] for act in beside.reductions], None, reason))
    return {procedure.pk for outcome in outcomes for procedure in outcome.left}


def _write(files: Files, plan: Plan) -> list[Mapping[str, Any]]:
    """Write the drafts of `files` that `plan` contains, and return them."""
    drafts = [entry.draft for entry in files.entries if entry.draft["id"] in plan.written]
    _free_codes(drafts, plan)
    apply_drafts(drafts)
    actions.record_many(actions.lock_many([draft["id"] for draft in drafts]), None)
    return drafts


def _free_codes(drafts: Sequence[Mapping[str, Any]], plan: Plan) -> None:
    """Take the codes of `drafts` from their present owners: a code may move to another procedure.

    For a withdrawn procedure it becomes a former code, and old links lead to the new owner.
    """
    Procedure.objects.filter(pk__in=plan.written).update(code="")
    takers = {draft["code"]: draft["id"] for draft in drafts if draft["code"]}
    for row in Procedure.objects.filter(code__in=takers).order_by("pk"):
        row.former_codes, row.code = [*row.former_codes, row.code], ""
        row.save(update_fields=["former_codes", "code", "edited_at"])
        actions.record_edit(row.pk, None)


def _publish(drafts: Sequence[Mapping[str, Any]], plan: Plan, reason: str) -> None:
    written = actions.lock_many([draft["id"] for draft in drafts])
    actions.mark_imported(written)
    for procedure in written:
        actions.publish_loaded(procedure, None, reason, moves_revision=False)
    actions.mark_imported(actions.lock_many([change.id for change in plan.settled]))
    _withdraw(drafts, plan, reason)


def _withdraw(drafts: Sequence[Mapping[str, Any]], plan: Plan, reason: str) -> None:
    """Withdraw what vanished; the default successor is the new owner of its code."""
    heirs = {draft["code"]: draft["id"] for draft in drafts if draft["code"]}
    gone = actions.lock_many([change.id for change in plan.withdraw])
    for procedure, change in zip(gone, plan.withdraw, strict=True):
        found = (heirs[code] for code in reversed(procedure.former_codes) if code in heirs)
        heir = None if procedure.superseded_by_id else next(found, None)
        why = f"{reason}: {change.why}"
        actions.withdraw(change.id, None, why, heir, moves_revision=False)
    actions.mark_imported(actions.lock_many([change.id for change in plan.withdraw]))


def _only_waiting_for_translations(
    translations: Sequence[Translated], written: Collection[str], form_ids: Collection[str]
) -> list[str]:
    """Return the procedures of `translations` without other unpublished changes."""
    concerned = {entry.procedure for entry in translations}.difference(written)
    procedures = with_parts(Procedure.objects.filter(pk__in=concerned).order_by("pk"))
    return [
        procedure.pk
        for procedure in procedures
        if (found := actions.waits(procedure, but_for_forms=form_ids)) is not None
        and not (found.differences or found.forms)
    ]
