"""Delete picture files that no row knows: a process died, or the storage was away."""

from datetime import timedelta

from django.utils import timezone

from announcements.pictures import sweeping
from foundation.records.timers import TimerCommand


class Command(TimerCommand):
    help = "Xoá tệp ảnh không thuộc về tin nào, cũ hơn một ngày."

    def handle(self, *args: object, **options: object) -> None:
        removed = sweeping.delete_lost_files(timezone.now() - timedelta(days=1))
        self.stdout.write(f"Đã xoá {removed} tệp ảnh không còn dùng.")
