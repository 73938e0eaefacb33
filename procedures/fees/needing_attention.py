"""Fees that need attention: ending soon, without an end, or not confirmed."""

from datetime import date, timedelta

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, TextChoices
from django.db.models.functions import Coalesce, Least

from procedures.choices import State
from procedures.models import Fee, Procedure, ReducedFee

SOON_DAYS = 60
NEXT_END_FIRST = (F("next_end").asc(nulls_last=True), "pk")  # after `next_end_first`


class Work(TextChoices):
    """Why a fee or a reduction is in the work list."""

    ENDING = "ending", f"Hết hiệu lực trong {SOON_DAYS} ngày"
    ENDLESS = "endless", "Không ghi ngày kết thúc"
    UNCONFIRMED = "unconfirmed", "Tỉnh chưa xác nhận"


def is_waiting(work: Work, day: date, prefix: str = "") -> Q:
    """Return the condition of rows with this kind of work; `prefix` is the path to the row."""
    conditions: dict[Work, dict[str, object]] = {
        Work.ENDING: {
            "effective_to__gte": day,
            "effective_to__lte": day + timedelta(days=SOON_DAYS),
        },
        Work.ENDLESS: {"effective_to__isnull": True},
        Work.UNCONFIRMED: {"confirmed_on__isnull": True},
    }
    return Q(**{f"{prefix}{name}": value for name, value in conditions[work].items()})


def procedures_with(work: Work, day: date) -> QuerySet[Procedure]:
    """Return the procedures, not withdrawn, with a fee or reduction that needs `work`."""
    same = {"procedure": OuterRef("pk")}
    fee = Exists(Fee.objects.filter(is_waiting(work, day), **same))
    reduction = Exists(ReducedFee.objects.filter(is_waiting(work, day, "reduction__"), **same))
    return Procedure.objects.exclude(state=State.WITHDRAWN).filter(fee | reduction)


def procedures_to_look_at(day: date) -> QuerySet[Procedure]:
    """Return the procedures with any work on fees."""
    ids = Q(pk__in=procedures_with(Work.ENDING, day).order_by().values("pk"))
    for work in (Work.ENDLESS, Work.UNCONFIRMED):
        ids |= Q(pk__in=procedures_with(work, day).order_by().values("pk"))
    return Procedure.objects.filter(ids)


def next_end_first(procedures: QuerySet[Procedure], day: date) -> QuerySet[Procedure]:
    """Order `procedures` by the next end of a fee or reduction.

    It is annotated as `next_end`.
    """
    fee, reduction = (
        Min(name, filter=Q(**{f"{name}__gte": day}))
        for name in ("fees__effective_to", "reductions__reduction__effective_to")
    )
    # Coalesce first: databases disagree on the least of a day and NULL.
    next_end = Least(Coalesce(fee, reduction), Coalesce(reduction, fee))
    return procedures.annotate(next_end=next_end).order_by(*NEXT_END_FIRST)


def is_row_waiting(row: Fee | ReducedFee, day: date) -> bool:
    """Return True if this row puts its procedure in the work list."""
    dated = row.reduction if isinstance(row, ReducedFee) else row
    if dated.confirmed_on is None or dated.effective_to is None:
        return True
    return day <= dated.effective_to <= day + timedelta(days=SOON_DAYS)
