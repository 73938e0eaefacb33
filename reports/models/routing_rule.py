"""Who receives reports of a kind, as rows."""

from django.db import models
from django.db.models import Q

from foundation.records.keys import foreign_key
from offices.models import Field, Office
from reports.models.kind import ReportKind, Topic


class Receiver(models.TextChoices):
    """How the receiving office is found."""

    COMMUNE = "commune", "Công an xã, phường nơi xảy ra"
    FIELD = "field", "Phòng phụ trách lĩnh vực"
    PROVINCE = "province", "Công an cấp tỉnh"
    OFFICE = "office", "Đơn vị chỉ định"


class RoutingRule(models.Model):
    """Who receives reports of a kind; the first rule that fits decides.

    Decree 61/2026/NĐ-CP, article 18: data go to who is competent at the place of the violation.
    """

    kind = foreign_key(
        ReportKind,
        "loại phản ánh",
        "Loại phản ánh được chuyển theo quy tắc này.",
        related_name="routing_rules",
        on_delete=models.CASCADE,
    )
    order = models.PositiveSmallIntegerField("thứ tự", default=0, help_text="Số nhỏ xét trước.")
    topic = foreign_key(
        Topic,
        "loại hành vi",
        "Trống là mọi hành vi.",
        related_name="routing_rules",
        on_delete=models.CASCADE,
        null=True,
    )
    receiver = models.CharField(
        "nơi nhận", max_length=10, choices=Receiver, help_text="Cách tìm đơn vị nhận."
    )
    field = foreign_key(
        Field, "lĩnh vực", "Ghi khi nơi nhận là phòng phụ trách lĩnh vực.", null=True
    )
    office = foreign_key(Office, "đơn vị", "Ghi khi nơi nhận là đơn vị chỉ định.", null=True)
    citation = models.CharField("căn cứ", max_length=300, help_text="Điều, khoản của quy tắc.")

    class Meta:
        verbose_name = "quy tắc nơi nhận"
        verbose_name_plural = "quy tắc nơi nhận"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="routing_rule_complete",
                condition=Q(receiver=Receiver.FIELD, field__isnull=False, office__isnull=True)
                | Q(receiver=Receiver.OFFICE, office__isnull=False, field__isnull=True)
                | Q(
                    receiver__in=[Receiver.COMMUNE, Receiver.PROVINCE],
                    field__isnull=True,
                    office__isnull=True,
                ),
                violation_error_message="Phòng phụ trách cần lĩnh vực, đơn vị chỉ định cần đơn "
                "vị; các nơi nhận khác để trống cả hai.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.order}. {Receiver(self.receiver).label}"
