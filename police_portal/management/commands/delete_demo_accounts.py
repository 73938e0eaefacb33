"""Remove demo officers, for a database that was copied from a trial."""

from typing import Any

from django.core.management.base import BaseCommand

from police_portal.accounts import demo_accounts


class Command(BaseCommand):
    help = "Xoá các tài khoản thử nghiệm có mật khẩu công khai."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        count = demo_accounts().count()
        demo_accounts().delete()
        self.stdout.write(f"Đã xoá {count} tài khoản.")
