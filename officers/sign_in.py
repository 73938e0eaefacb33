"""The officers' sign-in form, and the page to change their password."""

from typing import ClassVar, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from unfold.forms import AuthenticationForm

from foundation.desk.change_log.recording import Act, record
from officers.second_person import actions

MAX_USERNAME = 150
FOUND = 302


class SignInForm(AuthenticationForm):
    """Django's form in our words, which also checks the length of the name on the server."""

    error_messages: ClassVar = {
        **AuthenticationForm.error_messages,
        "invalid_login": "Tên đăng nhập hoặc mật khẩu chưa đúng.",
    }

    def clean_username(self) -> str:
        """Refuse a name that is too long for any account, and for the table of failed sign-ins."""
        username = str(self.cleaned_data["username"])
        if len(username) > MAX_USERNAME:
            raise ValidationError(
                f"Tên đăng nhập dài tối đa {MAX_USERNAME} ký tự.", code="too_long"
            )
        return username


@transaction.atomic
def change_own_password(request: HttpRequest) -> HttpResponse:
    """Show Django's page, and log that the password was changed."""
    officer = cast("User", request.user)  # the admin admits nobody else
    before = officer.password
    answer: HttpResponse = admin.site.password_change(request)
    if officer.password != before and answer.status_code == FOUND:
        record(officer, Act.CHANGED, officer, "Đổi mật khẩu của mình")
        actions.forget_known_password(officer)
    return answer
