"""Make the groups of officers follow the table of roles."""

from typing import Any

from django.core.management.base import BaseCommand

from police_portal.roles import ROLES, sync


class Command(BaseCommand):
    help = "Tạo hoặc cập nhật các nhóm quyền theo vai trò."

    def handle(self, *args: Any, **options: Any) -> None:
        sync()
        self.stdout.write("\n".join(f"{role.name}: {role.purpose}" for role in ROLES))
