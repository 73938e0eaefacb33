"""`manage.py create_notice_templates`: write the shipped texts that are missing.

Run it after each upgrade.
"""

from typing import Any

from django.core.management.base import BaseCommand

from citizens.notices import placeholders


class Command(BaseCommand):
    """Adds missing texts and never changes existing ones."""

    help = "Tạo mẫu thông báo còn thiếu; không đụng tới mẫu cán bộ đã sửa."

    def handle(self, **_options: Any) -> None:
        self.stdout.write(f"Đã tạo {placeholders.create_missing()} mẫu thông báo.")
