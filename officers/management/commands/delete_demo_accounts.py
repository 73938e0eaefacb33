"""Remove demo officers from a copy of a trial's database."""

from typing import Any

from django.core.management.base import BaseCommand

from officers.demo_accounts import close_demo_accounts


class Command(BaseCommand):
    help = "Xoá các tài khoản thử nghiệm có mật khẩu công khai."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        deleted, locked = close_demo_accounts()
        self.stdout.write(
            f"Đã xoá {deleted} tài khoản"
            + (f", khoá {locked} tài khoản có trong lịch sử." if locked else ".")
        )
