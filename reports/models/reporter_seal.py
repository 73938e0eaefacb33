"""Who sent a report, sealed. Read by `reports.reporter.seals` only."""

from django.db import models
from django.utils import timezone

from foundation.records.append_only import AppendOnly
from foundation.records.encryption import EncryptedTextField
from foundation.records.keys import foreign_key, user_key
from foundation.records.wording import show_moment
from reports.models.report import Report


class ReporterSeal(models.Model):
    """The sender of a report that is not anonymous.

    The citizen is found by a keyed hash, and known only by decrypting `content`: a stolen database
    does not say who reported whom. Erasing the account deletes the row.
    """

    report = models.OneToOneField(
        Report,
        models.CASCADE,
        primary_key=True,
        verbose_name="phản ánh",
        related_name="seal",
        help_text="Phản ánh của người này.",
    )
    citizen_hash = models.CharField(
        "dấu công dân",
        max_length=64,
        db_index=True,
        help_text="Dấu có khoá, để người gửi thấy lại phản ánh của mình.",
    )
    content = EncryptedTextField(
        "danh tính", editable=False, help_text="Công dân, họ tên, địa chỉ, điện thoại; mã hoá."
    )

    class Meta:
        verbose_name = "niêm phong danh tính"
        verbose_name_plural = "niêm phong danh tính"

    def __str__(self) -> str:
        return f"Danh tính người gửi phản ánh {self.report_id}"


class SealOpening(AppendOnly):
    """That an officer opened a seal, and why. The leader of the office is told."""

    report = foreign_key(
        Report, "phản ánh", "Phản ánh có niêm phong được mở.", related_name="seal_openings"
    )
    officer = user_key("cán bộ", "Ai đã mở.")
    reason = models.CharField("lý do", max_length=300, help_text="Vì sao phải biết người gửi.")
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Thời điểm mở.")

    class Meta:
        verbose_name = "lần mở niêm phong"
        verbose_name_plural = "lần mở niêm phong"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return show_moment(self.at)
