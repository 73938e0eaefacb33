"""Every attempt to look something up by its code, so that guessing is noticed and stopped."""

from django.db import models

from citizens.models.citizen import Citizen
from foundation.database.partitions import Daily
from foundation.records.append_only import Expiring
from foundation.records.keys import foreign_key
from foundation.records.wording import show_moment

# How long the triggers of the table keep every row, whatever the settings say. The migration that
# makes the triggers repeats this number.
MINIMUM_DAYS = 30
# On PostgreSQL a partition for each day, which the retention drops.
DAYS = Daily("citizens_lookuptry")


class LookupTry(Expiring):
    """One attempt.

    It names neither what was looked up nor an address, only keyed hashes of the code and of the
    caller.
    """

    class Subject(models.TextChoices):
        """What was looked up."""

        DOSSIER = "dossier", "Hồ sơ"
        REPORT = "report", "Tin báo, phản ánh"
        NUMBER = "number", "Số thứ tự"

    class Given(models.TextChoices):
        """What was sent with the code."""

        NOTHING = "nothing", "Không kèm gì"
        PHONE_LAST4 = "phone_last4", "4 số cuối điện thoại"
        ID_LAST4 = "id_last4", "4 số cuối số định danh"
        BOTH_LAST4 = "both_last4", "4 số cuối điện thoại và số định danh"
        SLIP_SECRET = "slip_secret", "Mã tra cứu trên giấy tiếp nhận"
        SECRET_CODE = "secret_code", "Mã bí mật của tin báo"

    subject = models.CharField(
        "tra cứu", max_length=12, choices=Subject, help_text="Loại thông tin được tra cứu."
    )
    # Citizens are erased and never deleted. With a constraint, dropping a day would lock their
    # table too.
    citizen = foreign_key(
        Citizen,
        "công dân",
        "Ai tra cứu; trống khi chưa đăng nhập.",
        null=True,
        related_name="lookup_tries",
        db_constraint=False,
        blank=False,
    )
    caller = models.CharField(
        "dấu người tra cứu",
        max_length=64,
        help_text="Dấu có khoá của công dân hoặc của địa chỉ mạng.",
    )
    code_hash = models.CharField(
        "dấu mã", max_length=64, help_text="Dấu có khoá của mã đã gửi, có thật hay không."
    )
    given = models.CharField(
        "kèm theo", max_length=12, choices=Given, help_text="Thông tin gửi kèm mã."
    )
    hit = models.BooleanField("khớp", help_text="Có tìm thấy thông tin khớp không.")
    at = models.DateTimeField("lúc", help_text="Thời điểm tra cứu.")

    class Meta:
        verbose_name = "lần tra cứu"
        verbose_name_plural = "lần tra cứu"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["caller", "at"], name="lookup_of_caller"),
            models.Index(fields=["code_hash", "at"], name="lookup_of_code"),
            models.Index(fields=["at"], name="lookup_by_time"),  # for the retention
        ]

    def __str__(self) -> str:
        return f"{show_moment(self.at)} {'khớp' if self.hit else 'không khớp'}"
