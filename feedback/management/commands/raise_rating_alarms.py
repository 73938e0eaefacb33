"""Raise alarms about ratings that look stuffed. For a timer, once a day."""

from django.utils import timezone

from feedback.ratings import alarms
from foundation.records.timers import TimerCommand


class Command(TimerCommand):
    help = (
        "Cảnh báo lãnh đạo về đánh giá có dấu hiệu khống của những ngày đã qua; chạy lại được bất "
        "cứ lúc nào."
    )

    def handle(self, *_arguments: object, **_options: object) -> None:
        raised = alarms.raise_alarms(timezone.localdate())
        self.stdout.write(f"Có {len(raised)} cảnh báo mới.")
