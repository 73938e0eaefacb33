"""Disable officers' accounts that were unused for a long time."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from officers import account_rules


class Command(BaseCommand):
    help = (
        "Tắt tài khoản cán bộ lâu không đăng nhập (OFFICER_DISABLE_DAYS); không có --apply thì "
        "chỉ liệt kê."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--apply", action="store_true", help="Tắt thật và ghi nhật ký thay đổi."
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        found = account_rules.find_idle_accounts(now)
        for user in found:
            self.stdout.write(f"{user.username}: {account_rules.idle_days(user, now)} ngày")
        if options["apply"]:
            self.stdout.write(f"Đã tắt {account_rules.disable_accounts(found)} tài khoản.")
        else:
            self.stdout.write(f"Sẽ tắt {len(found)} tài khoản; thêm --apply để tắt.")
