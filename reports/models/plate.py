"""Number plates that a report names."""

from collections.abc import Iterable

from django.db import models

from foundation.records.encryption import EncryptedTextField
from foundation.records.keys import foreign_key
from reports.checking.plates import read_plate
from reports.models.report import Report
from reports.querysets import plate_hash


class ReportedPlate(models.Model):
    """One plate, encrypted; found by a keyed hash of its normal form.

    A plate is personal data of somebody who has not been heard (Decree 356/2025/NĐ-CP).
    """

    report = foreign_key(
        Report,
        "phản ánh",
        "Phản ánh ghi biển số này.",
        related_name="plates",
        on_delete=models.CASCADE,
    )
    plate = EncryptedTextField("biển số", editable=False, help_text="Được mã hoá khi lưu.")
    plate_hash = models.CharField(
        "dấu biển số", max_length=64, db_index=True, help_text="Dấu có khoá, để tìm."
    )

    class Meta:
        verbose_name = "biển số trong phản ánh"
        verbose_name_plural = "biển số trong phản ánh"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Biển số của phản ánh {self.report_id}"

    @staticmethod
    def keep(report: Report, plates: Iterable[str]) -> None:
        """Keep the plates that a report names, each once however it is written."""
        shown = {read_plate(one).normal: read_plate(one).shown for one in plates}
        ReportedPlate.objects.bulk_create(
            ReportedPlate(report=report, plate=plate, plate_hash=plate_hash(plate))
            for plate in shown.values()
        )
