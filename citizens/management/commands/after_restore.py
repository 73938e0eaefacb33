"""Make a restored database fit to serve."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from citizens.privacy import erasure_list, restoring
from foundation.records.models import Identity
from foundation.storage import owner


class Command(BaseCommand):
    help = (
        "Chạy một lần sau khi khôi phục từ bản sao lưu, trước khi phục vụ: xoá lại dữ liệu của "
        "người đã xoá từ lúc sao lưu, giữ lại thông báo cũ, yêu cầu cấp lại mã Zalo, kết thúc mọi "
        "phiên đăng nhập."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--erased", default=settings.ERASURE_LIST, help="Tệp danh sách người đã xoá dữ liệu."
        )
        parser.add_argument(
            "--without-list",
            action="store_true",
            help="Không có danh sách: không ai được xoá lại, đồng chí phải tự kiểm tra.",
        )

    def handle(self, *args: object, **options: Any) -> None:
        if not options["erased"] and not options["without_list"]:
            raise CommandError(
                "Không có danh sách người đã xoá dữ liệu: đặt ERASURE_LIST, dùng --erased TỆP, "
                "hoặc --without-list."
            )
        file = None if options["without_list"] else Path(options["erased"])
        try:
            done = restoring.after_restore(file)
        except erasure_list.BrokenList as error:
            raise CommandError(f"{file}: dòng {error} không đọc được; chưa làm gì.") from error
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}; chưa làm gì.") from error
        self.stdout.write(
            f"Xoá lại {done.erased} người; giữ lại {done.held} thông báo; {done.tokens} tài khoản "
            "Official Account cần cấp quyền lại. Mọi phiên đăng nhập đã kết thúc."
        )
        if told := owner.fault(Identity.objects.get()):
            self.stdout.write(f"{told} {owner.HINT}")
