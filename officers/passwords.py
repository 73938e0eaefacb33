"""Rules besides Django's: no well-known word followed by digits, and not the old password."""

import re
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, User
from django.core.exceptions import ValidationError

from foundation.records.vietnamese import fold, syllables
from officers.account_rules import is_administrator
from officers.models import PastPassword
from offices.geography.provinces import provinces

# Words that guesses of Vietnamese officers' passwords begin with. Without marks; a longer word
# comes before its own beginning.
_KNOWN = (
    "matkhau password quantri congan vietnam tiepdan motcua xinchao qwerty admin canbo anhyeuem "
    "iloveyou vneid zalo pass abc bca"
)
MIN_OWN_LETTERS = 3


@cache
def _known_words() -> re.Pattern[str]:
    """Return the pattern of well-known words, with the names of current and former provinces."""
    names = [name for p in provinces().values() for name in (p.bare, *p.formerly)]
    places = ["".join(syllables(name)) for name in names]
    return re.compile("|".join([*_KNOWN.split(), *sorted(places, key=len, reverse=True)]))


class WellKnownWordsValidator:
    """Refuses passwords like «MatKhau@123456»; a sentence that contains such a word is fine."""

    def validate(self, password: str, _user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError if little more than digits is left without the well-known words.

        >>> WellKnownWordsValidator().validate("mật khẩu rất dài 2026")
        """
        letters = "".join(letter for letter in fold(password) if letter.isalpha())
        own = _known_words().sub("", letters)
        if own != letters and len(own) < MIN_OWN_LETTERS:
            raise ValidationError(
                "Mật khẩu này chỉ gồm từ quen thuộc và chữ số, rất dễ đoán. Hãy dùng một câu ngắn "
                "của riêng đồng chí.",
                code="well_known",
            )

    def get_help_text(self) -> str:
        return (
            "Đừng chỉ ghép từ quen thuộc với chữ số, như «Congan@123456». Một câu ngắn của "
            "riêng đồng chí vừa dễ nhớ vừa khó đoán."
        )


class NewPasswordValidator:
    """Refuses the current password: one that others know must be replaced by another."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError if `user` already has this password."""
        if user and user.pk and user.check_password(password):
            raise ValidationError("Mật khẩu mới phải khác mật khẩu đang dùng.", code="not_new")

    def get_help_text(self) -> str:
        return "Khi đổi, mật khẩu mới phải khác mật khẩu đang dùng."


class PastPasswordsValidator:
    """Refuses the last ten passwords of administrators (TCVN 14423:2026, 5.6.2.2 b)."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError if `user`, an administrator, had this password lately."""
        kept = PastPassword.objects.filter(user_id=user.pk) if user and user.pk else ()
        if any(check_password(password, past.password) for past in kept):
            raise ValidationError(
                f"Mật khẩu này đã dùng trong {PastPassword.KEPT} lần gần đây. Hãy đặt mật khẩu "
                "khác.",
                code="used_before",
            )

    def get_help_text(self) -> str:
        return f"Người quản trị không dùng lại {PastPassword.KEPT} mật khẩu gần nhất."

    def password_changed(self, _password: str, user: AbstractBaseUser) -> None:
        """Note an administrator's new password; Django calls this when it was saved."""
        if isinstance(user, User) and is_administrator(user):
            PastPassword.note(user)


def is_too_old(user: User, now: datetime) -> bool:
    """Return True if an administrator has to set a new password.

    Where none was noted yet, the account's own age counts.
    """
    most = timedelta(days=settings.ADMINISTRATOR_PASSWORD_DAYS)
    if not most or now - user.date_joined <= most or not is_administrator(user):
        return False
    newest = PastPassword.objects.filter(user=user).first()
    return newest is None or now - newest.set_at > most
