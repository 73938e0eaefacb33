"""Which procedures exist for whom: the only ways to read drafts and versions."""

from typing import Any

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)

from foundation.records.vietnamese import fold
from procedures.choices import FINAL_FEES, State, Trust
from procedures.models import Case, DraftEdit, Procedure, ProcedureVersion
from procedures.models.parts import PARTS

MAX_WORDS = 12


def with_parts(procedures: QuerySet[Procedure]) -> QuerySet[Procedure]:
    """Return `procedures` with all their parts, in a fixed number of queries."""
    parts: list[Any] = [Prefetch("cases", Case.objects.all())]
    for name, model in PARTS:
        rows = (
            model.objects.select_related("case") if hasattr(model, "case") else model.objects.all()
        )
        parts.append(Prefetch(name, rows))
    return procedures.select_related("field", "superseded_by").prefetch_related(*parts)


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
    """Return the ids of procedures that an officer, not an import, took off the catalogue."""
    closed = newest_versions().filter(state=State.WITHDRAWN, published_by__isnull=False)
    return frozenset(closed.order_by().values_list("procedure_id", flat=True))


def covered_by_import(field_codes: set[str]) -> QuerySet[Procedure]:
    """Return what an import of `field_codes` answers for.

    Imported entries of these fields that are not withdrawn.
    """
    return (
        Procedure.objects.filter(field__in=field_codes)
        .exclude(imported="")
        .exclude(state=State.WITHDRAWN)
    )


def with_draft_mark(procedures: QuerySet[Procedure]) -> QuerySet[Any]:
    """Annotate `differs`: published, and the draft is no longer what was published."""
    saved_since = Exists(
        DraftEdit.objects.filter(procedure=OuterRef("pk"), saved_at__gt=OuterRef("published_at"))
    )
    same = DraftEdit.objects.filter(procedure=OuterRef("procedure")).order_by("-pk")
    published = same.filter(saved_at__lte=OuterRef("procedure__published_at"))
    # Saved back to what it was: the draft does not differ.
    as_published = Exists(
        DraftEdit.objects.filter(
            procedure=OuterRef("pk"),
            pk=Subquery(same.values("pk")[:1]),
            draft=Subquery(published.values("draft")[:1]),
        )
    )
    differs = Q(state=State.PUBLISHED) & Q(saved_since) & ~Q(as_published)
    return procedures.annotate(differs=ExpressionWrapper(differs, output_field=BooleanField()))


def needing_recheck() -> QuerySet[Procedure]:
    """Return what officers must look at again: not sure of the entry or of its fees.

    Withdrawn ones are done with.
    """
    doubtful = Q(trust__in=(Trust.NEEDS_RECHECK, Trust.AMENDED)) | ~Q(fee_status__in=FINAL_FEES)
    return Procedure.objects.filter(doubtful).exclude(state=State.WITHDRAWN)


def matching(procedures: QuerySet[Procedure], text: str) -> QuerySet[Procedure]:
    """Return the drafts in whose name, codes or keywords every word of `text` occurs.

    With marks or without.
    """
    for word in fold(text).split()[:MAX_WORDS]:
        procedures = procedures.filter(folded__contains=word)
    return procedures
