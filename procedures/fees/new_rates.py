"""New amounts from one day on, for fees of several procedures under one act.

The row that holds until then gets its last day, and a copy with the new amount begins. Where a row
is known to begin on that very day, which is still to come, it gets the new amount. Procedures
without other unpublished changes are published with it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from procedures import actions
from procedures.choices import Certainty, Currency, State
from procedures.fees.in_force import case_of
from procedures.models import Fee, Procedure
from procedures.publishing.together import Outcome, publish_each
from procedures.querysets import with_parts

DAY = timedelta(days=1)


def last_rows(day: date) -> list[Fee]:
    """Return the last known fee of each case that has not ended, the next change first.

    That is the fee of today, or the one that is known to follow it: the next amount comes after it.
    Only in đồng: an amount is typed once for all of them.
    """
    rows = Fee.objects.exclude(procedure__state=State.WITHDRAWN).select_related("procedure")
    last: dict[tuple[str, ...], Fee] = {}
    for row in rows.order_by(F("effective_from").asc(nulls_first=True), "pk"):
        last[_case(row)] = row
    open_ones = (
        row
        for row in last.values()
        if row.amount is not None
        and row.currency == Currency.VND
        and (row.effective_to is None or row.effective_to >= day)
    )
    return sorted(
        open_ones,
        key=lambda row: (_next_change(row, day), row.amount, str(row.procedure), row.pk),
    )


def _next_change(row: Fee, day: date) -> date:
    """Return the day from which another amount may hold, or is known to."""
    if row.effective_to:
        return row.effective_to + DAY
    start = row.effective_from
    return start if start and start > day else date.max


def held_before(rows: Iterable[Fee], start: date) -> dict[int, Fee]:
    """Return for each fee, by key, the one of its case that holds on the day before `start`."""
    wanted, day = list(rows), start - DAY
    holding = Fee.objects.filter(
        Q(effective_from=None) | Q(effective_from__lte=day),
        Q(effective_to=None) | Q(effective_to__gte=day),
        procedure__in={row.procedure_id for row in wanted},
    ).order_by(F("effective_from").asc(nulls_first=True), "pk")
    by_case = {_case(row): row for row in holding}
    return {row.pk: by_case[_case(row)] for row in wanted if _case(row) in by_case}


def _case(fee: Fee) -> tuple[str, ...]:
    row = {name: getattr(fee, name) for name in ("group", "condition", "name")}
    return (fee.procedure_id, fee.channel, *case_of(row))


@transaction.atomic
def set_new_rates(
    amounts: Mapping[int, Decimal], start: date, basis: str, by: User, *, publishes: bool
) -> Outcome:
    """Let each fee be the new amount from `start` on, and publish what has no other change.

    `amounts` is by the key of the row that holds until then, or is to begin then. Raises
    ValidationError if one begins later, began on that day already, or is followed by another.
    """
    named = Fee.objects.filter(pk__in=amounts).values_list("procedure_id", flat=True)
    keys = sorted(set(named))
    procedures = actions.lock_many(keys)
    clean = {one.pk for one in procedures if _has_no_other_change(one)}
    rows = Fee.objects.filter(pk__in=amounts).select_related("procedure").order_by("pk")
    _refuse_followed(rows, start)
    for row in rows:
        _follow(row, amounts[row.pk], start, basis)
    for one in with_parts(Procedure.objects.filter(pk__in=keys)):
        actions.record_loaded(one, by)
    if not publishes:
        return Outcome(left=procedures)
    changed = with_parts(Procedure.objects.filter(pk__in=keys).order_by("pk"))
    return publish_each(changed, lambda one: one.pk in clean, by, basis)


def _has_no_other_change(procedure: Procedure) -> bool:
    found = actions.waits(procedure)
    return found is not None and not found


def _refuse_followed(rows: Sequence[Fee] | QuerySet[Fee], start: date) -> None:
    procedures = {row.procedure_id for row in rows}
    later = Fee.objects.filter(procedure__in=procedures, effective_from__gte=start)
    taken = {_case(row) for row in later.exclude(pk__in=[row.pk for row in rows])}
    wrong = [row for row in rows if _case(row) in taken or _begins_after(row, start)]
    if wrong:
        named = ", ".join(dict.fromkeys(str(row.procedure) for row in wrong))
        text = f"Đã có mức từ {start:%d/%m/%Y} hoặc muộn hơn ở: {named}."
        raise ValidationError({"start": ValidationError(text, code="already_followed")})


def _begins_after(row: Fee, start: date) -> bool:
    if row.effective_from is None or _is_to_begin(row, start):
        return False
    return row.effective_from >= start


def _is_to_begin(row: Fee, start: date) -> bool:
    return row.effective_from == start and start > timezone.localdate()


def _follow(row: Fee, amount: Decimal, start: date, basis: str) -> None:
    """End a row the day before `start`, if it did not end before, and add its successor."""
    if not _is_to_begin(row, start):
        if row.effective_to is None or row.effective_to >= start:
            row.effective_to = start - DAY
            row.save(update_fields=["effective_to"])
        row.pk = None
        row._state.adding = True
    row.amount, row.amount_to, row.legal_basis = amount, None, basis
    row.effective_from, row.effective_to = start, None
    row.certainty, row.confirmed_on = Certainty.TEXT_READ, timezone.localdate()
    row.source_title = row.source_url = row.note = ""
    row.save()


def next_day(rows: Iterable[Fee], day: date) -> date | None:
    """Return the day on which most of these fees change, to propose it."""
    days = [found for row in rows if (found := _next_change(row, day)) != date.max]
    return max(set(days), key=days.count) if days else None
