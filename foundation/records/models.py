"""When each command that a timer starts ran last."""

from django.db import models


class TimerRun(models.Model):
    """The last runs of one timer's command; see `foundation.records.timers`, the only writer."""

    command = models.CharField(
        "lệnh", max_length=60, primary_key=True, help_text="Tên lệnh của bộ hẹn giờ."
    )
    known_since = models.DateTimeField(
        "biết từ", help_text="Lần migrate đầu tiên biết bộ hẹn giờ này; từ đó phải có lần chạy."
    )
    started_at = models.DateTimeField(
        "bắt đầu lúc", null=True, blank=True, help_text="Lần bắt đầu gần nhất."
    )
    succeeded_at = models.DateTimeField(
        "xong lúc", null=True, blank=True, help_text="Lần chạy xong gần nhất, không có lỗi."
    )
    failed_at = models.DateTimeField(
        "hỏng lúc", null=True, blank=True, help_text="Lần kết thúc với lỗi gần nhất."
    )

    class Meta:
        verbose_name = "lần chạy của bộ hẹn giờ"
        verbose_name_plural = "lần chạy của bộ hẹn giờ"

    def __str__(self) -> str:
        return self.command
