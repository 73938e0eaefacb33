"""Delete files of evidence that no row knows, and compute what receiving had no time for."""

from django.utils import timezone

from foundation.records.timers import TimerCommand
from reports.evidence import sweeping


class Command(TimerCommand):
    help = "Xoá tệp bằng chứng không thuộc về ai, sau một ngày; tính dấu hình ảnh còn thiếu."

    def handle(self, *args: object, **options: object) -> None:
        removed = sweeping.delete_lost_files(timezone.now())
        hashed = sweeping.hash_pictures()
        self.stdout.write(f"Đã xoá {removed} tệp không còn dùng, tính {hashed} dấu hình ảnh.")
