"""Everything that writes reductions, and publishes them with their procedures."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from foundation.importing.comparison import fingerprint
from procedures import actions
from procedures.choices import State
from procedures.fees.reduction_format import reduction_draft_of
from procedures.fees.table import Table, table_of
from procedures.models import FeeReduction, Procedure, ReducedFee, Translation
from procedures.publishing.together import Outcome, publish_each
from procedures.querysets import newest_versions, with_parts
from procedures.translations.staleness import mark_stale


def waiting_for(ids: Collection[str]) -> list[Procedure]:
    """Return the published procedures whose version is older than the acts `ids`.

    That includes procedures that were removed from an act but still show it.
    """
    versions = newest_versions().filter(state=State.PUBLISHED).values_list("procedure", "fees")
    shown = {procedure: _given_by(ids, fees) for procedure, fees in versions}
    named = ReducedFee.objects.filter(
        reduction__in=ids, procedure__state=State.PUBLISHED
    ).values_list("procedure", flat=True)
    concerned = {*named, *(procedure for procedure, rows in shown.items() if rows)}
    return [
        procedure
        for procedure in with_parts(Procedure.objects.filter(pk__in=concerned))
        if _given_by(ids, table_of(procedure)) != shown.get(procedure.pk)
    ]


def _given_by(ids: Collection[str], fees: Table) -> list[dict[str, Any]]:
    return [row for row in fees.get("reductions", ()) if row["id"] in ids]


def procedures_of(act: FeeReduction) -> set[str]:
    """Return the ids of the procedures of an act."""
    return set(act.reduced.order_by().values_list("procedure", flat=True))


def lock_reductions(ids: Collection[str]) -> None:
    """Lock the existing ones of these acts until the transaction ends.

    Lock acts before procedures; another order could deadlock.
    """
    list(FeeReduction.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


@transaction.atomic
def mark_translations() -> None:
    """Mark translations of words that no act contains any more; call it after a change."""
    translated = Translation.objects.filter(field__startswith="reductions.")
    ids = translated.order_by().values_list("procedure", flat=True).distinct()
    for procedure in actions.lock_many(list(ids)):
        mark_stale(procedure)


@transaction.atomic
def publish_reductions(ids: Collection[str], by: User | None, reason: str) -> Outcome:
    """Publish the procedures of these acts again; skip those with other unpublished changes."""
    lock_reductions(ids)
    mark_translations()

    def is_clean(procedure: Procedure) -> bool:
        found = actions.waits(procedure)
        return found is not None and not (found.differences or found.forms or found.translations)

    return publish_each(waiting_for(ids), is_clean, by, reason)


@transaction.atomic
def apply_reductions(drafts: Iterable[Mapping[str, Any]]) -> None:
    """Create or overwrite the acts of validated drafts, and remember them as imported."""
    for draft in drafts:
        values = {name: value for name, value in draft.items() if name not in {"id", "procedures"}}
        act, _created = FeeReduction.objects.update_or_create(pk=draft["id"], defaults=values)
        named = {*procedures_of(act), *(row["procedure"] for row in draft["procedures"])}
        actions.forget_marks(named)
        act.reduced.all().delete()
        ReducedFee.objects.bulk_create(
            [
                ReducedFee(
                    reduction=act, order=i, procedure_id=row["procedure"], **_without_it(row)
                )
                for i, row in enumerate(draft["procedures"])
            ]
        )
        act = FeeReduction.objects.prefetch_related("reduced").get(pk=act.pk)
        act.imported = fingerprint(reduction_draft_of(act))
        act.save(update_fields=["imported"])
    mark_translations()


def _without_it(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "procedure"}
