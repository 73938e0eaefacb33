"""Make the groups of officers follow the roles."""

from typing import Any

from django.core.management.base import BaseCommand

from foundation.desk.roles import Role, sync_groups


class Command(BaseCommand):
    help = "Tạo hoặc cập nhật các nhóm quyền theo vai trò."

    def handle(self, *args: Any, **options: Any) -> None:
        sync_groups()
        self.stdout.write("\n".join(f"{role}: {role.purpose}" for role in Role))
