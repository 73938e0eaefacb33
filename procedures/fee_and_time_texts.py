"""Fees and time limits in Vietnamese words, the same on cards, pages, check lists and in the admin.

A fee that is not confirmed is never shown as an amount.
"""

from collections.abc import Sequence
from decimal import Decimal

from procedures.choices import FINAL_FEES, Currency, FeeStatus, TimeRelation, TimeUnit
from procedures.models import Fee, Procedure, TimeLimit

UNVERIFIED = "Chưa xác minh"
FREE = "Miễn phí"
MAX_ALTERNATIVES_SHOWN = 2


def format_number(value: Decimal | float) -> str:
    """Return `value` as Vietnamese write it: a dot between thousands, a comma before decimals.

    >>> format_number(Decimal("1400000")), format_number(Decimal("2.50"))
    ('1.400.000', '2,5')
    """
    text = f"{Decimal(value):,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def describe_fee(fee: Fee) -> str:
    """Return the amount with its currency and the unit it is charged for."""
    if not fee.amount:
        return FREE
    per = f"/{fee.unit}" if fee.unit else ""
    return f"{format_number(fee.amount)} {Currency(fee.currency).label}{per}"


def describe_time_limit(limit: TimeLimit) -> str:
    """Return a time limit in the words of its source, or else as number and unit."""
    if limit.text:
        return str(limit.text)
    if limit.value is None:
        return str(limit.condition)
    return f"{format_number(limit.value)} {TimeUnit(limit.unit).label}"


_JOINTS = {TimeRelation.STAGES: " + ", TimeRelation.ALTERNATIVES: " hoặc "}


def summarise_time_limits(limits: Sequence[TimeLimit], relation: str) -> str:
    """Return the limits of one channel in one line."""
    words = [describe_time_limit(limit) for limit in limits]
    if relation != TimeRelation.STAGES:  # two stages of the same length still add up
        words = list(dict.fromkeys(words))
    if len(words) > MAX_ALTERNATIVES_SHOWN and relation == TimeRelation.ALTERNATIVES:
        return f"{words[0]} (tuỳ trường hợp)"
    return _JOINTS.get(TimeRelation(relation), ", ").join(words) or "Không quy định"


def summarise_fees(procedure: Procedure) -> str:
    """Return the fees of a procedure in one line."""
    if procedure.fee_status == FeeStatus.FREE:
        return FREE
    if procedure.fee_status not in FINAL_FEES:
        return UNVERIFIED
    fees = sorted(procedure.fees.all(), key=lambda fee: fee.amount)
    if not fees:
        return UNVERIFIED
    low, high = fees[0], fees[-1]
    if (low.amount, low.currency) == (high.amount, high.currency):
        return describe_fee(low)
    if low.currency != high.currency:
        return "Tuỳ trường hợp"
    return f"{describe_fee(low)} – {describe_fee(high)}"
