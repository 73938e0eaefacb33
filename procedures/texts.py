"""Times and money in Vietnamese words, the same in cards, documents, check lists and the admin."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from procedures.choices import FINAL_FEES, Currency, FeeStatus, TimeRelation, TimeUnit

UNVERIFIED = "Chưa xác minh"
FREE = "Miễn phí"
MAX_ALTERNATIVES_SHOWN = 2


def number(value: Decimal | float) -> str:
    """Return `value` as Vietnamese write it: a dot between thousands, a comma before decimals.

    >>> number(Decimal("1400000")), number(Decimal("2.50"))
    ('1.400.000', '2,5')
    """
    text = f"{Decimal(value):,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def money(fee: Any) -> str:
    """Return the amount of `fee` with its currency and what it is for."""
    if not fee.amount:
        return FREE
    per = f"/{fee.unit}" if fee.unit else ""
    return f"{number(fee.amount)} {Currency(fee.currency).label}{per}"


def time_limit(limit: Any) -> str:
    """Return a time limit in words: the source's own, or number and unit."""
    if limit.text:
        return str(limit.text)
    return (
        f"{number(limit.value)} {TimeUnit(limit.unit).label}"
        if limit.value is not None
        else str(limit.condition)
    )


_RELATION_JOINTS = {TimeRelation.STAGES: " + ", TimeRelation.ALTERNATIVES: " hoặc "}


def time_summary(limits: Sequence[Any], relation: str) -> str:
    """Return the limits of one channel in one line."""
    words = [time_limit(limit) for limit in limits]
    if relation != TimeRelation.STAGES:  # stages add up, also two of the same length
        words = list(dict.fromkeys(words))
    if len(words) > MAX_ALTERNATIVES_SHOWN and relation == TimeRelation.ALTERNATIVES:
        return f"{words[0]} (tuỳ trường hợp)"
    return _RELATION_JOINTS.get(TimeRelation(relation), ", ").join(words) or "Không quy định"


def fee_summary(procedure: Any) -> str:
    """Return the fees in one line; one that is not confirmed is never shown as an amount."""
    if procedure.fee_status == FeeStatus.FREE:
        return FREE
    if procedure.fee_status not in FINAL_FEES:
        return UNVERIFIED
    fees = sorted(procedure.fees.all(), key=lambda fee: fee.amount)
    if not fees:
        return UNVERIFIED
    low, high = fees[0], fees[-1]
    if (low.amount, low.currency) == (high.amount, high.currency):
        return money(low)
    return f"{money(low)} – {money(high)}" if low.currency == high.currency else "Tuỳ trường hợp"
