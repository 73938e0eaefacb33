"""Which citizens proved that a dossier is theirs, and which of them want no notices."""

from django.db import models

from citizens.models import Citizen
from dossiers.models.dossier import Dossier
from foundation.records.keys import foreign_key


class Factor(models.TextChoices):
    """What a citizen proved ownership with."""

    PHONE_LAST4 = "phone_last4", "4 số cuối điện thoại"
    ID_LAST4 = "id_last4", "4 số cuối số định danh"
    SLIP_SECRET = "slip_secret", "Mã tra cứu trên giấy tiếp nhận"


class Ownership(models.TextChoices):
    """What shows that a dossier is a citizen's own, and that nobody guessed."""

    PHONE = "phone", "Số điện thoại đã xác minh"
    SLIP = "slip", "Mã tra cứu trên giấy tiếp nhận"


class Proof(models.Model):
    """A citizen once gave the right second factor.

    If their verified phone is the dossier's, no row is needed.
    """

    citizen = foreign_key(Citizen, "công dân", "Ai đã chứng minh.", related_name="dossier_proofs")
    dossier = foreign_key(Dossier, "hồ sơ", "Hồ sơ của họ.", related_name="proofs")
    factor = models.CharField("bằng", max_length=12, choices=Factor, help_text="Thông tin đã khớp.")
    at = models.DateTimeField("lúc", help_text="Lần chứng minh đầu tiên.")

    class Meta:
        verbose_name = "chứng minh chủ hồ sơ"
        verbose_name_plural = "chứng minh chủ hồ sơ"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["citizen", "dossier"],
                name="proof_unique",
                violation_error_message="Đã chứng minh rồi.",
            ),
        ]

    def __str__(self) -> str:
        return str(Factor(self.factor).label)


class Follow(models.Model):
    """A citizen's decision whether to be told of a dossier's changes.

    Without a row, owners are told. It gives no right to see anything: ownership is proved by phone
    or by a `Proof`, each time.
    """

    citizen = foreign_key(Citizen, "công dân", "Ai đã quyết định.", related_name="dossier_follows")
    dossier = foreign_key(Dossier, "hồ sơ", "Hồ sơ được theo dõi.", related_name="follows")
    active = models.BooleanField(
        "theo dõi", default=True, help_text="Tắt thì không nhận thông báo về hồ sơ này."
    )
    at = models.DateTimeField("lúc", help_text="Lần quyết định gần nhất.")

    class Meta:
        verbose_name = "theo dõi hồ sơ"
        verbose_name_plural = "theo dõi hồ sơ"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["citizen", "dossier"],
                name="follow_unique",
                violation_error_message="Đã quyết định rồi.",
            ),
        ]

    def __str__(self) -> str:
        return "Theo dõi" if self.active else "Không theo dõi"
