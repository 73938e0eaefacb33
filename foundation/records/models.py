"""The last runs of each timer's command, and the process that runs it now."""

from django.db import models


class TimerRun(models.Model):
    """The last runs of one timer's command, and the holder of its lease.

    Written by `foundation.records.timers` and `foundation.records.leases` only.
    """

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
    holder = models.CharField(
        "chạy ở",
        max_length=80,
        blank=True,
        default="",
        help_text="Máy và tiến trình nhận chạy lần gần nhất.",
    )
    held_until = models.DateTimeField(
        "giữ đến",
        null=True,
        blank=True,
        help_text="Tới lúc này, theo đồng hồ của cơ sở dữ liệu, máy khác không chạy lệnh; trống: "
        "không máy nào đang chạy.",
    )

    class Meta:
        verbose_name = "lần chạy của bộ hẹn giờ"
        verbose_name_plural = "lần chạy của bộ hẹn giờ"

    def __str__(self) -> str:
        return self.command


class Identity(models.Model):
    """The name of this database for its files; one row. See `foundation.storage.owner`."""

    database = models.UUIDField("mã", help_text="Mã ngẫu nhiên của cơ sở dữ liệu này.")
    home = models.CharField(
        "ở",
        max_length=100,
        blank=True,
        help_text="Cụm máy chủ và tên cơ sở dữ liệu lúc dọn tệp gần nhất; bản sao thì ở nơi khác.",
    )
    turn = models.PositiveBigIntegerField(
        "lượt", default=0, help_text="Tăng thêm một sau mỗi lần dọn tệp; bản sao thì dừng lại."
    )

    class Meta:
        verbose_name = "mã cơ sở dữ liệu"
        verbose_name_plural = "mã cơ sở dữ liệu"

    def __str__(self) -> str:
        return str(self.database)
