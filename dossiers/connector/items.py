"""One item of a delivery as cells by our keys, whatever names its members have.

Members have the API's names, those of the ministry's exchange (MaHoSo …), or names that an officer
explained once. What is unknown is told, never dropped.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from django.core.exceptions import ValidationError

from dossiers.importing.rows import Wrong
from dossiers.validators import MAX_CODE_LENGTH, clean_code
from foundation.importing.columns import IGNORED, Layout
from foundation.importing.tables import Cell, is_blank
from foundation.records import screening
from foundation.records.encryption import keyed_hash

MAX_TEXT = 4_000
MARK_LENGTH = 6
MAX_UNKNOWN = 20  # faults that one item's answer lists
# Names of the API and our keys of the same columns.
KEYS: Mapping[str, str] = {
    "code": "code",
    "procedure_code": "procedure_code",
    "status": "status",
    "applicant_name": "applicant",
    "applicant_phone": "phone",
    "id_number": "id_number",
    "channel": "channel",
    "submitted_at": "submitted_at",
    "accepted_at": "accepted_at",
    "due_at": "due_at",
    "completed_at": "completed_at",
    "returned_at": "returned_at",
    "office": "office",
    "reason": "reason",
    "papers": "papers",
    "supplement_due_on": "supplement_due",
    "fee": "fee",
}
_NAMES = {key: name for name, key in KEYS.items()}
# Letters and digits with a dash or a stop between them: no name, no number of a person.
_LIKE_A_CODE = re.compile(
    r"(?=.*[A-Z])(?=.*\d)(?=.*[.-])(?!.*\d{8})[\w./-]+", re.ASCII | re.IGNORECASE
)
_WORDS = re.compile(r"[^\W\d_]+(?:\s+[^\W\d_]+)+")


@dataclass
class Item:
    """The cells of one item, what is wrong with it, and under which name each cell was sent."""

    values: dict[str, Cell] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def name(self, key: str) -> str:
        """Return the name under which a value was sent; ours if it was not sent."""
        return self.names.get(key) or _NAMES.get(key, key)

    @property
    def said(self) -> str:
        """The code of an item that could not be read, as well as it can be told."""
        code = self.values.get("code")
        if not isinstance(code, str):
            return ""
        try:
            return clean_code(code)
        except ValidationError:
            return _without_persons(code.strip())[:MAX_CODE_LENGTH]

    @property
    def kept_as(self) -> str:
        """`said`, and of what is hidden in it a mark: two that look alike are two."""
        said = self.said
        if screening.MASK not in said:
            return said
        mark = keyed_hash("connector-code", str(self.values["code"]).strip())[:MARK_LENGTH]
        return f"{said[: MAX_CODE_LENGTH - MARK_LENGTH - 1]} {mark}"


def _without_persons(code: str) -> str:
    """Return what was sent in the place of a code, without what may be somebody's number or name.

    It is kept with the answer.

    >>> _without_persons("G01.899-991332-1")
    'G01.899-991332-1'
    >>> _without_persons("0912 345 678"), _without_persons("Nguyễn Thị Lan")
    ('•••', '•••')
    >>> _without_persons("KH-0912345678"), _without_persons("Nguyễn Thị Lan 2")
    ('KH-•••', '••• 2')
    """
    if not code or _LIKE_A_CODE.fullmatch(code):
        return code
    if not any(letter.isdigit() for letter in code):
        return screening.MASK
    return _WORDS.sub(_unless_a_name, screening.mask(code))


def _unless_a_name(words: re.Match[str]) -> str:
    """Return words, or a mask where each begins with a capital: a name and a number of something.

    >>> _WORDS.sub(_unless_a_name, "Hồ sơ số 5"), _WORDS.sub(_unless_a_name, "TRẦN VĂN BÌNH 5")
    ('Hồ sơ số 5', '••• 5')
    """
    return screening.MASK if all(one[0].isupper() for one in words[0].split()) else words[0]


class Names(dict[str, str | None]):
    """Our keys by the names of members, each asked once in a delivery. None is unknown."""

    def __init__(self, layout: Layout) -> None:
        super().__init__(KEYS)
        self._layout = layout

    def __missing__(self, name: str) -> str | None:
        self[name] = key = self._layout.key_of(name)
        return key


def read(item: object, names: Names) -> Item:
    """Return the cells of one item. After MAX_UNKNOWN unknown names the rest is not read."""
    if not isinstance(item, Mapping):
        return Item(wrong=[Wrong("", "invalid", "Cần một đối tượng JSON.")])
    found = Item()
    for name, value in item.items():
        key = names[name]
        if key is None:
            found.wrong.append(_unknown(name))
        elif key != IGNORED:
            _take(found, key, name, value)
        if len(found.wrong) == MAX_UNKNOWN:
            break
    for key, cell in _nested(item, found.values):
        if is_blank(found.values.get(key)):
            found.values[key] = cell
    return found


def _unknown(name: str) -> Wrong:
    text = "Không có trường này. Khai báo một lần ở «Tên cột đã khai báo» là dùng được."
    return Wrong(_shown(name), "unknown", text)


def _shown(name: str) -> str:
    """Return a name for the answer, which is stored: PostgreSQL cannot store NUL."""
    return name[:60].replace("\0", "\ufffd")


def _take(found: Item, key: str, name: str, value: object) -> None:
    """Keep one value, or what is wrong with it."""
    if other := found.names.get(key):
        text = f"Trường này đã có dưới tên {other}."
        found.wrong.append(Wrong(_shown(name), "repeated_field", text))
        return
    found.names[key] = _shown(name)
    cell = "\n".join(value) if key == "papers" and _are_texts(value) else value
    is_cell = isinstance(cell, str | int | float | None) and not isinstance(cell, bool)
    if not is_cell or len(str(cell)) > MAX_TEXT:
        text = f"Cần chữ hoặc số, tối đa {MAX_TEXT} ký tự."
        found.wrong.append(Wrong(key, "invalid", text))
    elif isinstance(cell, str) and "\0" in cell:
        found.wrong.append(Wrong(key, "null_character", "Có ký tự không đọc được."))
    else:
        found.values[key] = cell  # type: ignore[assignment]  # asked above


def _are_texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


# --- lists within the exchange's dossier ---------------------------------------------------------


def _nested(item: Mapping[str, Any], values: Mapping[str, Cell]) -> Iterator[tuple[str, Cell]]:
    """Yield what the exchange says in lists: whose number, what is to be added, what is to be paid.

    The kinds of numbers have codes that are not public, so a number is known by its length.
    """
    numbers = _texts(item.get("DinhDanhCHS"), "SoDinhDanh")
    if len(numbers) == 1 and re.fullmatch(r"\d{9}|\d{12}", numbers[0]):
        yield "id_number", numbers[0]
    number = str(values.get("status", "")).strip()
    if number == "5" and (asked := _texts(item.get("DanhSachHoSoBoSung"), "NoiDungBoSung")):
        yield "reason", asked[-1][:MAX_TEXT]
        yield "papers", asked[-1][:MAX_TEXT]
    fees = _texts(item.get("DanhSachLePhi"), "Gia")
    if number == "6" and fees and all(re.fullmatch(r"\d{1,12}", fee) for fee in fees):
        yield "fee", sum(map(int, fees))


def _texts(rows: object, name: str) -> Sequence[str]:
    """Return one member of each object of a list, where it is a text or a number."""
    found = rows if isinstance(rows, list) else []
    values = [one.get(name) for one in found if isinstance(one, Mapping)]
    texts = (str(one).strip() for one in values if isinstance(one, str | int))
    return [text for text in texts if text and "\0" not in text]
