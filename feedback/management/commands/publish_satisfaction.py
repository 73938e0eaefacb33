"""Publish the figures of final months. For a timer, once a day."""

from django.utils import timezone

from feedback.satisfaction import publishing
from foundation.records.timers import TimerCommand


class Command(TimerCommand):
    help = (
        "Công bố mức hài lòng của các tháng đã qua hạn sửa đánh giá (từ ngày 15 tháng sau); "
        "chạy lại được bất cứ lúc nào."
    )

    def handle(self, *_arguments: object, **_options: object) -> None:
        months = publishing.publish_due_months(timezone.localdate())
        self.stdout.write(
            f"Đã công bố: {', '.join(f'{month:%m/%Y}' for month in months)}."
            if months
            else "Không có tháng nào cần công bố."
        )
