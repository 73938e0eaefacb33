"""`manage.py sweep_static_files`: delete files that only old versions used.

`police-portal-upgrade` runs it on each machine after `collectstatic`.
"""

from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from police_portal import static_files


class Command(BaseCommand):
    requires_system_checks = ()  # it needs no database
    help = "Xoá tệp tĩnh của các phiên bản đã thay từ lâu; chạy sau collectstatic."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--days",
            type=int,
            default=static_files.KEPT.days,
            help="Số ngày còn giữ tệp của một phiên bản sau khi bị thay.",
        )

    def handle(self, *_arguments: object, days: int, **_options: object) -> None:
        kept = timedelta(days=max(0, days))
        removed = static_files.sweep(settings.STATIC_ROOT, timezone.now(), kept)
        self.stdout.write(f"Đã xoá {removed} tệp tĩnh của các phiên bản cũ.")
