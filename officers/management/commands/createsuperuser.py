"""Django's command, which asks in English and offers to take a weak password."""

from typing import Any

from django.contrib.auth.management.commands import createsuperuser
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from officers.management.keyboard import ask_password, at_the_keyboard


class Command(createsuperuser.Command):
    help = "Tạo tài khoản quản trị; hỏi mật khẩu ở bàn phím."

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["interactive"]:
            super().handle(*args, **options)
            return
        with at_the_keyboard(self.stdin):
            account = _account(options)
            password = ask_password(account, self.stderr.write)
        User.objects.create_superuser(account.username, account.email, password)
        self.stdout.write(f"Đã tạo tài khoản quản trị {account.username}.")


def _account(options: dict[str, Any]) -> User:
    """Return the account that is to be made. Raises CommandError."""
    name = options["username"] or input("Tên đăng nhập: ").strip()
    account = User(username=name, email=options["email"] or "")
    try:
        account.full_clean(exclude=["password"])
    except ValidationError as error:
        raise CommandError("\n".join(error.messages)) from error
    return account
