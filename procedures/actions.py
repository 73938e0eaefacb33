"""Everything that writes to the catalogue.

Each action is one transaction: lock, check, write, bump the revision. An action that may change
whether a draft differs from the published version clears that mark (`forget_marks`);
`with_draft_mark` computes it again.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from foundation.publishing.models import bump_revision
from procedures.choices import DOUBTFUL_FEES, FeeStatus, State, Trust
from procedures.drafts.draft_format import draft_of, fingerprint_of
from procedures.drafts.unpublished_changes import Unpublished, seen_by_citizens, unpublished
from procedures.models import DraftEdit, Procedure, ProcedureVersion
from procedures.publishing import rendering
from procedures.querysets import with_parts
from procedures.translations.staleness import mark_stale
from procedures.translations.table import all_translations, mark_published, to_publish
from procedures.validators import publishing_problems

REVISION = "catalogue"
Officer = User | None


class NotPublishable(ValidationError):
    """A draft breaks a rule; its messages say which, in Vietnamese."""


def _lock(procedure_id: str) -> Procedure:
    Procedure.objects.select_for_update().get(pk=procedure_id)
    return with_parts(Procedure.objects.filter(pk=procedure_id)).get()


def lock_many(procedure_ids: Collection[str]) -> list[Procedure]:
    """Lock procedures and return them with their parts, in the order of `procedure_ids`.

    An import locks all of them at once; one by one would send the same queries 160 times.
    """
    rows = Procedure.objects.filter(pk__in=procedure_ids).order_by("pk")
    list(rows.select_for_update().values_list("pk"))
    found = {procedure.pk: procedure for procedure in with_parts(rows)}
    return [found[procedure_id] for procedure_id in procedure_ids]


@transaction.atomic
def record_edit(procedure_id: str, by: Officer) -> DraftEdit | None:
    """Save the current draft as an edit, and refresh its search text for officers.

    Returns None if nothing changed since the last saved edit.
    """
    return record_loaded(_lock(procedure_id), by)


def record_loaded(procedure: Procedure, by: Officer) -> DraftEdit | None:
    """Do the same as `record_edit` for a locked procedure whose parts are loaded."""
    edits = record_many([procedure], by)
    return edits[0] if edits else None


def record_many(procedures: Collection[Procedure], by: Officer) -> list[DraftEdit]:
    """Do the same as `record_edit` for locked procedures whose parts are loaded."""
    for procedure in procedures:
        procedure.folded, procedure.differs = rendering.fold_for_admin(procedure), None
        mark_stale(procedure)
    Procedure.objects.bulk_update(procedures, ["folded", "differs"])
    return _keep_drafts({procedure: draft_of(procedure) for procedure in procedures}, by)


def _keep_drafts(drafts: Mapping[Procedure, Mapping[str, Any]], by: Officer) -> list[DraftEdit]:
    """Save those drafts that are not the last ones saved of their procedures."""
    newest = DraftEdit.objects.filter(procedure__in=drafts).order_by().values("procedure")
    last = DraftEdit.objects.filter(pk__in=newest.annotate(newest=Max("pk")).values("newest"))
    kept = dict(last.values_list("procedure", "draft"))
    now = timezone.now()
    edits = [
        DraftEdit(procedure=procedure, draft=draft, saved_at=now, saved_by=by)
        for procedure, draft in drafts.items()
        if kept.get(procedure.pk) != draft
    ]
    return list(DraftEdit.objects.bulk_create(edits))


@transaction.atomic
def publish(
    procedure_id: str, by: Officer, reason: str, *, moves_revision: bool = True
) -> ProcedureVersion | None:
    """Publish the draft as the next version and return it, or None if nothing would change.

    Raises NotPublishable with a message for each broken rule.
    """
    return publish_loaded(_lock(procedure_id), by, reason, moves_revision=moves_revision)


def publish_loaded(
    procedure: Procedure, by: Officer, reason: str, *, moves_revision: bool = True
) -> ProcedureVersion | None:
    """Do the same as `publish` for a locked procedure whose parts are loaded."""
    draft = draft_of(procedure)
    problems = publishing_problems(draft)
    if problems:
        raise NotPublishable([text for _path, text in problems])
    found = waits(procedure, by)
    if found is not None and not found:
        return None
    _keep_drafts({procedure: draft}, by)
    return _add_version(procedure, State.PUBLISHED, by, reason, moves_revision=moves_revision)


@transaction.atomic
def withdraw(
    procedure_id: str,
    by: Officer,
    reason: str,
    successor_id: str | None = None,
    *,
    moves_revision: bool = True,
) -> ProcedureVersion:
    """Withdraw a procedure; old links then lead to `successor_id`, if given.

    Raises NotPublishable if it is not published, or if the successor is unknown or forms a circle.
    """
    procedure = _lock(procedure_id)
    if procedure.state != State.PUBLISHED:
        raise NotPublishable("Thủ tục này không đang được công bố.")
    if successor_id:
        _set_successor(procedure_id, successor_id)
        record_edit(procedure_id, by)
        procedure = _lock(procedure_id)
    return _add_version(procedure, State.WITHDRAWN, by, reason, moves_revision=moves_revision)


def _set_successor(procedure_id: str, successor_id: str) -> None:
    if not Procedure.objects.filter(pk=successor_id).exists():
        raise NotPublishable("Không có thủ tục thay thế này.")
    if leads_back(procedure_id, successor_id):
        raise NotPublishable("Thủ tục thay thế dẫn vòng trở lại thủ tục này.")
    Procedure.objects.filter(pk=procedure_id).update(superseded_by=successor_id)


def _add_version(
    procedure: Procedure, state: str, by: Officer, reason: str, *, moves_revision: bool
) -> ProcedureVersion:
    saved = procedure.edits.order_by("-pk").values_list("saved_at", flat=True).first()
    # Not before the draft, which another machine with another clock may have saved.
    now = max(filter(None, (timezone.now(), saved)))
    version = rendering.build_version(procedure, state, now, by, reason)
    version.save()
    mark_published(procedure, version.translations)
    differs = state == State.PUBLISHED and all_translations(procedure) != version.translations
    # Not save(), which would set the time of the last edit.
    Procedure.objects.filter(pk=procedure.pk).update(state=state, published_at=now, differs=differs)
    if moves_revision:
        bump_revision(REVISION)
    return version


def waits(
    procedure: Procedure, by: Officer = None, *, but_for_forms: Collection[str] = ()
) -> Unpublished | None:
    """Return what publishing by `by` would change for citizens; None if nothing is published.

    The parts must be prefetched. `but_for_forms` ignores the content of these forms.
    """
    seen = seen_by_citizens([procedure.pk]).get(procedure.pk)
    if seen is None:
        return None
    translations = to_publish(procedure, seen.version.translations, by)
    return unpublished(procedure, seen, translations, but_for_forms)


def forget_marks(procedure_ids: Iterable[str]) -> None:
    """Clear the draft marks, so that `with_draft_mark` computes them again."""
    Procedure.objects.filter(pk__in=set(procedure_ids)).update(differs=None)


def with_draft_mark(procedures: QuerySet[Procedure]) -> QuerySet[Procedure]:
    """Return `procedures` with `differs` computed for each published one."""
    _settle_marks()
    return procedures


@transaction.atomic
def _settle_marks() -> None:
    """Compute the missing draft marks of published procedures.

    Reviewed translations count, no matter who may publish them. Costs one query if no mark is
    missing.
    """
    unknown = Procedure.objects.filter(state=State.PUBLISHED, differs=None).order_by("pk")
    ids = list(unknown.values_list("pk", flat=True))
    if not ids:
        return
    procedures, seen = lock_many(ids), seen_by_citizens(ids)
    differing = {
        procedure.pk
        for procedure in procedures
        if procedure.pk in seen
        and unpublished(procedure, seen[procedure.pk], all_translations(procedure))
    }
    for differs, keys in ((True, differing), (False, set(ids) - differing)):
        Procedure.objects.filter(pk__in=keys).update(differs=differs)


def leads_back(procedure_id: str, successor_id: str) -> bool:
    """Return True if the successors of `successor_id` lead to `procedure_id`."""
    successors = dict(
        Procedure.objects.exclude(superseded_by=None).values_list("pk", "superseded_by_id")
    )
    return makes_circle(procedure_id, successor_id, successors)


def makes_circle(start: str, successor: str | None, successors: Mapping[str, str | None]) -> bool:
    """Return True if `start` → `successor` → … passes a procedure twice."""
    seen = {start}
    while successor is not None:
        if successor in seen:
            return True
        seen.add(successor)
        successor = successors.get(successor)
    return False


@transaction.atomic
def confirm_still_true(procedure_id: str, by: Officer) -> None:
    """Mark a draft as checked today; publishing it is a separate decision."""
    procedure = _lock(procedure_id)
    procedure.trust, procedure.as_of = Trust.CURRENT, timezone.localdate()
    procedure.save(update_fields=["trust", "as_of", "edited_at"])
    record_edit(procedure_id, by)


@transaction.atomic
def confirm_fees(procedure_id: str, by: Officer) -> int:
    """Record that the province checked the fees today; return how many amounts are unknown.

    If none is, a doubtful fee status becomes confirmed. Raises NotPublishable without any fee.
    """
    procedure = _lock(procedure_id)
    fees = procedure.fees.all()
    if not fees:
        raise NotPublishable("Thủ tục này chưa có mức thu nào để xác nhận.")
    known = procedure.fees.filter(amount__isnull=False)
    known.update(confirmed_on=timezone.localdate())
    unknown = sum(fee.amount is None for fee in fees)
    if not unknown and procedure.fee_status in DOUBTFUL_FEES:
        procedure.fee_status = FeeStatus.CONFIRMED
    procedure.save(update_fields=["fee_status", "edited_at"])
    record_edit(procedure_id, by)
    return unknown


def mark_imported(procedures: Iterable[Procedure]) -> None:
    """Remember the drafts as imported, so that later edits by officers are noticed."""
    marked = list(procedures)
    for procedure in marked:
        procedure.imported = fingerprint_of(draft_of(procedure))
    Procedure.objects.bulk_update(marked, ["imported"])


@transaction.atomic
def change_vocabulary(write: Callable[[], object]) -> None:
    """Run `write`, which changes search words, and make every web process reload them."""
    write()
    bump_revision(REVISION)
