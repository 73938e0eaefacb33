"""The law calendar: acts that begin or end, and what they touch."""

from datetime import date, timedelta

from django.db import models

from procedures.choices import Certainty
from procedures.models.dated import NOT_PUBLIC
from procedures.models.procedure import Procedure
from procedures.validators import validate_slug


class LawMoment(models.TextChoices):
    """What happens to an act on a day."""

    BEGINS = "begins", "Bắt đầu áp dụng"
    ENDS = "ends", "Ngày cuối cùng áp dụng"


class LawChange(models.Model):
    """Mốc pháp luật: an act that begins to apply, or applies for the last time, on a day."""

    id = models.CharField(
        "định danh",
        max_length=60,
        primary_key=True,
        validators=[validate_slug],
        help_text="Định danh cố định: chữ thường không dấu, số và gạch nối.",
    )
    day = models.DateField(
        "ngày", null=True, blank=True, help_text="Để trống khi chưa biết ngày nào."
    )
    moment = models.CharField(
        "bắt đầu hay kết thúc",
        max_length=8,
        choices=LawMoment,
        default=LawMoment.BEGINS,
        help_text="Ngày kết thúc là ngày cuối cùng quy định cũ còn áp dụng.",
    )
    act = models.CharField(
        "văn bản", max_length=120, help_text="Số hiệu, điều khoản, ví dụ 320/2026/NĐ-CP."
    )
    what = models.CharField("điều gì thay đổi", max_length=500, help_text="Một câu cho cán bộ.")
    procedures = models.ManyToManyField(
        Procedure,
        blank=True,
        related_name="law_changes",
        verbose_name="thủ tục liên quan",
        help_text="Thủ tục nào có nội dung ghi trước ngày này thì người dân thấy «đang cập nhật».",
    )
    touches = models.CharField(
        "phần khác liên quan",
        max_length=200,
        blank=True,
        help_text="Ngoài thủ tục: vận hành hệ thống, phản ánh, lời nhắc.",
    )
    certainty = models.CharField(
        "dựa vào",
        max_length=12,
        choices=Certainty,
        default=Certainty.REPORTED,
        help_text="Đã đọc văn bản, hay theo nơi khác đăng lại.",
    )
    dealt_on = models.DateField(
        "xử lý xong ngày",
        null=True,
        blank=True,
        help_text="Ngày mọi nội dung liên quan đã sửa hoặc chuẩn bị xong; trống là còn việc.",
    )
    missing = models.CharField(
        "còn thiếu gì",
        max_length=300,
        blank=True,
        db_default="",
        help_text="Khi chưa xử lý xong: còn thiếu văn bản, mẫu hay quyết định nào.",
    )
    responsible = models.CharField(
        "ai làm", max_length=120, blank=True, db_default="", help_text="Đơn vị phải làm việc ấy."
    )
    note = models.TextField(
        "ghi chú nội bộ", max_length=1000, blank=True, help_text=f"Đã làm gì. {NOT_PUBLIC}"
    )
    source_url = models.CharField(
        "nơi lưu nguồn", max_length=300, blank=True, help_text=f"Địa chỉ, tệp. {NOT_PUBLIC}"
    )

    class Meta:
        verbose_name = "mốc pháp luật"
        verbose_name_plural = "lịch pháp luật"
        ordering = (models.F("day").asc(nulls_last=True), "id")

    def __str__(self) -> str:
        return f"{self.act}: {self.what}"

    @property
    def begins(self) -> date | None:
        """The first day on which the new law holds."""
        if self.day is None or self.moment == LawMoment.BEGINS:
            return self.day
        return self.day + timedelta(days=1)

    @property
    def is_prepared(self) -> bool:
        """Whether everything was done before the day: texts then change by themselves."""
        begins = self.begins
        return bool(self.dealt_on and (begins is None or self.dealt_on < begins))
