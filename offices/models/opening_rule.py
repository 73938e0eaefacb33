"""The opening hours of all offices, or of a kind of them, that have no hours of their own."""

from django.core.exceptions import ValidationError
from django.db import models

from foundation.records.fields import LinesField
from offices.models.office import Office
from offices.working_time.weeks import Week, read_rule


class OpeningRule(models.Model):
    """The week of one kind of office, or of the whole province.

    An office's own hours come first, then those of its kind, then the province's.
    """

    kind = models.CharField(
        "loại đơn vị",
        max_length=20,
        choices=Office.Kind.choices,
        blank=True,
        unique=True,
        help_text="Để trống là quy định chung của cả tỉnh. Đơn vị có giờ riêng thì theo giờ riêng.",
    )
    week = LinesField(
        "các ngày",
        help_text="Mỗi dòng các ngày và giờ: «Thứ 2 – thứ 6: 7h30–11h30, 13h00–17h00». Chưa biết "
        "giờ thì chỉ ghi ngày: «Thứ 2 – thứ 6», «Sáng thứ 7».",
    )
    note = models.CharField(
        "ghi chú",
        max_length=300,
        blank=True,
        help_text="Người dân đọc được, ví dụ «Sáng thứ 7 chỉ nhận hồ sơ cư trú».",
    )
    source = models.CharField(
        "nguồn", max_length=300, help_text="Văn bản hoặc trang có quy định này."
    )
    as_of = models.DateField("cập nhật đến", help_text="Ngày của nguồn.")

    has_times = models.BooleanField(
        "có giờ",
        default=False,
        editable=False,
        help_text="Có dòng ghi giờ, không chỉ ngày; hệ thống tự ghi.",
    )

    class Meta:
        verbose_name = "giờ tiếp dân chung"
        verbose_name_plural = "giờ tiếp dân chung"
        ordering = ["kind"]

    def __str__(self) -> str:
        return self.get_kind_display() if self.kind else "Cả tỉnh"

    def read(self) -> Week:
        """Return the week. Raises ValidationError if it is not understood."""
        return read_rule(self.week)

    def clean(self) -> None:
        """Refuse lines that are not understood, overlap, or end before they begin."""
        super().clean()
        if not self.week:
            raise ValidationError({"week": "Ghi ít nhất một dòng."}, code="required")
        try:
            self.read()
        except ValidationError as error:
            raise ValidationError({"week": error}) from error
