"""Django's command, which asks in English and offers to take a weak password."""

from getpass import getpass
from typing import Any

from django.contrib.auth.management.commands import createsuperuser
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError


class Command(createsuperuser.Command):
    help = "Tạo tài khoản quản trị; hỏi mật khẩu ở bàn phím."

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["interactive"]:
            super().handle(*args, **options)
            return
        if not self.stdin.isatty():
            raise CommandError("Mật khẩu phải gõ ở bàn phím. Chưa tạo tài khoản.")
        try:
            name = options["username"] or input("Tên đăng nhập: ").strip()
            account = User(username=name, email=options["email"] or "")
            account.full_clean(exclude=["password"])
            User.objects.create_superuser(name, account.email, self._password(account))
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        except (KeyboardInterrupt, EOFError) as error:
            raise CommandError("Đã dừng. Chưa tạo tài khoản.") from error
        self.stdout.write(f"Đã tạo tài khoản quản trị {name}.")

    def _password(self, account: User) -> str:
        while True:
            password = getpass("Mật khẩu (không hiện ra): ")
            try:
                validate_password(password, account)
            except ValidationError as error:
                self.stderr.write("\n".join(error.messages))
                continue
            if password == getpass("Gõ lại mật khẩu: "):
                return password
            self.stderr.write("Hai lần gõ khác nhau.")
