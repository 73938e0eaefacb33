"""Fees, time limits and their certainty in Vietnamese, the same wherever they are shown.

`procedures/fees/` computes what a procedure costs on a day.
"""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from procedures.choices import ChannelKind, Currency, OnlineLevel, TimeRelation, TimeUnit, Trust
from procedures.models import TimeLimit
from procedures.translations.sentences import say, say_number, say_own

FREE = "Miễn phí"
UNKNOWN = "Chưa rõ mức thu"
MAX_ALTERNATIVES_SHOWN = 2


def format_number(value: Decimal | float) -> str:
    """Return `value` as Vietnamese write it: a dot between thousands, a comma before decimals.

    >>> format_number(Decimal("1400000")), format_number(Decimal("2.50"))
    ('1.400.000', '2,5')
    """
    return say_number(f"{Decimal(value):,.2f}".rstrip("0").rstrip("."))


def describe_fee(row: Mapping[str, Any]) -> str:
    """Return the amount of a row, with its currency and the unit it is charged for."""
    if row["amount"] is None:
        return say(UNKNOWN)
    high = row["amount"] if row["amount_to"] is None else row["amount_to"]
    return describe_amounts(row["amount"], high, row["currency"], row["unit"])


def describe_amounts(low: Decimal | float, high: Decimal | float, currency: str, unit: str) -> str:
    """Return an amount in words, or a range if `low` and `high` differ."""
    if not high:
        return say(FREE)
    of_what = say(str(Currency(currency).label))
    if unit:
        of_what += f"/{say_own('fees.unit', unit)}"
    if low == high:
        return f"{format_number(low)} {of_what}"
    if not low:
        return f"{say(FREE)} – {format_number(high)} {of_what}"
    span = {"low": format_number(low), "high": format_number(high), "of_what": of_what}
    return say("từ {low} đến {high} {of_what}", **span)


def describe_time_limit(limit: TimeLimit) -> str:
    """Return a time limit in the words of its source, else as number and unit."""
    if limit.text:
        return str(limit.text)
    if limit.value is None:
        return str(limit.condition)
    return f"{format_number(limit.value)} {TimeUnit(limit.unit).label}"


_JOINTS = {TimeRelation.STAGES: " + ", TimeRelation.ALTERNATIVES: " hoặc "}


def summarise_time_limits(limits: Sequence[TimeLimit], relation: str) -> str:
    """Return the limits of one channel in one line."""
    return join_time_limits([describe_time_limit(limit) for limit in limits], relation)


def join_time_limits(words: Sequence[str], relation: str) -> str:
    """Join time limits that are already in words to one line."""
    if relation != TimeRelation.STAGES:  # two stages of the same length still add up
        words = list(dict.fromkeys(words))
    if len(words) > MAX_ALTERNATIVES_SHOWN and relation == TimeRelation.ALTERNATIVES:
        return say("{time} (tuỳ trường hợp)", time=words[0])
    joint = say(_JOINTS.get(TimeRelation(relation), ", "))
    return joint.join(words) or say("Không quy định")


_ONLINE_LEVELS = {
    OnlineLevel.FULL: "Toàn trình (nộp và nhận hoàn toàn qua mạng)",
    OnlineLevel.PARTIAL: "Một phần (có bước phải đến nơi nộp hoặc gửi giấy tờ)",
}
_UNKNOWN_ONLINE_LEVEL = "Nhận hồ sơ qua mạng; chưa rõ có bước nào phải đến nơi nộp không"


def describe_online_level(level: str, channels: Collection[str]) -> str:
    """Return how far it can be done online; empty if not at all."""
    if level:
        return _ONLINE_LEVELS[OnlineLevel(level)]
    return _UNKNOWN_ONLINE_LEVEL if ChannelKind.ONLINE in channels else ""


_TRUSTS = {
    Trust.CURRENT: "Đang áp dụng",
    Trust.AMENDED: "Quy định vừa được sửa đổi",
    Trust.NEEDS_RECHECK: "Có thể đã thay đổi",
    Trust.NOT_APPLICABLE: "Không áp dụng tại tỉnh",
}
_ASK_FIRST = "ông/bà nên hỏi lại nơi nộp hồ sơ trước khi đi"


def name_trust(trust: str) -> str:
    """Return the certainty of the whole entry, in the words for citizens."""
    return _TRUSTS[Trust(trust)]


def describe_trust(trust: str) -> str:
    """Return `name_trust` with advice on what to do."""
    doubtful = trust in {Trust.AMENDED, Trust.NEEDS_RECHECK}
    return f"{name_trust(trust)}; {_ASK_FIRST}" if doubtful else name_trust(trust)
