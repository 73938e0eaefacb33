"""Bases of the rows below a procedure: their order, their case, their channel."""

from django.db import models

from foundation.records.keys import foreign_key
from procedures.choices import ChannelKind
from procedures.models.procedure import Procedure


class Part(models.Model):
    """Base of the rows below a procedure."""

    procedure = foreign_key(
        Procedure, "thủ tục", "Thuộc thủ tục nào.", related_name=None, on_delete=models.CASCADE
    )
    order = models.PositiveSmallIntegerField("thứ tự", default=0, help_text="Số nhỏ đứng trước.")

    class Meta:
        abstract = True
        ordering = ("order", "pk")


class Case(Part):
    """Trường hợp: a named variant of a procedure with its own documents and steps."""

    name = models.CharField("tên trường hợp", max_length=300, help_text="Ví dụ: Cấp lần đầu.")

    class Meta(Part.Meta):
        default_related_name = "cases"
        verbose_name = "trường hợp"
        verbose_name_plural = "trường hợp"
        constraints = (
            models.UniqueConstraint(
                fields=["procedure", "name"],
                name="case_name_unique",
                violation_error_message="Trường hợp này đã có.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class InCase(Part):
    """Base of rows that may belong to one case only."""

    case = foreign_key(
        Case,
        "trường hợp",
        "Để trống nếu dùng cho mọi trường hợp.",
        related_name=None,
        on_delete=models.CASCADE,
        null=True,
    )

    class Meta(Part.Meta):
        abstract = True


class InChannel(Part):
    """Base of rows that may belong to one channel only."""

    channel = models.CharField(
        "cách thức",
        max_length=10,
        choices=ChannelKind,
        blank=True,
        help_text="Để trống nếu như nhau ở mọi cách thức.",
    )

    class Meta(Part.Meta):
        abstract = True
