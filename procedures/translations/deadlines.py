"""Which texts contain a fine or a legal deadline: machine translations of them are not shown.

Pure.
"""

import re

# Names and subjects of fees contain no duty: "5-year visa exemption certificate".
_NAMES = frozenset(
    {
        *("name", "short_name", "cases.name", "steps.title"),
        *("fees.group", "fees.condition", "fees.name", "fees.unit"),
    }
)
_ALWAYS_OPEN = re.compile(r"24 giờ(?:/| mỗi ngày, cả )0?7 ngày|24/7")
_VIETNAMESE = re.compile(
    r"\d\s*(?:giờ|ngày|tháng|năm)\b|\bphạt\b|thời hiệu|chậm nhất|trong thời hạn|quá hạn",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\d[\s-]*(?:hour|day|week|month|year|小时|天|日|个月|年|시간|일|개월|년)"
    r"|\bfin(?:e|es|ed)\b|penalt|罚款|时效|과태료|벌금|시효",
    re.IGNORECASE,
)


def tells_deadline_or_fine(field: str, source: str, words: str) -> bool:
    """Return True if a text of `field`, or its translation, contains a fine or legal deadline.

    >>> tells_deadline_or_fine("conditions", "Nộp phiếu trong 12 giờ.", "Hand it in at once.")
    True
    """
    if field in _NAMES:
        return False
    return bool(
        _VIETNAMESE.search(_ALWAYS_OPEN.sub("", source))
        or _FOREIGN.search(_ALWAYS_OPEN.sub("", words))
    )
