"""What one citizen pays, by their choices and ticks."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from procedures.choices import SHOWN_FEES, FeeStatus
from procedures.fees import fee_and_time_texts as texts
from procedures.fees.amounts import (
    Sum,
    add_up,
    always_paid,
    options_of,
    possible_bills,
    ticked_alone,
)
from procedures.fees.doubts import IN_PLACE, NO_ROW, OF_STATUS
from procedures.fees.in_force import Row
from procedures.fees.of_day import FULL_SHARE, say_span
from procedures.translations.sentences import say, say_own

Fee = dict[str, Any]
Holds = Callable[[str], bool]
CHOOSE = "Chọn «{group}» để biết đúng mức thu."
TICK = "Chọn điều kiện để biết đúng mức thu."


def tick_of(reduction: Row) -> str:
    """Return the text of the tick box for a reduction."""
    return f"{reduction['name']}: {reduction['who']}"


def reductions_of_channel(fee: Row, kind: str) -> list[Row]:
    """Return the reductions of `fee_of_day` that apply in the channel `kind`."""
    return [row for row in fee["reductions"] if row["channel"] in {"", kind}]


def fee_of_case(fee: Row, rows: Sequence[Row], reductions: Sequence[Row], chosen: Holds) -> Fee:
    """Return the fee of this case, in the shape of `ChecklistFeeSerializer`.

    `rows` are the fees of the channel today and `reductions` its reductions; `chosen` returns
    whether an option or a condition is ticked.
    """
    status = FeeStatus(fee["status"])
    if status == FeeStatus.FREE:
        return _fee(say(texts.FREE))
    ticked = [row for row in reductions if chosen(tick_of(row))]
    if exempt := [row for row in ticked if row["share"] == FULL_SHARE]:
        return _fee(say(texts.FREE), rows, exempt[0]["doubt"], verified=exempt[0]["certain"])
    if status not in SHOWN_FEES:
        return _fee(say(IN_PLACE[status]), rows, say(OF_STATUS[status]), verified=False)
    if not rows:
        return _fee(say(IN_PLACE[FeeStatus.UNVERIFIED]), reason=say(NO_ROW), verified=False)
    amounts, reason = _choose(rows, chosen)
    if reason:
        text = say_span(possible_bills(rows), [row for row in rows if not row["certain"]])
        return _fee(text, amounts, reason, verified=_are_certain(amounts))
    return _bill(amounts, ticked)


def _choose(rows: Sequence[Row], chosen: Holds) -> tuple[list[Row], str]:
    """Return the rows to pay; or all rows, with the choice that is still missing."""
    amounts = always_paid(rows)
    for group, options in options_of(rows).items():
        found = [some for condition, some in options.items() if chosen(condition)]
        if not found:
            return list(rows), say(CHOOSE, group=say_own("fees.group", group))
        amounts += found[0]
    ticks = ticked_alone(rows)
    amounts += [row for row in ticks if chosen(row["condition"])]
    if not amounts and len(ticks) > 1:
        return list(rows), say(TICK)
    return amounts or ticks, ""


def _bill(amounts: Sequence[Row], ticked: Sequence[Row]) -> Fee:
    total = add_up(amounts)
    doubts = [row["doubt"] for row in (*amounts, *ticked) if row["doubt"]]
    verified = _are_certain(amounts) and all(row["certain"] for row in ticked)
    reason = doubts[0] if doubts else ""
    if total is None:
        text = " + ".join(row["text"] for row in amounts)
        return _fee(text, amounts, reason, verified=verified)
    reduced = min((_reduce(total, row) for row in ticked), key=lambda some: some.high, default=None)
    text = _say(reduced or total)
    if reduced is None and len(amounts) > 1:
        parts = " + ".join(row["text"] for row in amounts)
        text = say("{fee} (gồm {parts})", fee=text, parts=parts)
    return _fee(text, amounts, reason, verified=verified)


def _reduce(total: Sum, reduction: Row) -> Sum:
    """Return the rest of `total` after the reduction; an amount is in đồng."""
    if reduction["share"] is None:
        amount = Decimal(str(reduction["amount"]))
        return Sum(amount, amount, total.currency, total.unit)
    left = Decimal(FULL_SHARE - reduction["share"]) / FULL_SHARE
    return Sum(total.low * left, total.high * left, total.currency, total.unit)


def _say(total: Sum) -> str:
    return texts.describe_amounts(total.low, total.high, total.currency, total.unit)


def _are_certain(amounts: Sequence[Mapping[str, Any]]) -> bool:
    return all(row["certain"] for row in amounts)


def _fee(text: str, amounts: Sequence[Row] = (), reason: str = "", *, verified: bool = True) -> Fee:
    return {"verified": verified, "text": text, "reason": reason, "amounts": list(amounts)}
