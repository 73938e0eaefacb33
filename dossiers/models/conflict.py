"""What a file or the connector says against what is known, for an officer to settle."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from dossiers.models.dossier import Dossier
from dossiers.models.imports import DossierImport
from foundation.records.encryption import EncryptedTextField
from foundation.records.keys import foreign_key, user_key


class ImportConflict(models.Model):
    """What a row says against what is known. Nothing changes until an officer settles it.

    `differences` are {"key", "title", "known", "said"}, without the values of personal columns.
    `row` is the whole row, encrypted, for the officer who accepts it. `mark` is a hash of the row:
    the same row again adds no second conflict.
    """

    class State(models.TextChoices):
        """What the officer decided."""

        OPEN = "open", "Chờ quyết định"
        ACCEPTED = "accepted", "Lấy theo tệp"
        REJECTED = "rejected", "Giữ như hệ thống"

    dossier = foreign_key(
        Dossier, "hồ sơ", "Hồ sơ có điều chưa khớp.", related_name="conflicts", db_index=False
    )
    batch = foreign_key(
        DossierImport,
        "lần nhập",
        "Trống khi do hệ thống kết nối.",
        on_delete=models.SET_NULL,
        null=True,
        blank=False,
    )
    row_number = models.PositiveIntegerField(
        "dòng", default=0, help_text="Dòng trong tệp; 0 khi do hệ thống kết nối."
    )
    mark = models.CharField(
        "dấu nội dung",
        max_length=64,
        editable=False,
        help_text="Để cùng một điều chưa khớp không ghi hai lần.",
    )
    differences = models.JSONField(
        "khác nhau", encoder=DjangoJSONEncoder, help_text="Điều đã biết và điều tệp nói."
    )
    row = EncryptedTextField(
        "dòng của tệp",
        editable=False,
        blank=True,
        help_text="Được mã hoá khi lưu; xoá khi đã quyết định.",
    )
    state = models.CharField(
        "quyết định",
        max_length=8,
        choices=State,
        default=State.OPEN,
        help_text="Cán bộ đã quyết định chưa.",
    )
    note = models.CharField(
        "lý do quyết định", max_length=500, blank=True, help_text="Cán bộ ghi khi quyết định."
    )
    settled_by = user_key("người quyết định", "Ai quyết định.", null=True, blank=False)
    settled_at = models.DateTimeField("quyết định lúc", null=True, help_text="Lúc quyết định.")
    at = models.DateTimeField("lúc", help_text="Lúc phát hiện.")

    class Meta:
        verbose_name = "dữ liệu nhập chưa khớp"
        verbose_name_plural = "dữ liệu nhập chưa khớp"
        ordering = ["-pk"]
        permissions = (("settle_conflict", "Được quyết định dữ liệu nhập hồ sơ chưa khớp"),)
        indexes = [models.Index(fields=["-id"], condition=Q(state="open"), name="conflict_open")]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "mark"],
                name="conflict_unique",
                violation_error_message="Điều chưa khớp này đã ghi.",
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True)
                | (~Q(state="open") & Q(settled_at__isnull=False, row="")),
                name="conflict_settled",
                violation_error_message="Điều chưa khớp đã quyết định thì có lúc quyết định "
                "và không giữ dòng của tệp.",
            ),
        ]

    def __str__(self) -> str:
        return f"Điều chưa khớp {self.pk}"
