"""Vietnamese text made comparable: what people type without marks equals what is written with them.

Only this module folds, because SQLite, PostgreSQL and Python fold differently and SQLite never
folds đ. Text that is searched is stored folded.
"""

import re
import unicodedata

from foundation.records.han import SIMPLIFIED

# Combining marks vanish, so does what nobody sees (zero-width characters, soft hyphen, variation
# selectors).
_INVISIBLE = [0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10)]
_FOLDING = {
    **dict.fromkeys([*range(0x0300, 0x0370), *_INVISIBLE]),
    ord("đ"): "d",
    **SIMPLIFIED,
}
# From U+3040 on stand Japanese, Chinese and Korean, which leave no blanks between words: there each
# character is a syllable.
SYLLABLE = re.compile(r"[^\W_\u3040-\U0010ffff]+|[^\W_]")
# Text that has no other letters than Vietnamese in lower case, composed or not: what is left of it
# without marks is ASCII.
_VIETNAMESE = re.compile("[ -~àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ\u0300-\u0303\u0306\u0309\u031b\u0323]*")


def fold(text: str) -> str:
    """Return `text` in lower case, without marks, with đ as d and compatibility letters plain.

    Chinese characters are simplified ones.

    >>> fold("Đăng ký THƯỜNG trú")
    'dang ky thuong tru'
    """
    text = text.lower()
    if text.isascii():
        return text
    if _VIETNAMESE.fullmatch(text):  # three times as fast as what is right for every text
        return (
            unicodedata.normalize("NFD", text.replace("đ", "d"))
            .encode("ascii", "ignore")
            .decode("ascii")
        )
    folded = unicodedata.normalize("NFKD", text).translate(_FOLDING).lower()
    # Puts the blocks of Korean together again, which the line before took apart.
    return unicodedata.normalize("NFC", folded)


def syllables(text: str) -> list[str]:
    """Return the folded syllables of `text`, in order, without punctuation.

    >>> syllables("Cấp thẻ căn cước (lần đầu)?")
    ['cap', 'the', 'can', 'cuoc', 'lan', 'dau']
    >>> syllables("VNeID 簽證, 비자")
    ['vneid', '签', '证', '비', '자']
    """
    return SYLLABLE.findall(fold(text))
