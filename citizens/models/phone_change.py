"""The record that a citizen's phone changed, without the number."""

from django.db import models
from django.utils import timezone

from citizens.models.citizen import Citizen
from foundation.records.append_only import AppendOnly
from foundation.records.keys import foreign_key


class PhoneChange(AppendOnly):
    """One change of a citizen's phone."""

    class Kind(models.TextChoices):
        """What happened to the number."""

        VERIFIED = "verified", "Xác minh lần đầu"
        REPLACED = "replaced", "Thay bằng số khác"
        TAKEN_OVER = "taken_over", "Mất số: tài khoản khác vừa xác minh số này"
        REMOVED = "removed", "Công dân gỡ số"

    citizen = foreign_key(
        Citizen, "công dân", "Công dân có số thay đổi.", related_name="phone_changes"
    )
    kind = models.CharField(
        "thay đổi",
        max_length=20,
        choices=Kind.choices,
        help_text="Điều đã xảy ra với số điện thoại.",
    )
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Thời điểm thay đổi.")

    class Meta:
        verbose_name = "thay đổi điện thoại"
        verbose_name_plural = "thay đổi điện thoại"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.Kind(self.kind).label)
