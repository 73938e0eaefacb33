"""The fees of a procedure as citizens read them on one day."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from procedures.choices import FINAL_FEES, SHOWN_FEES, ChannelKind, FeeStatus
from procedures.fees import fee_and_time_texts as texts
from procedures.fees.amounts import Sum, add_up, possible_bills
from procedures.fees.doubts import ASK_AGAIN, IN_PLACE, OF_STATUS, doubt_about, is_certain
from procedures.fees.in_force import (
    Row,
    days_of_change,
    fee_in_force,
    fees_after,
    holds,
    rows_of_channel,
)
from procedures.fees.table import Table
from procedures.translations.sentences import say, say_day

VARIES = "Tuỳ trường hợp"
FULL_SHARE = 100
MAX_LATER = 3


def fees_of_channel(table: Table, kind: str, day: date) -> list[dict[str, Any]]:
    """Return the fees of `day` in the channel `kind`, in the shape of `ProcedureFeeSerializer`."""
    rows = rows_of_channel(table["rows"], kind)
    return [_in_words(row, rows, day) for row in fee_in_force(rows, day)]


def _in_words(row: Row, rows: Sequence[Row], day: date) -> dict[str, Any]:
    hidden = {"channel", "certainty", "confirmed"}
    return {
        **{name: value for name, value in row.items() if name not in hidden},
        "text": texts.describe_fee(row),
        "certain": is_certain(row) and row["amount"] is not None,
        "doubt": doubt_about(row),
        "later": _say_what_follows(row, fees_after(rows, row, day)),
    }


def _say_what_follows(row: Row, after: Iterable[tuple[date, Row | None]]) -> str:
    """Return the next different fee, preceded by a gap without a known fee, if any."""
    fee, gap = texts.describe_fee(row), ""
    for day, later in after:
        if later is None:
            last = say_day(day - timedelta(days=1))
            gap = gap or say("đến hết {day}; sau đó chưa rõ mức thu", day=last)
        elif gap or texts.describe_fee(later) != fee:
            known = say("từ {day}: {fee}", day=say_day(day), fee=texts.describe_fee(later))
            return f"{gap}; {known}" if gap else known
    return gap


def fee_of_day(status: str, table: Table, kinds: Sequence[str], day: date) -> dict[str, Any]:
    """Return what a procedure costs on `day`, in the shape of `FeeSummarySerializer`.

    `kinds` are its channels.
    """
    return {
        "status": status,
        "status_name": say(str(FeeStatus(status).label)),
        "final": is_final(status, table, kinds, day),
        "summary": summarise(status, table, kinds, day),
        "doubt": say(OF_STATUS.get(FeeStatus(status), "")),
        "day": day.isoformat(),
        "later": _list_changes(status, table, kinds, day),
        "reductions": [describe_reduction(row) for row in table["reductions"] if holds(row, day)],
    }


def is_final(status: str, table: Table, kinds: Sequence[str], day: date) -> bool:
    """Return True if the fee of `day` is certain, in each case and channel."""
    if status != FeeStatus.CONFIRMED:
        return status in FINAL_FEES
    rows = _rows_of_day(table, kinds, day)
    return bool(rows) and all(is_certain(row) and row["amount"] is not None for row in rows)


def _rows_of_day(table: Table, kinds: Iterable[str], day: date) -> list[Row]:
    return [
        row for kind in kinds for row in fee_in_force(rows_of_channel(table["rows"], kind), day)
    ]


def summarise(status: str, table: Table, kinds: Sequence[str], day: date) -> str:
    """Return the fee of `day` in one line for cards."""
    if status == FeeStatus.FREE:
        return say(texts.FREE)
    if status not in SHOWN_FEES:
        return say(IN_PLACE[FeeStatus(status)])
    rows = _rows_of_day(table, kinds, day)
    if not rows:
        return say(IN_PLACE[FeeStatus.UNVERIFIED])
    bills = [
        bill
        for kind in kinds
        for bill in possible_bills(fee_in_force(rows_of_channel(table["rows"], kind), day))
    ]
    return say_span(bills, [row for row in rows if not is_certain(row)])


def say_span(bills: Sequence[Sequence[Row]], doubtful: Sequence[Row]) -> str:
    """Return the range from the lowest to the highest of `bills`, and whether a row is doubtful.

    Rows without an amount are described as unknown.
    """
    text = _span(bills)
    if any(row["amount"] is None for bill in bills for row in bill):
        text = say("{fee}; có trường hợp chưa rõ", fee=text) if text else say(texts.UNKNOWN)
    asked_again = any(row["amount"] is not None for row in doubtful)
    return f"{text} ({say(ASK_AGAIN)})" if asked_again else text


def _span(bills: Sequence[Sequence[Row]]) -> str:
    known = [[row for row in bill if row["amount"] is not None] for bill in bills]
    known = [bill for bill in known if bill]
    sums = [total for total in map(add_up, known) if total is not None]
    paid = {total.currency for total in sums if total.high}
    if not known:
        return ""
    if len(sums) < len(known) or len(paid) > 1:
        return say(VARIES)
    return _describe_span(sums)


def _describe_span(sums: Sequence[Sum]) -> str:
    low = min(sums, key=lambda total: total.low)
    high = max(sums, key=lambda total: total.high)
    if low is high or (low.low, low.high) == (high.low, high.high):
        return texts.describe_amounts(high.low, high.high, high.currency, high.unit)
    highest = texts.describe_amounts(high.high, high.high, high.currency, high.unit)
    if low.low and low.unit == high.unit:
        return f"{texts.format_number(low.low)} – {highest}"
    lowest = texts.describe_amounts(low.low, low.low, low.currency, low.unit)
    return f"{lowest} – {highest}"


def _list_changes(
    status: str, table: Table, kinds: Sequence[str], day: date
) -> list[dict[str, str]]:
    """Return the fee from each of the next days on which it changes."""
    if status not in SHOWN_FEES:
        return []
    changes, before = [], summarise(status, table, kinds, day)
    for change in days_of_change(table["rows"], day):
        summary = summarise(status, table, kinds, change)
        if summary != before:
            text = say("từ {day}: {fee}", day=say_day(change), fee=summary)
            changes.append({"effective_from": change.isoformat(), "text": text})
        before = summary
    return changes[:MAX_LATER]


def describe_reduction(row: Row) -> dict[str, Any]:
    """Return a reduction in force, in the shape of `FeeReductionSerializer`."""
    shown = ("name", "who", "needs", "channel", "legal_basis", "effective_from", "effective_to")
    return {
        **{name: row[name] for name in shown},
        "text": _say_reduction(row),
        "share": row["share"],
        "amount": row["amount"],
        "certain": is_certain(row),
        "doubt": doubt_about(row),
    }


def _say_reduction(row: Row) -> str:
    channel = say(str(ChannelKind(row["channel"]).label)).lower() if row["channel"] else ""
    how = say(" khi nộp {channel}", channel=channel) if channel else ""
    end = row["effective_to"]
    until = say(", đến hết {day}", day=say_day(end)) if end else ""
    return f"{_say_what_is_left(row)}{how}{until}"


def _say_what_is_left(row: Row) -> str:
    if row["share"] is None:
        amount = texts.describe_amounts(row["amount"], row["amount"], "VND", "")
        return say("Chỉ nộp {fee}", fee=amount)
    if row["share"] == FULL_SHARE:
        return say(texts.FREE)
    return say("Giảm {share} %", share=row["share"])


def put_fees(content: dict[str, Any], table: Table, day: date) -> None:
    """Write the fees of `day` into a published document."""
    kinds = [channel["kind"] for channel in content["channels"]]
    content["fee"] = fee_of_day(content["fee"]["status"], table, kinds, day)
    for channel in content["channels"]:
        channel["fees"] = fees_of_channel(table, channel["kind"], day)


def card_line(fee: Row) -> str:
    """Return the line of a card: the fee of `fee_of_day`, and that some people pay less."""
    less = say("; có trường hợp được miễn, giảm") if fee["reductions"] else ""
    return f"{fee['summary']}{less}"
