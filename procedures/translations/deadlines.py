"""Legal deadlines and fines in translations: each number comes from the Vietnamese text.

A translation repeats the Vietnamese words between braces, and they are rendered in the language of
the answer: "within {12 giờ}", "from {01/07/2026}". A time of day is "{lúc 23 giờ}". A machine
translation that types a length, a date or an amount itself, or leaves one out, is not shown.
"""

import re
from collections.abc import Iterator

from procedures.translations.sentences import say, say_day, say_length, say_number

UNKNOWN_SLOT = "Câu tiếng Việt không có thời hạn, số tiền «{}»."
# Names and subjects of fees contain no duty: "5-year visa exemption certificate".
_NAMES = frozenset(
    {
        *("name", "short_name", "cases.name", "steps.title"),
        *("fees.group", "fees.condition", "fees.name", "fees.unit"),
    }
)
_ALWAYS_OPEN = re.compile(r"24 giờ(?:/| mỗi ngày, cả )0?7 ngày(?: trong tuần)?|24/7")
_UNITS = "giờ làm việc|ngày làm việc|giờ|ngày|tháng|năm"
_QUANTITY = re.compile(rf"(\d[\d.,]*)\s({_UNITS}|đồng)\b|\d\d/\d\d/\d{{4}}", re.IGNORECASE)
_SLOT = re.compile(r"\{([^{}]*)\}")
_CLOCK = "lúc "
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_TYPED = re.compile(
    r"\d[\d.,]*[\s-]*(?:(?:working|business)\s)?(?:hour|day|week|month|year|VND|dong)"
    rf"|\d\s(?:{_MONTHS})\b"
    r"|\d[\d.,]*\s*(?:个?小时|个?工作日|天|日|月|个?月内|个月|年|越南盾|시간|일|월|개월|년|동)"
)
_FINE = re.compile(r"\bfin(?:e|es|ed)\b|penalt|罚款|과태료|벌금", re.IGNORECASE)
_VIETNAMESE_FINE = re.compile(r"\bphạt\b", re.IGNORECASE)


def fill_slots(words: str) -> str:
    """Return `words` with each slot in the language of the answer."""
    return _SLOT.sub(lambda found: _render(found[1]), words)


def _render(text: str) -> str:
    at = text.startswith(_CLOCK)
    found = _QUANTITY.fullmatch(text.removeprefix(_CLOCK))
    if found is None:
        return text
    if found[2] is None:
        return say_day("-".join(reversed(text.split("/"))))
    number, unit = found[1], found[2].lower()
    if at:
        return f"{int(number)}:00"
    if unit == "đồng":
        return f"{say_number(number.replace('.', ','))} {say(unit)}"
    return say_length(number.lstrip("0") or "0", unit)


def unknown_slots(source: str, words: str) -> list[str]:
    """Return the slots in `words` that are no length, amount or time of day in `source`."""
    known = {_key(text) for text in _quantities(source)}
    return [slot for slot in _SLOT.findall(words) if _key(slot) not in known]


def types_deadline_or_fine(field: str, source: str, words: str) -> bool:
    """Return True if `words` tell a length, amount or fine otherwise than `source`, by slots.

    >>> types_deadline_or_fine("conditions", "Nộp trong 12 giờ.", "Hand it in within 12 hours.")
    True
    >>> types_deadline_or_fine("conditions", "Nộp trong 12 giờ.", "Hand it in within {12 giờ}.")
    False
    """
    if field in _NAMES:
        return False
    said = _ALWAYS_OPEN.sub("", words)
    wanted = {_key(text) for text in _quantities(_ALWAYS_OPEN.sub("", source))}
    slots = {_key(slot) for slot in _SLOT.findall(words)}
    fined = _FINE.search(said) and not _VIETNAMESE_FINE.search(source)
    return bool(wanted != slots or _TYPED.search(_SLOT.sub("", said)) or fined)


def _quantities(text: str) -> Iterator[str]:
    return (found[0] for found in _QUANTITY.finditer(text))


def _key(text: str) -> str:
    return text.removeprefix(_CLOCK).lower()
