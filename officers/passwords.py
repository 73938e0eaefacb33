"""Rules besides Django's: no well-known word with some digits behind it, and a new one is new."""

import re

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError

from foundation.records.vietnamese import fold

# The words that passwords of Vietnamese officers are guessed from first. Without marks, a longer
# word before its beginning.
_KNOWN = (
    "matkhau password quantri congan vietnam phutho vinhphuc hoabinh tiepdan motcua xinchao qwerty "
    "admin canbo anhyeuem iloveyou vneid zalo pass abc bca"
)
_KNOWN_WORD = re.compile("|".join(_KNOWN.split()))
MIN_OWN_LETTERS = 3


class WellKnownWordsValidator:
    """Refuses passwords like «MatKhau@123456»; a sentence with such a word in it is fine."""

    def validate(self, password: str, _user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError if little but digits is left without the well-known words.

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
        return (
            "Đừng chỉ ghép từ quen thuộc với chữ số, như «Congan@123456». Một câu ngắn của "
            "riêng bạn vừa dễ nhớ vừa khó đoán."
        )


class NewPasswordValidator:
    """Refuses the password in force: one that others know has to be replaced by another."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError if `user` has this password already."""
        if user and user.pk and user.check_password(password):
            raise ValidationError("Mật khẩu mới phải khác mật khẩu đang dùng.", code="not_new")

    def get_help_text(self) -> str:
        return "Khi đổi, mật khẩu mới phải khác mật khẩu đang dùng."
