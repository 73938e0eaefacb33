"""Marks of things that can be used once in rating. Written by `feedback.ratings` only."""

from django.db import models


class UsedMark(models.Model):
    """A keyed hash of something used: a counter's code, or a citizen's visit of one day.

    Kept, without the time of use, until it expires. A mark without an end is for a dossier whose
    rater was erased: the rating no longer leads to the dossier.
    """

    mark = models.CharField(
        "dấu", max_length=64, primary_key=True, help_text="Dấu một chiều của thứ đã dùng."
    )
    expires_at = models.DateTimeField(
        "hết hạn lúc",
        null=True,
        db_index=True,
        help_text="Sau lúc này dòng được xoá; trống thì giữ mãi.",
    )

    class Meta:
        verbose_name = "dấu đã dùng khi đánh giá"
        verbose_name_plural = "dấu đã dùng khi đánh giá"

    def __str__(self) -> str:
        return "Dấu đã dùng khi đánh giá"
