"""Rules for offices, shared by models, admin and import."""

import re
from collections.abc import Iterable, Mapping
from datetime import time
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator

# Vietnam with its islands. Narrower than the Earth on purpose: it catches latitude and longitude
# swapped.
LATITUDE_BOUNDS = (8.0, 24.0)
LONGITUDE_BOUNDS = (102.0, 118.0)

validate_latitude = [
    MinValueValidator(LATITUDE_BOUNDS[0], "Vĩ độ ở Việt Nam nằm trong khoảng từ 8 đến 24."),
    MaxValueValidator(LATITUDE_BOUNDS[1], "Vĩ độ ở Việt Nam nằm trong khoảng từ 8 đến 24."),
]
validate_longitude = [
    MinValueValidator(LONGITUDE_BOUNDS[0], "Kinh độ ở Việt Nam nằm trong khoảng từ 102 đến 118."),
    MaxValueValidator(LONGITUDE_BOUNDS[1], "Kinh độ ở Việt Nam nằm trong khoảng từ 102 đến 118."),
]
validate_office_id = RegexValidator(
    r"\A[a-z0-9]+(-[a-z0-9]+)*\Z",
    "Mã đơn vị chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối.",
    "invalid_id",
)
validate_oa_id = RegexValidator(
    r"\A\d{5,25}\Z", "Mã Zalo OA chỉ gồm 5 đến 25 chữ số.", "invalid_oa_id"
)

_PHONE = re.compile(r"(?P<number>\+?\d[\d .]{1,16}\d)(\s+[–-]\s+(?P<label>\S.{0,78}))?", re.ASCII)
_PHONE_DIGITS = range(3, 14)


def parse_phone(line: str) -> tuple[str, str]:
    """Return the digits and the label of a phone line such as `0210 3846 123 – Trực ban`.

    Raises ValidationError if the line does not begin with a phone number.

    >>> parse_phone("069.264.5126 – Trực ban")
    ('0692645126', 'Trực ban')
    """
    found = _PHONE.fullmatch(line.strip())
    number = re.sub(r"[ .]", "", found["number"]) if found else ""
    if not found or len(number.lstrip("+")) not in _PHONE_DIGITS:
        raise ValidationError(
            "«%(line)s» không phải số điện thoại. Ghi số, rồi nếu cần « – » và tên máy, ví dụ "
            "«0210 3846 123 – Trực ban».",
            code="invalid_phone",
            params={"line": line},
        )
    return number, found["label"] or ""


def validate_phones(lines: Any) -> None:
    """Raise ValidationError for a line that is not a phone number with an optional label."""
    for line in lines:
        if isinstance(line, str):
            parse_phone(line)


def validate_whole_minute(value: time) -> None:
    """Refuse seconds, because answers about opening hours apply to a whole minute."""
    if value.second or value.microsecond:
        raise ValidationError("Giờ chỉ ghi đến phút.", code="not_whole_minute")


def find_loop(following: Mapping[str, str | None], start: str) -> list[str]:
    """Return the chain from `start` back to an item in it, or an empty list if the chain ends.

    >>> find_loop({"a": "b", "b": "a"}, "a")
    ['a', 'b', 'a']
    """
    chain = [start]
    while (step := following.get(chain[-1])) is not None:
        if step in chain:
            return [*chain, step]
        chain.append(step)
    return []


def refuse_loop(following: Mapping[str, str | None], start: str) -> None:
    """Raise ValidationError if following the links from `start` never ends."""
    if loop := find_loop(following, start):
        raise ValidationError(
            "Các đơn vị nối vòng với nhau: %(chain)s.",
            code="loop",
            params={"chain": " → ".join(loop)},
        )


def refuse_overlap(periods: Iterable[tuple[Any, time, time]]) -> None:
    """Raise ValidationError if periods `(day, opens, closes)` overlap or end before they begin."""
    ordered = sorted(periods)
    if any(opens >= closes for _day, opens, closes in ordered):
        raise ValidationError("Giờ mở cửa phải trước giờ đóng cửa.", code="closes_before_opens")
    for (day, _opens, closes), (next_day, next_opens, _closes) in pairwise(ordered):
        if day == next_day and next_opens < closes:
            raise ValidationError(
                "Các khoảng giờ trong cùng một ngày chồng lên nhau.", code="overlap"
            )


def refuse_mixed_exceptions(rows: Iterable[tuple[Any, bool]]) -> None:
    """Raise ValidationError if a date is closed in one row `(date, closed)` and in another."""
    seen: dict[Any, bool] = {}
    for day, closed in rows:
        if day in seen and (closed or seen[day]):
            raise ValidationError(
                "Một ngày đã đóng cửa thì không ghi thêm dòng nào khác.", code="closed_and_open"
            )
        seen[day] = closed
