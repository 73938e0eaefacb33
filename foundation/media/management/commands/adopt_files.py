"""Claim the files at STORAGE_URL, or below DATA_DIR, for this database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.files.away import StorageAway
from foundation.records.models import Identity
from foundation.storage import owner


class Command(BaseCommand):
    help = (
        "Nhận kho tệp là của cơ sở dữ liệu này, sau khi khôi phục hoặc chuyển máy chủ. Chỉ làm khi "
        "bản kia đã ngừng hẳn: tệp mà cơ sở dữ liệu này không biết sẽ bị dọn mỗi đêm."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--apply", action="store_true", help="Nhận thật; không có thì chỉ nói tệp là của ai."
        )

    def handle(self, *args: object, **options: Any) -> None:
        try:
            found = owner.fault(Identity.objects.get())
            if options["apply"]:
                owner.adopt()
        except StorageAway as error:
            raise CommandError(f"Không gọi được kho tệp: {error.reason}.") from error
        done = " Từ nay là của cơ sở dữ liệu này." if options["apply"] else ""
        self.stdout.write(f"{found or 'Không phải của cơ sở dữ liệu khác.'}{done}")
