"""Delete photo files that no row knows: a process died between writing the file and the row."""

from datetime import timedelta

from django.utils import timezone

from feedback.photos import actions
from foundation.records.timers import TimerCommand


class Command(TimerCommand):
    help = "Xoá tệp ảnh không thuộc về câu hỏi nào, từ các ngày trước hôm qua."

    def handle(self, *args: object, **options: object) -> None:
        removed = actions.delete_lost_files(timezone.now() - timedelta(days=1))
        self.stdout.write(f"Đã xoá {removed} tệp ảnh không còn dùng.")
