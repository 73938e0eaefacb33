"""A call screen: who has its address sees labels and desks, nothing else."""

from django.db import models
from django.utils import timezone

from foundation.records.keys import foreign_key
from reception.models.queue import Queue


class Screen(models.Model):
    """A screen on the wall; its address holds a secret that is only known as a hash."""

    queue = foreign_key(Queue, "quầy", "Gọi số của quầy này.", related_name="screens")
    secret_hash = models.CharField(
        "dấu mã", max_length=64, unique=True, help_text="Dấu có khoá của mã trong địa chỉ."
    )
    made_at = models.DateTimeField("mở lúc", default=timezone.now, help_text="Khi được mở.")
    revoked_at = models.DateTimeField(
        "thu hồi lúc", null=True, blank=True, help_text="Từ lúc này địa chỉ không mở được nữa."
    )

    class Meta:
        verbose_name = "màn hình gọi số"
        verbose_name_plural = "màn hình gọi số"
        default_permissions = ()

    def __str__(self) -> str:
        return f"Màn hình {self.pk}"
