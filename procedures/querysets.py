"""Querysets of procedures, drafts and versions."""

from typing import Any

from django.db.models import (
    Max,
    Prefetch,
    Q,
    QuerySet,
)
from django.utils import timezone

from foundation.records.vietnamese import fold
from procedures.choices import FINAL_FEES, State, Trust
from procedures.law.changes import overtaken
from procedures.models import (
    FormUse,
    Procedure,
    ProcedureVersion,
    ReducedFee,
)
from procedures.models.part_bases import InCase, Part
from procedures.models.parts import PARTS

MAX_WORDS = 12


def with_parts(procedures: QuerySet[Procedure]) -> QuerySet[Procedure]:
    """Return `procedures` with all their parts, in a fixed number of queries."""
    parts = [Prefetch(name, _rows_of(model)) for name, model in PARTS]
    acts = ReducedFee.objects.select_related("reduction").order_by("reduction_id", "order")
    reductions = Prefetch("reductions", acts)
    return procedures.select_related("field", "superseded_by").prefetch_related(
        "cases", *parts, reductions, "translations"
    )


def _rows_of(model: type[Part]) -> QuerySet[Any]:
    rows: QuerySet[Any] = model._default_manager.all()
    if issubclass(model, FormUse):
        return rows.select_related("form__replaced_by__replaced_by")
    return rows.select_related("case") if issubclass(model, InCase) else rows


def newest_versions() -> QuerySet[ProcedureVersion]:
    """Return the newest version of every procedure that was ever published."""
    newest = (
        ProcedureVersion.objects.order_by()
        .values("procedure_id")
        .annotate(newest=Max("pk"))
        .values("newest")
    )
    return ProcedureVersion.objects.filter(pk__in=newest)


def withdrawn_by_officers() -> frozenset[str]:
    """Return the ids of procedures that an officer withdrew, not an import."""
    closed = newest_versions().filter(state=State.WITHDRAWN, published_by__isnull=False)
    return frozenset(closed.order_by().values_list("procedure_id", flat=True))


def covered_by_import(field_codes: set[str]) -> QuerySet[Procedure]:
    """Return the imported procedures of these fields that are not withdrawn."""
    return (
        Procedure.objects.filter(field__in=field_codes)
        .exclude(imported="")
        .exclude(state=State.WITHDRAWN)
    )


def needing_recheck() -> QuerySet[Procedure]:
    """Return procedures to check again: uncertain ones, those with doubts, those behind the law.

    They are behind if an act that they cite, or that touches them, is younger than their text.
    """
    doubtful = Q(trust__in=(Trust.NEEDS_RECHECK, Trust.AMENDED)) | ~Q(fee_status__in=FINAL_FEES)
    doubtful |= ~Q(doubts=[]) | Q(pk__in=list(overtaken(timezone.localdate())))
    return Procedure.objects.filter(doubtful).exclude(state=State.WITHDRAWN)


def matching(procedures: QuerySet[Procedure], text: str) -> QuerySet[Procedure]:
    """Return the drafts whose names, codes or keywords contain every word of `text`."""
    for word in fold(text).split()[:MAX_WORDS]:
        procedures = procedures.filter(folded__contains=word)
    return procedures
