"""Posters at counters, whose code many people scan. Written by `feedback.ratings.posters` only."""

import uuid

from django.db import models
from django.utils import timezone

from foundation.records.keys import foreign_key, user_key
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
    office = foreign_key(Office, "đơn vị", "Đơn vị mà áp phích hỏi ý kiến.", related_name="posters")
    field = foreign_key(Field, "lĩnh vực", "Trống nếu hỏi chung.", null=True)
    procedure = foreign_key(Procedure, "thủ tục", "Trống nếu hỏi chung.", null=True)
    place = models.CharField(
        "nơi dán", max_length=100, help_text="Ví dụ «Quầy 3, tầng 1»; in trên áp phích."
    )
    made_by = user_key("người tạo", "Cán bộ đã tạo.", editable=False)
    made_at = models.DateTimeField(
        "tạo lúc", default=timezone.now, editable=False, help_text="Thời điểm tạo."
    )
    revoked_by = user_key("người thu hồi", "Trống khi còn dùng.", null=True, editable=False)
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
