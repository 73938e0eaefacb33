"""The ledger of what citizens agreed to and took back."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Max
from django.utils import timezone

from citizens.models.citizen import Citizen
from foundation.records.append_only import AppendOnly, AppendOnlyQuerySet
from foundation.records.keys import foreign_key


class Purpose(models.TextChoices):
    """What personal data may be used for. Citizens agree to each purpose separately."""

    PHONE = "phone", "Số điện thoại"
    LOCATION = "location", "Vị trí"
    NOTICES = "notices", "Nhận thông báo"
    PHOTO = "photo", "Ảnh đính kèm"


class ConsentQuerySet(AppendOnlyQuerySet):
    """Decisions of a citizen."""

    def of_citizen(self, citizen: Citizen) -> "ConsentQuerySet":
        """Return the citizen's own."""
        return self.filter(citizen=citizen)

    def newest_by_purpose(self, citizen: Citizen) -> "ConsentQuerySet":
        """Return the citizen's newest decision for each purpose that they decided about."""
        newest = (
            self.of_citizen(citizen)
            .order_by()
            .values("purpose")
            .annotate(newest=Max("pk"))
            .values("newest")
        )
        return self.filter(pk__in=newest)

    def agrees(self, citizen: Citizen, purpose: str) -> bool:
        """Return True if the citizen agreed to `purpose` and did not withdraw since."""
        return bool(
            self.of_citizen(citizen)
            .filter(purpose=purpose)
            .order_by("-pk")
            .values_list("granted", flat=True)
            .first()
        )


class Consent(AppendOnly):
    """One decision, to agree or to withdraw. The newest decision about a purpose holds."""

    citizen = foreign_key(Citizen, "công dân", "Công dân đã quyết định.", related_name="consents")
    purpose = models.CharField(
        "mục đích",
        max_length=20,
        choices=Purpose.choices,
        help_text="Dữ liệu được dùng vào mục đích gì.",
    )
    granted = models.BooleanField("đồng ý", help_text="Có nghĩa là đồng ý, không là rút lại.")
    policy_version = models.CharField(
        "phiên bản chính sách",
        max_length=40,
        help_text="Phiên bản chính sách bảo vệ dữ liệu đã hiển thị.",
    )
    text = models.TextField(
        "nội dung đã hiển thị",
        help_text="Đúng từng chữ nội dung mà công dân đã đọc khi quyết định.",
    )
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Thời điểm quyết định.")

    objects: ClassVar[models.Manager[Any]] = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "quyết định về dữ liệu"
        verbose_name_plural = "quyết định về dữ liệu"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["citizen", "purpose", "-id"], name="consent_newest")]

    def __str__(self) -> str:
        return f"{Purpose(self.purpose).label}: {'đồng ý' if self.granted else 'rút lại'}"
