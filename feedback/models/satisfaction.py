"""Sums of ratings, and the published figures. Written by `feedback.satisfaction` only.

No row leads to a rating. Ids that are not looked up are text; "" means all, or unknown.
"""

from django.db import models
from django.db.models import Q

from foundation.records.append_only import AppendOnly
from foundation.records.keys import foreign_key
from foundation.records.smallest_group import SMALLEST_GROUP
from offices.models import Office

OVERALL = "overall"  # the measure of every rating; the others are the keys of aspects


class RatingTotal(models.Model):
    """Counters of ratings that no figure distinguishes, for one measure."""

    KEYS = ("month", "office_id", "field", "procedure", "questionnaire", "measure")

    month = models.DateField("tháng", help_text="Ngày đầu của tháng đánh giá.")
    office = foreign_key(
        Office, "đơn vị", "Đơn vị được đánh giá.", db_index=False
    )  # read by whole months
    field = models.CharField(
        "lĩnh vực", max_length=20, blank=True, help_text="Mã lĩnh vực; trống khi không biết."
    )
    procedure = models.CharField(
        "thủ tục", max_length=80, blank=True, help_text="Mã thủ tục; trống khi không biết."
    )
    questionnaire = models.PositiveSmallIntegerField(
        "phiên bản bộ câu hỏi", help_text="Phiên bản mà người dân đã trả lời."
    )
    measure = models.CharField(
        "số đo", max_length=40, help_text="«overall» là mức chung, còn lại là mã tiêu chí."
    )
    count = models.IntegerField("số đánh giá", default=0, help_text="Bao nhiêu người đã trả lời.")
    total = models.IntegerField("tổng điểm", default=0, help_text="Tổng các mức từ 1 đến 5.")
    satisfied = models.IntegerField(
        "số hài lòng", default=0, help_text="Bao nhiêu mức từ 4 trở lên."
    )

    class Meta:
        verbose_name = "tổng đánh giá"
        verbose_name_plural = "tổng đánh giá"
        default_permissions = ()
        constraints = [
            # Begins with the month, which the totals are read by.
            models.UniqueConstraint(
                fields=["month", "office", "field", "procedure", "questionnaire", "measure"],
                name="rating_total_once",
                violation_error_message="Tổng này đã có.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%m/%Y} {self.measure}"


class SatisfactionRelease(AppendOnly):
    """One published month, and the tree of offices at that time."""

    month = models.DateField("tháng", unique=True, help_text="Ngày đầu của tháng đã công bố.")
    at = models.DateTimeField(
        "công bố lúc", help_text="Sau khi không ai còn thay được đánh giá của tháng."
    )
    lines = models.JSONField(
        "đơn vị cấp trên",
        help_text="Mỗi đơn vị → các đơn vị từ ngay dưới công an tỉnh đến chính nó, như lúc công "
        "bố.",
    )

    class Meta:
        verbose_name = "lần công bố mức hài lòng"
        verbose_name_plural = "các lần công bố mức hài lòng"
        ordering = ["-month"]
        default_permissions = ("view",)
        permissions = (("export_satisfactionrelease", "Được xuất số liệu hài lòng ra tệp"),)

    def __str__(self) -> str:
        return f"Mức hài lòng tháng {self.month:%m/%Y}"


class PublishedFigure(AppendOnly):
    """One published figure: an office with all below it, a field or procedure, and some months.

    It is computed once, when its last month is released, from SMALLEST_GROUP ratings or more, and
    only if it reveals nothing about fewer together with all other figures
    (`feedback.satisfaction.protecting`). It never changes, so two readings never differ. "" means
    all.
    """

    release = foreign_key(
        SatisfactionRelease,
        "lần công bố",
        "Lần công bố có số liệu này.",
        related_name="figures",
        db_index=False,
    )  # read by place
    office = models.CharField(
        "đơn vị",
        max_length=80,
        blank=True,
        help_text="Mã đơn vị, gồm cả đơn vị trực thuộc; trống là toàn tỉnh.",
    )
    field = models.CharField(
        "lĩnh vực", max_length=20, blank=True, help_text="Mã lĩnh vực; trống là mọi lĩnh vực."
    )
    procedure = models.CharField(
        "thủ tục", max_length=80, blank=True, help_text="Mã thủ tục; trống là mọi thủ tục."
    )
    measure = models.CharField(
        "số đo", max_length=40, help_text="«overall» là mức chung, còn lại là mã tiêu chí."
    )
    first = models.DateField(
        "từ tháng", help_text="Tháng đầu có đánh giá; đơn vị ít đánh giá được gộp vài tháng."
    )
    last = models.DateField("đến tháng", help_text="Tháng cuối.")
    count = models.IntegerField("số đánh giá", help_text="Từ 5 trở lên.")
    total = models.IntegerField("tổng điểm", help_text="Tổng các mức từ 1 đến 5.")
    satisfied = models.IntegerField("số hài lòng", help_text="Bao nhiêu mức từ 4 trở lên.")

    class Meta:
        verbose_name = "số liệu hài lòng đã công bố"
        verbose_name_plural = "số liệu hài lòng đã công bố"
        default_permissions = ()
        constraints = [
            # Also the index of every answer.
            models.UniqueConstraint(
                fields=["office", "field", "procedure", "last", "measure"],
                name="published_figure_once",
                violation_error_message="Số liệu này đã được công bố.",
            ),
            models.CheckConstraint(
                condition=Q(count__gte=SMALLEST_GROUP),
                name="published_figure_of_five",
                violation_error_message="Chỉ công bố từ 5 đánh giá trở lên.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office or 'toàn tỉnh'} {self.last:%m/%Y}"
