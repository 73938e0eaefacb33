"""Ages that a question tells: «bé 7 tuổi», «cháu lên 7», «dưới 14 tuổi». Pure."""

import re

from procedures.search.words import Syllables

_TEN = ("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi")
_NUMBERS = {word: number for number, word in enumerate(_TEN, 1)}
_NUMBER = rf"(\d{{1,3}}|{'|'.join(_TEN)})"
_YEARS = re.compile(
    rf"\b{_NUMBER}(?:(?<=\d) ?| )(muoi \w+ )?(?:may )?(tuoi|t|years? old|year old|yo|岁|세|살)\b"
)
_MONTHS = re.compile(
    rf"\b(?:be|con|chau|tre|nho)\b[\w ]{{0,14}}?\b{_NUMBER} (thang|ngay) (?:tuoi)?"
)
# «Cháu lên 7»: only of children.
_TURNED = re.compile(
    r"\b(?:be|con|chau|tre|nho|len|no)\b[\w ]{0,14}?\blen (\d|1[0-3])\b(?! \w*(?:tang|tinh))"
)
_AGED = re.compile(r"\b(?:\d{1,3}|\w+ mươi \w*) (?:mấy )?(?:tuổi|tuoi|tháng tuổi|thang tuoi)\b")
# «Dưới 14 tuổi»: one year less.
_UNDER = re.compile(r"\b(?:duoi|chua du) ([1-9]\d?)(?= tuoi\b)")
_TENS = re.compile(rf"\b{_NUMBER} muoi(?: \w+)? tuoi\b")


def ages_told(plain: Syllables) -> list[int]:
    """Return the ages that are mentioned, in years."""
    text = _UNDER.sub(lambda found: str(int(found[1]) - 1), " ".join(plain))
    if _TENS.search(text):
        return [_NUMBERS[ten] * 10 for ten in _TENS.findall(text)]
    years = [_number(found[0]) for found in _YEARS.findall(text)]
    years += map(int, _TURNED.findall(text))
    return years or [0 for _ in _MONTHS.findall(text)]


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text]


def without_ages(text: str) -> str:
    """Return `text` without the words that tell an age."""
    return " ".join(_AGED.sub(" ", text).split())
