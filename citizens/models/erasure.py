"""The record that a citizen's data was erased."""

from django.db import models
from django.utils import timezone

from citizens.models.citizen import Citizen
from foundation.records.append_only import AppendOnly
from foundation.records.keys import foreign_key


class Erasure(AppendOnly):
    """One erasure: when, why, and how many rows.

    It names an emptied row, so it says nothing about a person.
    """

    class Cause(models.TextChoices):
        """Who or what caused it."""

        OWN_WISH = "own_wish", "Công dân tự xoá"
        ZALO_REVOKED = "zalo_revoked", "Công dân rút lại đồng ý trên Zalo"
        DELETION_REQUEST = "deletion_request", "Cán bộ giải quyết yêu cầu xoá"
        UNSEEN = "unseen", "Lâu không đăng nhập"
        RESTORED = "restored", "Xoá lại sau khi khôi phục bản sao lưu"

    citizen = foreign_key(Citizen, "công dân", "Dòng đã được xoá trống.", related_name="erasures")
    cause = models.CharField(
        "lý do", max_length=20, choices=Cause.choices, help_text="Vì sao dữ liệu được xoá."
    )
    counts = models.JSONField(
        "số dòng", default=dict, help_text="Số dòng đã xoá hoặc xoá trống của từng phần dữ liệu."
    )
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Thời điểm xoá.")

    class Meta:
        verbose_name = "lần xoá dữ liệu"
        verbose_name_plural = "lần xoá dữ liệu"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Công dân {self.citizen_id}: {self.Cause(self.cause).label}"
