"""The door from a pasted code of a dossier to the look-up; the code itself is never repeated."""

import re

from django.core.exceptions import ValidationError

from dossiers.validators import clean_code
from procedures.search.doors import Door, Source

# What looks like the end of a code, however its dashes were typed. Most searches end here.
_MAYBE = re.compile(r"\d{6}\s*[-–—−]\s*\d{4}")
# A code whose dots and dashes were typed as spaces or as each other: «G01 899 102 261125 0009».
_BETWEEN = r"[\s.\-–—−_/]+"
_SPREAD = re.compile(
    rf"\b([a-z]\d{{2}}(?:{_BETWEEN}\d{{2,3}}){{0,5}}){_BETWEEN}(\d{{6}}){_BETWEEN}(\d{{4,6}})\b",
    re.IGNORECASE | re.ASCII,
)
_WORD = re.compile(r"\S*\d{2}\S*(?:\s*[-–—−]\s*\S*\d\S*)*")
_DOOR: Door = {
    "origin": "dossier",
    "id": "lookup",
    "title": "Tra cứu hồ sơ",
    "reason": "Đây là mã hồ sơ: nhập mã ở trang tra cứu để xem đang ở bước nào.",
}


def find(text: str) -> list[Door]:
    """Return the door if `text` has the code of a dossier."""
    if spread := _SPREAD.search(text):
        first, day, number = spread.groups()
        text = f"{'.'.join(re.split(_BETWEEN, first))}-{day}-{number}"
    if not _MAYBE.search(text):
        return []
    return [_DOOR] if any(map(_is_code, (text, *_WORD.findall(text)))) else []


def _is_code(text: str) -> bool:
    try:
        clean_code(text)
    except ValidationError:
        return False
    return True


SOURCE = Source(find, alone=True, pasted=True, exact=True)
