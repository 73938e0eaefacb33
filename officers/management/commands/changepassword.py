"""Django's command, which asks in English."""

import sys
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from officers.management.keyboard import ask_password, at_the_keyboard


class Command(BaseCommand):
    help = "Đặt mật khẩu mới cho một tài khoản; hỏi ở bàn phím."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", metavar="TEN", help="Tên đăng nhập của tài khoản.")

    def handle(self, *_args: Any, **options: Any) -> None:
        account = User.objects.filter(username=options["username"]).first()
        if account is None:
            raise CommandError(f"Không có tài khoản: {options['username']}.")
        with at_the_keyboard(sys.stdin):
            account.set_password(ask_password(account, self.stderr.write))
        account.save()
        self.stdout.write(f"Đã đặt mật khẩu mới cho {account.username}.")
