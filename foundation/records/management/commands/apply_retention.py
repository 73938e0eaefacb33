"""List what was kept long enough; with `--apply`, delete it now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from foundation.records import checks, retention


class Command(BaseCommand):
    help = "Xoá dữ liệu đã hết thời hạn lưu; không có --apply thì chỉ liệt kê."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--apply", action="store_true", help="Xoá thật; chạy lại được bất cứ lúc nào."
        )
        parser.add_argument(
            "--only",
            metavar="LOẠI",
            action="append",
            default=[],
            help="Chỉ loại này, theo cột đầu; lặp lại được.",
        )

    def handle(self, *args: object, apply: bool, only: list[str], **options: Any) -> None:
        chosen = self._chosen(only)
        if wrong := checks.faults_before_deleting():
            raise CommandError("\n".join(f"{message.msg} {message.hint}" for message in wrong))
        done = "Đã xoá" if apply else "Sẽ xoá"
        self.stdout.write(f"{'Loại':<20} {'Lưu':<24} {done:>9}  Dữ liệu")
        for one, count in retention.go_through(chosen, timezone.now(), apply=apply):
            self.stdout.write(f"{one.name:<20} {one.keeps:<24} {count:>9}  {one.title}")
        if not apply:
            self.stdout.write("Chưa xoá gì. Thêm --apply để xoá.")

    def _chosen(self, only: list[str]) -> list[retention.RetentionClass]:
        known = {one.name: one for one in retention.classes()}
        if unknown := [name for name in only if name not in known]:
            raise CommandError(f"Không có loại {', '.join(unknown)}. Các loại: {', '.join(known)}.")
        return [known[name] for name in dict.fromkeys(only)] if only else list(known.values())
