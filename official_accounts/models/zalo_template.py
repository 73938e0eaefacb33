"""Zalo's own list of an account's message templates, as it was read last."""

from django.db import models

from foundation.records.keys import foreign_key
from official_accounts.models.account import OfficialAccount


class ZaloTemplate(models.Model):
    """One template as Zalo has it. Nobody writes it but `registry.refresh`."""

    account = foreign_key(
        OfficialAccount,
        "tài khoản",
        "Tài khoản có mẫu này.",
        related_name="templates",
        on_delete=models.CASCADE,
    )
    template_id = models.CharField("mã mẫu", max_length=64, help_text="Do Zalo cấp.")
    name = models.CharField("tên", max_length=200, blank=True, help_text="Tên mẫu ở Zalo.")
    status = models.CharField(
        "tình trạng", max_length=30, blank=True, help_text="ENABLE: được gửi; khác: chưa được."
    )
    quality = models.CharField(
        "chất lượng", max_length=30, blank=True, help_text="LOW: Zalo sắp tắt hoặc đã tắt mẫu."
    )
    price_phone = models.PositiveIntegerField(
        "giá theo số điện thoại", null=True, blank=True, help_text="Đồng mỗi tin, chưa thuế."
    )
    price_user = models.PositiveIntegerField(
        "giá theo người dùng", null=True, blank=True, help_text="Đồng mỗi tin, chưa thuế."
    )
    parameters = models.JSONField(
        "tham số",
        default=list,
        editable=False,
        help_text="Tên, bắt buộc, độ dài ngắn nhất và dài nhất của từng tham số.",
    )
    read_at = models.DateTimeField("đọc lúc", help_text="Lần gần nhất đọc từ Zalo.")
    missing_since = models.DateTimeField(
        "không còn từ", null=True, blank=True, help_text="Zalo không còn nêu mẫu này."
    )

    class Meta:
        verbose_name = "mẫu của Zalo"
        verbose_name_plural = "mẫu của Zalo"
        ordering = ["account", "template_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "template_id"],
                name="zalo_template_once",
                violation_error_message="Mẫu này đã có.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.template_id}: {self.name}" if self.name else self.template_id
