"""Officers are «đồng chí», citizens «ông/bà»; one word for one thing in all shipped texts.

Reads the sources; `police_portal.translations` does the same for texts of libraries.
"""

import re
from itertools import chain
from pathlib import Path

from django.conf import settings

from police_portal import translations
from tests.house import packages

ENDS = ("*.py", "*.html", "*.js")
# Words that officers and citizens should not read, and their replacements.
REFUSED = {
    r"(?<!nước )(?<!\w)[Bb]ạn(?! đọc| bè| nước)(?!\w)": "đồng chí, ông/bà",
    r"(?<=[\"'>«])(Thôi|Huỷ|Hủy|Hủy bỏ)(?=[\"'<»])": "Huỷ bỏ",
    r"(?<!\w)[Ôô]ng bà(?!\w)": "ông/bà",
    r"date:\"(d/m/Y H:i|H:i d/m/Y|d/m/Y)\"": "DATETIME_FORMAT, DATE_FORMAT",
    r":%d/%m/%Y %H:%M(?!:)": "foundation.records.wording.show_moment",
    r"Xảy ra lúc\"": "Thời điểm thực hiện",
    r"[Mm]âu thuẫn khi nhập": "Dữ liệu nhập chưa khớp",
}


def found_in(text):
    """Return the refused words in a text, each with its replacement."""
    return [(one[0], better) for word, better in REFUSED.items() for one in re.finditer(word, text)]


def test_no_text_of_ours_uses_a_refused_word():
    rules = Path(translations.__file__)  # it contains the word that it refuses
    files = chain.from_iterable(
        Path(settings.BASE_DIR, app).rglob(end) for app in packages() for end in ENDS
    )
    found = {
        str(path): found_in(path.read_text(encoding="utf-8")) for path in files if path != rules
    }
    assert not {path: words for path, words in found.items() if words}


def test_refused_words_are_found():
    assert [better for _word, better in found_in('<a>Huỷ</a> "Bạn chưa chọn"')] == [
        "đồng chí, ông/bà",
        "Huỷ bỏ",
    ]
    assert not found_in("bản nháp, ban hành, nước bạn")
