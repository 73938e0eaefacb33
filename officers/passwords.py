"""What a password must not be, besides Django's rules.

Well-known words with some digits behind them.
"""

import re
from typing import Any

from django.core.exceptions import ValidationError

from foundation.records.vietnamese import fold

# What Vietnamese officers' passwords are guessed from first. Without marks, longer words first.
_KNOWN = ("matkhau", "password", "quantri", "congan", "vietnam", "phutho", "vinhphuc", "hoabinh", "tiepdan", "motcua", "xinchao", "qwerty",
          "admin", "canbo", "anhyeuem", "iloveyou", "vneid", "zalo", "pass", "abc", "bca")  # fmt: skip
_KNOWN_WORD = re.compile("|".join(_KNOWN))
MIN_OWN_LETTERS = 3


class WellKnownWordsValidator:
    """Refuses «MatKhau@123456» and its like; a sentence with such a word in it is fine."""

    def validate(self, password: str, _user: Any = None) -> None:
        """Raise ValidationError for well-known words with next to nothing else but digits and signs.

        >>> WellKnownWordsValidator().validate("mật khẩu rất dài 2026")
        """
        letters = "".join(letter for letter in fold(password) if letter.isalpha())
        own = _KNOWN_WORD.sub("", letters)
        if own != letters and len(own) < MIN_OWN_LETTERS:
            raise ValidationError(
                "Mật khẩu này chỉ gồm từ quen thuộc và chữ số, rất dễ đoán. Hãy dùng một câu ngắn "
                "của riêng bạn.",
                code="well_known",
            )

    def get_help_text(self) -> str:
        """Say what to do."""
        return (
            "Đừng chỉ ghép từ quen thuộc với chữ số, như «Congan@123456». Một câu ngắn của "
            "riêng bạn vừa dễ nhớ vừa khó đoán."
        )
