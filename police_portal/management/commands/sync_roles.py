"""Make the groups of officers follow the table of roles."""

from typing import Any

from django.core.management.base import BaseCommand

from police_portal.roles import sync


class Command(BaseCommand):
    help = "Tạo hoặc cập nhật các nhóm quyền theo vai trò."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Vai trò: {', '.join(sync())}.")
