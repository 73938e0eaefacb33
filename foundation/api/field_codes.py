"""Which codes a wrong value may have, `errors[].code`: one closed list, which the rooms add to.

What is not registered is told as `invalid`, so that the API's document holds whatever a later
version of a framework says.
"""

from collections.abc import Mapping

OTHER = "invalid"
# Code → what is wrong, in Vietnamese. First those of the frameworks and of requests as such.
FIELD_CODES: dict[str, str] = {
    "required": "Còn thiếu",
    "null": "Không được là null",
    "blank": "Không được để trống",
    OTHER: "Sai dạng",
    "unknown": "Không có tham số, trường hoặc giá trị này",
    "repeated": "Gửi nhiều lần hoặc trùng nhau",
    "invalid_choice": "Không thuộc danh sách",
    "invalid_list": "Cần một danh sách",
    "not_a_list": "Cần một danh sách",
    "not_a_dict": "Cần một đối tượng JSON",
    "empty": "Danh sách trống",
    "max_length": "Quá dài hoặc quá nhiều phần tử",
    "min_length": "Quá ngắn hoặc quá ít phần tử",
    "max_value": "Quá lớn",
    "min_value": "Quá nhỏ",
    "max_string_length": "Số có quá nhiều chữ số",
    "overflow": "Số hoặc thời điểm ngoài phạm vi",
    "date": "Cần ngày kèm giờ",
    "datetime": "Cần ngày, không kèm giờ",
    "null_characters_not_allowed": "Có ký tự NUL",
    "surrogate_characters_not_allowed": "Có ký tự không đọc được",
    "too_many": "Quá nhiều",
    "too_long": "Quá dài",
    "only_one": "Chỉ gửi một trong các giá trị này",
    "guessable": "Idempotency-Key đoán được",
}


def register(codes: Mapping[str, str]) -> None:
    """Add codes of a room; for AppConfig.ready. Raises ValueError for one that exists already."""
    for code, words in codes.items():
        if code in FIELD_CODES:
            raise ValueError(code)
        FIELD_CODES[code] = words


def told(code: str) -> str:
    """Return the code as it is answered.

    >>> told("required"), told("of_a_later_framework")
    ('required', 'invalid')
    """
    return code if code in FIELD_CODES else OTHER
