"""Send reports back to their office whose sender did not add what was asked. For a timer."""

from django.utils import timezone

from foundation.records.timers import TimerCommand
from reports.actions import reminding


class Command(TimerCommand):
    help = "Trả phản ánh hết hạn bổ sung về cán bộ để kết luận; chạy lại được bất cứ lúc nào."

    def handle(self, *_arguments: object, **_options: object) -> None:
        count = reminding.remind(timezone.now())
        self.stdout.write(f"Đã trả {count} phản ánh về cán bộ.")
