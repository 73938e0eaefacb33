"""The fields of administration, and its levels."""

from django.db import models


class Level(models.TextChoices):
    """Levels of administration, in the national portal's own codes (cấp thực hiện)."""

    MINISTRY = "bo", "Cấp bộ"
    PROVINCE = "tinh", "Cấp tỉnh"
    COMMUNE = "xa", "Cấp xã"


class Field(models.Model):
    """A field of administration (lĩnh vực), shared by offices and procedures."""

    code = models.SlugField(
        "mã",
        max_length=20,
        primary_key=True,
        help_text="Mã ngắn không dấu, ví dụ «cutru». Không đổi sau khi đã dùng.",
    )
    name = models.CharField(
        "tên",
        max_length=200,
        unique=True,
        help_text="Tên lĩnh vực theo Cổng Dịch vụ công quốc gia.",
    )
    order = models.PositiveSmallIntegerField("thứ tự", default=0, help_text="Số nhỏ hiện trước.")
    served_by_communes = models.BooleanField(
        "công an cấp xã tiếp nhận",
        default=False,
        help_text="Bật khi có thủ tục cấp xã: mọi công an xã, phường không khai riêng lĩnh vực "
        "đều được coi là tiếp nhận.",
    )
    only_some_communes = models.BooleanField(
        "chỉ một số xã tiếp nhận",
        default=False,
        help_text="Bật khi chỉ công an xã được giao mới tiếp nhận: xã chưa khai lĩnh vực thì người "
        "dân được báo là chưa rõ, kèm phòng phụ trách.",
    )
    note = models.CharField(
        "ghi chú",
        max_length=500,
        blank=True,
        help_text="Nguồn và điều chưa chắc chắn; người dân không thấy.",
    )
    imported_fingerprint = models.CharField(
        "dấu vết lần nhập",
        max_length=64,
        blank=True,
        editable=False,
        help_text="Để biết cán bộ đã sửa gì sau lần nhập gần nhất.",
    )

    class Meta:
        verbose_name = "lĩnh vực"
        verbose_name_plural = "lĩnh vực"
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name
