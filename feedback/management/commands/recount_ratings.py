"""Recount ratings without those that today's rules would refuse; a dry run without `--apply`."""

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from feedback.models import LeftOut
from feedback.ratings import recounting


class Command(BaseCommand):
    help = (
        "Tính lại, bỏ những đánh giá mà quy tắc hiện nay không nhận; chỉ thử nếu không có --apply. "
        "Tháng đã công bố giữ nguyên."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--apply", action="store_true", help="Ghi lại kết quả.")

    def handle(self, *_arguments: object, apply: bool, **_options: object) -> None:
        with transaction.atomic():
            done = recounting.recount()
            transaction.set_rollback(not apply)
        for reason in LeftOut:
            if done[reason]:
                self.stdout.write(f"{reason.label}: {done[reason]}")
        if unknown := done["unknown"]:
            self.stdout.write(f"Không còn căn cứ để xét, giữ nguyên: {unknown}")
        left_out = sum(done[reason] for reason in LeftOut)
        self.stdout.write(
            f"Đã bỏ {left_out} đánh giá." if apply else f"Sẽ bỏ {left_out} đánh giá; thêm --apply."
        )
