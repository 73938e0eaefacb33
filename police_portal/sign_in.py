"""The form by which officers sign in."""

from django.core.exceptions import ValidationError
from unfold.forms import AuthenticationForm

MAX_USERNAME = 150


class SignInForm(AuthenticationForm):
    """Django's form, which tells browsers how long a name may be but does not check it."""

    def clean_username(self) -> str:
        """Refuse a name that no account can have: the table of failed sign-ins could not store it."""
        username = str(self.cleaned_data["username"])
        if len(username) > MAX_USERNAME:
            raise ValidationError(f"Tên đăng nhập dài tối đa {MAX_USERNAME} ký tự.", code="too_long")
        return username
