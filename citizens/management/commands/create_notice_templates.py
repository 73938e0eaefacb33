"""`manage.py create_notice_templates`.

The shipped text of every event that has none yet; after each upgrade.
"""

from typing import Any

from django.core.management.base import BaseCommand

from citizens.notices import placeholders


class Command(BaseCommand):
    """Adds what is missing, never changes what is there."""

    help = "Tạo mẫu thông báo còn thiếu; không đụng tới mẫu cán bộ đã sửa."

    def handle(self, **_options: Any) -> None:
        self.stdout.write(f"Đã tạo {placeholders.create_missing()} mẫu thông báo.")
