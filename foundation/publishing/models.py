"""Revisions: how every web process learns that what it keeps in memory is old."""

from django.db import models, transaction
from django.db.models import F


class Revision(models.Model):
    """A counter for one body of published data.

    It moves in the transaction that changes the data.
    """

    name = models.CharField(
        "tên", max_length=40, primary_key=True, help_text="Phần dữ liệu, ví dụ «catalogue»."
    )
    number = models.PositiveBigIntegerField(
        "số", default=0, help_text="Tăng thêm một sau mỗi lần công bố."
    )
    changed_at = models.DateTimeField("lúc", auto_now=True, help_text="Lần thay đổi gần nhất.")

    class Meta:
        verbose_name = "bản dữ liệu"
        verbose_name_plural = "bản dữ liệu"

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


def bump_revision(name: str) -> int:
    """Move the revision `name` on and return it. Call inside the transaction that changes the data.

    The row's lock makes changes of one body of data follow each other.
    """
    with transaction.atomic():
        Revision.objects.get_or_create(name=name)
        Revision.objects.filter(name=name).update(number=F("number") + 1)
        return Revision.objects.values_list("number", flat=True).get(name=name)
