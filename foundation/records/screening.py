"""Find and mask personal data in free text: numbers, addresses and names.

It is used on officers' publications and on other people's words. It rather masks too much. Anything
that belongs to no person, such as an office's telephone or an amount of money, is let through by
rule.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import TextChoices

from foundation.records.vietnamese import fold

_GAP = r"[ .\-–—_/()\u00a0]{0,2}"
_DIGITS = {count: _GAP.join([r"\d"] * count) for count in (7, 8, 9, 12)}
_START, _END = r"(?<![\w.,])", r"(?!\w|[.,]\d)"
# Not an amount: «100.000.000 đồng».
_NO_MONEY = r"(?!\s*(?:đồng|đ\b|vnđ|vnd|triệu|nghìn))"
_UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
# «cán bộ Công an xã»
_NOBODY = r"(?!(?:Công|Cảnh|Phòng|Đội|Ban|Bộ|Sở|Trưởng|Phó|Việt|Uỷ|Ủy|UBND|VNeID|CCCD)\b)"
_NAME = rf"{_NOBODY}[{_UPPER}][\w]*(?:\s+[{_UPPER}][\w]*){{0,4}}"


class Kind(TextChoices):
    """Kinds of personal data."""

    EMAIL = "email", "địa chỉ thư điện tử"
    DOSSIER = "dossier", "mã hồ sơ"
    PHONE = "phone", "số điện thoại"
    ID = "id", "số giấy tờ"
    PLATE = "plate", "biển số xe"
    NAME = "name", "tên người"


# Each takes time in proportion to the text. If a pattern could begin at every letter of a long word
# and fail at its end, the whole word is skipped instead: then `found` is empty. The first match
# wins. A phone number has 10 digits, or 11 with +84; an ID number 9 or 12; a passport a letter and
# 7; a bank account 8 or more. So 8 digits in one run belong to somebody, unless they are an amount
# of money.
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.EMAIL,
        re.compile(
            r"(?P<found>[\w.+%-]++\s?@\s?[\w-]++(?:\.[\w-]++)++)"
            r"|[\w.+%-]++"
        ),
    ),
    (
        Kind.DOSSIER,
        re.compile(
            r"(?P<found>\b[A-Z0-9]++(?:\.[A-Z0-9]++)++-\d{6}-\d{4,6}\b)"
            r"|\b[A-Z0-9]++(?:\.[A-Z0-9]++)*+",
            re.IGNORECASE,
        ),
    ),
    (
        Kind.PHONE,
        re.compile(
            rf"(?<!\w)(?:\+?{_GAP}8{_GAP}4|0){_GAP}(?:0{_GAP})?[2-9]{_GAP}{_DIGITS[8]}(?:{_GAP}\d)?(?!\d)"
        ),
    ),
    (Kind.ID, re.compile(rf"{_START}{_DIGITS[12]}{_END}{_NO_MONEY}")),
    (Kind.ID, re.compile(rf"{_START}{_DIGITS[9]}{_END}{_NO_MONEY}")),
    (Kind.ID, re.compile(rf"\b[A-Z]{_GAP}{_DIGITS[7]}{_END}")),
    (Kind.ID, re.compile(r"(?<!\d)\d{8,}(?!\d)" + _NO_MONEY)),
    (Kind.PLATE, re.compile(r"\b\d{2}\s?-?\s?[A-Z]{1,2}\d?\s?[-–. ]\s?(?:\d{3}\.?\d{2}|\d{4})\b")),
    (
        Kind.NAME,
        re.compile(
            rf"(?i:\b(?:đồng chí|đ/c|cán bộ|chiến sĩ|công dân|ông|bà|anh|chị|em|cô|chú|bác|cháu"
            r"|(?:đại|thượng|trung|thiếu)\s+(?:úy|uý|tá|tướng)"
            rf"|tôi (?:tên )?là|tên (?:tôi )?là|họ (?:và )?tên:?))\s+(?P<found>{_NAME})"
        ),
    ),
)
MASK = "•••"
# A text with one of these is not published. Names are left to the editor.
NEVER_PUBLISHED = frozenset({Kind.EMAIL, Kind.DOSSIER, Kind.PHONE, Kind.ID, Kind.PLATE})


@dataclass(frozen=True)
class Finding:
    """One place in a text, from `start` to before `end`."""

    kind: Kind
    start: int
    end: int


# Folded syllables of persons' names, such as ("tran", "thi", "binh").
Names = Collection[tuple[str, ...]]


def find(text: str, own: Collection[str] = (), names: Names = ()) -> list[Finding]:
    """Return the personal data in `plain(text)`, in order.

    `own` are the digits of the police's own telephones, which are allowed. `names` are found in any
    spelling: without marks, in small letters, or the last syllable after a form of address.
    """
    text = plain(text)
    findings: list[Finding] = []
    taken = bytearray(len(text))  # 1 for each letter that belongs to a finding
    for finding in (*_all(text), *_named(text, names)):
        place = slice(finding.start, finding.end)
        if re.sub(r"\D", "", text[place]) not in own and not any(taken[place]):
            findings.append(finding)
            taken[place] = b"\1" * (finding.end - finding.start)
    return sorted(findings, key=lambda finding: finding.start)


def _all(text: str) -> Iterator[Finding]:
    for kind, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            start, end = found.span("found" if "found" in pattern.groupindex else 0)
            if start >= 0:
                yield Finding(kind, start, end)


_ADDRESSED = frozenset(("anh", "chi", "ong", "ba", "co", "chu", "bac", "em", "chau", "sep"))
_WORD = re.compile(r"[^\W_]+")


def _named(text: str, names: Names) -> Iterator[Finding]:
    if not names:
        return
    words = [(found.start(), found.end(), fold(found.group())) for found in _WORD.finditer(text)]
    whole, given = frozenset(names), frozenset(name[-1] for name in names)
    for place, (start, end, word) in enumerate(words):
        for length in {len(name) for name in whole}:
            if tuple(part for _start, _end, part in words[place : place + length]) in whole:
                yield Finding(Kind.NAME, start, words[place + length - 1][1])
        if word in given and place and words[place - 1][2] in _ADDRESSED:
            yield Finding(Kind.NAME, start, end)


def plain(text: str) -> str:
    """Return the text with full-width digits as ASCII digits and without invisible characters."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        _plain_letter(letter) for letter in composed if unicodedata.category(letter) != "Cf"
    )


def _plain_letter(letter: str) -> str:
    digit = unicodedata.digit(letter, None)
    return letter if digit is None else str(digit)


def mask(text: str, own: Collection[str] = (), names: Names = ()) -> str:
    """Return the text with everything masked that `find` finds.

    >>> mask("Gọi tôi 0912 345 678, CCCD 025090001234")
    'Gọi tôi •••, CCCD •••'
    """
    text, kept, position = plain(text), [], 0
    for finding in find(text, own, names):
        kept += [text[position : finding.start], MASK]
        position = finding.end
    return "".join([*kept, text[position:]])


# In any grouping of digits: 0912345678, 0912 345 678, (0912) 345-678, 0912  345, 678.
_LONG_NUMBER = re.compile(r"\d(?:[\W_]{0,3}\d){4,}")
_ADDRESS = re.compile(r"(?<!\S)\S[^\s@]*+@\S+")


def mask_numbers(text: str) -> str:
    """Return the text with e-mail addresses and numbers of five or more digits as `#`.

    Coarser than `mask`, for short folded texts that are counted, such as searches.

    >>> mask_numbers("tra cuu 0912 345 678 giup toi")
    'tra cuu # giup toi'
    """
    return _LONG_NUMBER.sub("#", _ADDRESS.sub("#", text))
