"""Posters at counters, whose code many people scan. Written by `feedback.ratings.posters` only."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from offices.models import Field, Office
from procedures.models import Procedure


class Poster(models.Model):
    """One printed code. A citizen may rate with it once a day, until it is revoked."""

    id = models.UUIDField(
        "mã",
        primary_key=True,
        default=uuid.uuid4,
        editable=False,
        help_text="Mã ngẫu nhiên có trong áp phích.",
    )
    office = models.ForeignKey(
        Office,
        models.PROTECT,
        verbose_name="đơn vị",
        related_name="posters",
        help_text="Đơn vị mà áp phích hỏi ý kiến.",
    )
    field = models.ForeignKey(
        Field,
        models.PROTECT,
        verbose_name="lĩnh vực",
        null=True,
        blank=True,
        related_name="+",
        help_text="Trống nếu hỏi chung.",
    )
    procedure = models.ForeignKey(
        Procedure,
        models.PROTECT,
        verbose_name="thủ tục",
        null=True,
        blank=True,
        related_name="+",
        help_text="Trống nếu hỏi chung.",
    )
    place = models.CharField(
        "nơi dán", max_length=100, help_text="Ví dụ «Quầy 3, tầng 1»; in trên áp phích."
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="người tạo",
        related_name="+",
        editable=False,
        help_text="Cán bộ đã tạo.",
    )
    made_at = models.DateTimeField(
        "tạo lúc", default=timezone.now, editable=False, help_text="Thời điểm tạo."
    )
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="người thu hồi",
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        help_text="Trống khi còn dùng.",
    )
    revoked_at = models.DateTimeField(
        "thu hồi lúc",
        null=True,
        blank=True,
        editable=False,
        help_text="Từ lúc này mã không dùng được nữa; trống khi còn dùng.",
    )

    class Meta:
        verbose_name = "áp phích đánh giá"
        verbose_name_plural = "áp phích đánh giá"
        ordering = ["-made_at", "pk"]
        permissions = (("show_rating_qr", "Được mở mã QR đánh giá và in áp phích tại quầy"),)

    def __str__(self) -> str:
        return f"{self.office}: {self.place}"
