"""Revisions show web processes that their memory is out of date."""

from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.models import F


class Revision(models.Model):
    """A counter for one set of published data. Transactions that change the data increase it."""

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
    """Increase the revision `name` and return it. Call it in the transaction of the change.

    The lock on the row serialises changes to the same data.
    """
    row = Revision.objects.filter(name=name)
    with transaction.atomic():
        if not row.update(number=F("number") + 1):  # only the very first time
            Revision.objects.get_or_create(name=name)
            row.update(number=F("number") + 1)
        return row.values_list("number", flat=True).get()


def newest_revision(name: str) -> int:
    """Return the revision `name` of the primary, 0 before the first publication."""
    return _number(name, DEFAULT_DB_ALIAS)


def is_reached(name: str, number: int) -> bool:
    """Return True if the database used for reading has `number` or a newer revision of `name`."""
    return _number(name) >= number


def _number(name: str, database: str | None = None) -> int:
    row = Revision.objects.using(database).filter(name=name)
    return row.values_list("number", flat=True).first() or 0
