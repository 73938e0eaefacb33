"""Questionnaires, by version."""

from django.db import models

from foundation.records.append_only import AppendOnly


class Questionnaire(AppendOnly):
    """One version of the questions besides the overall mark.

    Ratings refer to their version.
    """

    number = models.PositiveSmallIntegerField("phiên bản", unique=True, help_text="Thứ tự, từ 1.")
    in_force_on = models.DateField(
        "áp dụng từ", help_text="Từ ngày này người dân được hỏi theo phiên bản này."
    )
    source = models.CharField("nguồn", max_length=300, help_text="Văn bản ban hành bộ câu hỏi.")
    aspects = models.JSONField(
        "tiêu chí",
        help_text='Danh sách {"key", "label"} theo thứ tự hỏi; mã tiêu chí không dấu, không đổi '
        "giữa các phiên bản.",
    )

    class Meta:
        verbose_name = "bộ câu hỏi đánh giá"
        verbose_name_plural = "bộ câu hỏi đánh giá"
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"Bộ câu hỏi đánh giá, phiên bản {self.number}"

    @property
    def keys(self) -> list[str]:
        """The keys of the aspects in their order."""
        return [aspect["key"] for aspect in self.aspects]
