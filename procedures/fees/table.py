"""The fees of a draft as plain data: a published version keeps them for any day.

Notes and sources of officers are left out.
"""

from typing import Any

from procedures.drafts.draft_format import plain_number
from procedures.models import Fee, Procedure, ReducedFee

Table = dict[str, list[dict[str, Any]]]
NOTHING: Table = {"rows": [], "reductions": []}


def table_of(procedure: Procedure) -> Table:
    """Return the dated fees and reductions of `procedure`, whose parts are prefetched."""
    return {
        "rows": [_read_fee(fee) for fee in procedure.fees.all()],
        "reductions": [_read_reduction(reduced) for reduced in procedure.reductions.all()],
    }


def _read_fee(fee: Fee) -> dict[str, Any]:
    return {
        **_read_period(fee),
        "channel": fee.channel,
        "name": fee.name,
        "group": fee.group,
        "condition": fee.condition,
        "amount": _number(fee.amount),
        "amount_to": _number(fee.amount_to),
        "currency": fee.currency,
        "unit": fee.unit,
        "legal_basis": fee.legal_basis,
        "certainty": fee.certainty,
        "confirmed": fee.confirmed_on is not None,
    }


def _read_reduction(reduced: ReducedFee) -> dict[str, Any]:
    act = reduced.reduction
    return {
        **_read_period(act),
        "id": act.pk,
        "name": act.name,
        "who": act.who,
        "needs": " ".join(filter(None, [act.needs, reduced.needs])),
        "channel": act.channel,
        "legal_basis": ", ".join(filter(None, [reduced.clause, act.legal_basis])),
        "share": reduced.share,
        "amount": _number(reduced.amount),
        "certainty": reduced.certainty,
        "confirmed": act.confirmed_on is not None,
    }


def _read_period(row: Any) -> dict[str, str | None]:  # Fee and FeeReduction
    days = {name: getattr(row, name) for name in ("effective_from", "effective_to")}
    return {name: day.isoformat() if day else None for name, day in days.items()}


def _number(value: Any) -> int | float | None:
    return None if value is None else plain_number(value)
