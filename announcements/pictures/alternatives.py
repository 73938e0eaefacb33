"""The text alternative of a picture: what people read who do not see it. Pure."""

import re
from typing import NamedTuple

from foundation.records.vietnamese import syllables

MIN_CHARACTERS, MAX_CHARACTERS = 10, 300
_FILE_NAME = re.compile(
    r"^\S+\.(?:jpe?g|png|webp|heic|gif)$|^(?:img|dsc|screenshot|zalo)[\w -]*\d+", re.IGNORECASE
)
# Words that say that there is a picture and nothing about it.
_EMPTY = frozenset(
    {"anh", "hinh", "hinh anh", "anh minh hoa", "minh hoa", "anh bai viet", "anh dai dien"}
)


class Fault(NamedTuple):
    """Why a text alternative is refused: a stable code, and what the editor reads."""

    code: str
    message: str


MISSING = Fault(
    "alternative_missing",
    "Ảnh cần lời mô tả: người không nhìn thấy ảnh sẽ nghe câu này.",
)
EMPTY = Fault(
    "alternative_empty",
    "Lời mô tả chưa nói ảnh có gì. Ví dụ: «Tin nhắn giả danh công an yêu cầu cài ứng dụng VNeID».",
)
LONG = Fault("alternative_long", f"Lời mô tả ảnh dài tối đa {MAX_CHARACTERS} ký tự.")


def fault_of(alternative: str) -> Fault | None:
    """Return why a text alternative is refused, None if it may stand.

    >>> fault_of("IMG_2031.jpg").code, fault_of("Ảnh minh hoạ").code
    ('alternative_empty', 'alternative_empty')
    """
    text = " ".join(alternative.split())
    if not text:
        return MISSING
    if len(text) > MAX_CHARACTERS:
        return LONG
    if len(text) < MIN_CHARACTERS or _FILE_NAME.match(text) or " ".join(syllables(text)) in _EMPTY:
        return EMPTY
    return None
