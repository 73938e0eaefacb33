"""`manage.py resend_notices`: send again what one number of Zalo's set aside."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from citizens.notices import resending

DAYS = 3


class Command(BaseCommand):
    """For when what a number means is known, and its cause is mended."""

    help = (
        "Gửi lại các thông báo không gửi được vì một số lỗi của Zalo, sau khi đã sửa nguyên nhân. "
        "Không có --apply thì chỉ đếm."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, metavar="SỐ", help="Số lỗi của Zalo, ví dụ -9999.")
        parser.add_argument(
            "--days",
            type=int,
            default=DAYS,
            help=f"Chỉ những lượt hỏng trong ngần ấy ngày; mặc định {DAYS}.",
        )
        parser.add_argument("--apply", action="store_true", help="Xếp hàng gửi lại.")

    def handle(self, **options: Any) -> None:
        number, since = options["number"], timezone.now() - timedelta(days=options["days"])
        if options["apply"]:
            count = resending.resend_all(number, since)
            self.stdout.write(f"Đã xếp hàng gửi lại {count} thông báo.")
        else:
            count = resending.failed_with(number, since).count()
            self.stdout.write(
                f"{count} thông báo hỏng vì số lỗi {number}. Thêm --apply để gửi lại."
            )
