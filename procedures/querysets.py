"""Which procedures exist for whom: the only ways to read drafts and versions."""

from typing import Any

from django.db.models import Max, Prefetch, QuerySet

from procedures.choices import State
from procedures.models import Case, Procedure, ProcedureVersion
from procedures.models.parts import PARTS


def with_parts(procedures: QuerySet[Procedure]) -> QuerySet[Procedure]:
    """Return `procedures` with all their parts, in a fixed number of queries."""
    parts: list[Any] = [Prefetch("cases", Case.objects.all())]
    for name, model in PARTS:
        rows = model.objects.select_related("case") if hasattr(model, "case") else model.objects.all()
        parts.append(Prefetch(name, rows))
    return procedures.select_related("field", "superseded_by").prefetch_related(*parts)


def newest_versions() -> QuerySet[ProcedureVersion]:
    """Return the newest version of every procedure that was ever published."""
    newest = ProcedureVersion.objects.order_by().values("procedure_id").annotate(newest=Max("pk")).values("newest")
    return ProcedureVersion.objects.filter(pk__in=newest)


def withdrawn_by_officers() -> frozenset[str]:
    """Return the ids of procedures that an officer, not an import, took off the catalogue."""
    closed = newest_versions().filter(state=State.WITHDRAWN, published_by__isnull=False)
    return frozenset(closed.order_by().values_list("procedure_id", flat=True))


def covered_by_import(field_codes: set[str]) -> QuerySet[Procedure]:
    """Return what an import of `field_codes` answers for: imported entries of these fields that are not withdrawn."""
    return Procedure.objects.filter(field__in=field_codes).exclude(imported="").exclude(state=State.WITHDRAWN)
