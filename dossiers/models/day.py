"""How many dossiers came in and went out of an office on one day."""

from django.db import models

from offices.models import OfficeDay


class DossierDay(OfficeDay):
    """Dossiers accepted and completed, written by `dossiers.actions.day_totals`."""

    accepted = models.IntegerField(
        "tiếp nhận", default=0, help_text="Hồ sơ có lúc tiếp nhận trong ngày."
    )
    completed = models.IntegerField(
        "xử lý xong", default=0, help_text="Hồ sơ có kết quả trong ngày."
    )
    dated = models.IntegerField(
        "xử lý xong, có hẹn trả", default=0, help_text="Trong số xử lý xong: hồ sơ có ngày hẹn trả."
    )
    on_time = models.IntegerField(
        "đúng hạn",
        default=0,
        help_text="Xong không muộn hơn ngày hẹn trả và không bị yêu cầu bổ sung quá một lần (QĐ "
        "766/QĐ-TTg).",
    )

    class Meta(OfficeDay.Meta):
        verbose_name = "hồ sơ trong ngày"
        verbose_name_plural = "hồ sơ theo ngày"
        permissions = (("view_figures", "Được xem số liệu và báo cáo của đơn vị"),)
