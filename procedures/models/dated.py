"""Facts with a period and their basis."""

from django.db import models

NOT_PUBLIC = "Không hiện cho người dân."
PERIOD_IN_ORDER = models.Q(effective_to__isnull=True) | (
    models.Q(effective_from__isnull=True) | models.Q(effective_to__gte=models.F("effective_from"))
)


class Dated(models.Model):
    """Base of facts that apply from one day to another, with their basis."""

    effective_from = models.DateField(
        "có hiệu lực từ", null=True, blank=True, help_text="Ngày đầu tiên; để trống nếu chưa rõ."
    )
    effective_to = models.DateField(
        "hết hiệu lực sau ngày",
        null=True,
        blank=True,
        help_text="Ngày cuối cùng còn áp dụng; để trống nếu chưa biết ngày kết thúc.",
    )
    confirmed_on = models.DateField(
        "tỉnh xác nhận ngày",
        null=True,
        blank=True,
        help_text="Ngày người của tỉnh đối chiếu với văn bản; để trống thì còn trong việc cần làm.",
    )
    source_title = models.CharField(
        "nguồn", max_length=300, blank=True, help_text=f"Tài liệu đã dùng. {NOT_PUBLIC}"
    )
    source_url = models.CharField(
        "nơi lưu nguồn", max_length=300, blank=True, help_text=f"Địa chỉ, tệp. {NOT_PUBLIC}"
    )
    note = models.TextField(
        "ghi chú nội bộ", max_length=1000, blank=True, help_text=f"Cho cán bộ. {NOT_PUBLIC}"
    )

    class Meta:
        abstract = True
