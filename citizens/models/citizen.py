"""The citizen, as Zalo identifies them."""

from collections.abc import Mapping

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from citizens.login.phones import masked
from foundation.records.encryption import EncryptedTextField

# What an erased row holds. `actions.erase` writes it and the constraint `citizen_erased_is_nobody`
# demands it.
NOBODY: Mapping[str, str | bool | None] = {
    "zalo_user_id": None,
    "name": "",
    "own_name": False,
    "avatar_url": "",
    "phone": "",
    "phone_hash": None,
    "phone_verified_at": None,
    "blocked_reason": "",
}
_NOBODY = Q(
    **{
        f"{name}__isnull" if value is None else name: True if value is None else value
        for name, value in NOBODY.items()
    }
)
_NO_PHONE = Q(phone="", phone_hash__isnull=True, phone_verified_at__isnull=True)
_PHONE = ~Q(phone="") & Q(phone_hash__isnull=False, phone_verified_at__isnull=False)


class CitizenQuerySet(models.QuerySet["Citizen"]):
    """Citizens by state."""

    def active(self) -> "CitizenQuerySet":
        """Return those who may use the service: neither blocked nor erased."""
        return self.filter(blocked_at__isnull=True, erased_at__isnull=True)


class Citizen(models.Model):
    """One person in one Zalo app. Not a Django user: no password, no way into the admin.

    Erasing empties the row but keeps it, so that rows that refer to it stay valid. The constraint
    `citizen_erased_is_nobody` makes sure that nothing personal is left. Anyone who comes back after
    an erasure is a new citizen.
    """

    app_id = models.CharField(
        "ứng dụng Zalo", max_length=64, help_text="Mã ứng dụng Zalo mà công dân đăng nhập."
    )
    zalo_user_id = models.CharField(  # noqa: DJ001  # many rows are erased, and NULL is not unique
        "mã người dùng Zalo",
        max_length=64,
        null=True,
        blank=True,
        help_text="Do Zalo xác nhận, riêng của ứng dụng; trống khi đã xoá dữ liệu.",
    )
    name = models.CharField(
        "tên", max_length=200, blank=True, help_text="Tên trên Zalo, hoặc tên công dân tự đặt."
    )
    own_name = models.BooleanField(
        "tên tự đặt",
        default=False,
        help_text="Công dân đã tự đặt tên: đăng nhập lại không thay tên này.",
    )
    avatar_url = models.CharField(
        "địa chỉ ảnh",
        max_length=1000,
        blank=True,
        validators=[URLValidator(schemes=["https"])],
        help_text="Ảnh đại diện trên Zalo (https).",
    )
    phone = EncryptedTextField(
        "điện thoại",
        blank=True,
        editable=False,
        help_text="Số đã xác minh, dạng E.164, được mã hoá khi lưu.",
    )
    phone_hash = models.CharField(
        "dấu điện thoại",
        max_length=64,
        unique=True,
        null=True,
        blank=True,
        editable=False,
        help_text="Để tìm số mà không cần giải mã.",
    )
    phone_verified_at = models.DateTimeField(
        "xác minh điện thoại lúc",
        null=True,
        blank=True,
        editable=False,
        help_text="Lần gần nhất Zalo xác nhận số thuộc tài khoản này.",
    )
    generation = models.PositiveIntegerField(
        "thế hệ phiên",
        default=0,
        editable=False,
        help_text="Tăng một thì mọi phiên đăng nhập trước đó hết hiệu lực.",
    )
    blocked_at = models.DateTimeField(
        "khoá lúc", null=True, blank=True, editable=False, help_text="Trống khi không bị khoá."
    )
    blocked_reason = models.CharField(
        "lý do khoá", max_length=300, blank=True, editable=False, help_text="Cán bộ ghi khi khoá."
    )
    blocked_identity = models.CharField(
        "dấu tài khoản bị khoá",
        max_length=64,
        unique=True,
        null=True,
        blank=True,
        editable=False,
        help_text="Chỉ có khi công dân đang bị khoá đã xoá dữ liệu: để tài khoản Zalo ấy không "
        "đăng nhập lại được.",
    )
    erased_at = models.DateTimeField(
        "xoá dữ liệu lúc",
        null=True,
        blank=True,
        editable=False,
        help_text="Từ lúc này dòng không còn dữ liệu cá nhân.",
    )
    created_at = models.DateTimeField(
        "tạo lúc", default=timezone.now, editable=False, help_text="Lần đăng nhập đầu tiên."
    )
    last_seen_on = models.DateField(
        "truy cập gần nhất",
        default=timezone.localdate,
        help_text="Ngày đăng nhập hoặc dùng gần nhất.",
    )

    objects = CitizenQuerySet.as_manager()

    class Meta:
        verbose_name = "công dân"
        verbose_name_plural = "công dân"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["app_id", "zalo_user_id"],
                name="citizen_zalo_user_unique",
                violation_error_message="Người dùng Zalo này đã có.",
            ),
            models.CheckConstraint(
                condition=_PHONE | _NO_PHONE,
                name="citizen_phone_complete",
                violation_error_message="Số điện thoại đi cùng dấu và thời điểm xác minh.",
            ),
            models.CheckConstraint(
                condition=Q(blocked_at__isnull=False) | Q(blocked_reason=""),
                name="citizen_block_dated",
                violation_error_message="Lý do khoá chỉ có khi công dân bị khoá.",
            ),
            models.CheckConstraint(
                condition=Q(blocked_identity__isnull=True)
                | Q(blocked_at__isnull=False, erased_at__isnull=False),
                name="citizen_identity_only_of_blocked",
                violation_error_message="Dấu tài khoản chỉ giữ cho công dân bị khoá đã xoá dữ "
                "liệu.",
            ),
            models.CheckConstraint(
                condition=(Q(erased_at__isnull=False) & _NOBODY)
                | Q(erased_at__isnull=True, zalo_user_id__isnull=False),
                name="citizen_erased_is_nobody",
                violation_error_message="Công dân đã xoá dữ liệu thì không còn dữ liệu cá nhân.",
            ),
        ]

    def __str__(self) -> str:
        """Hold nothing personal: Django's admin keeps this text in its history."""
        return f"Công dân {self.pk}"

    @property
    def masked_phone(self) -> str:
        """The phone with its middle hidden, `0912•••678`; empty if there is none."""
        return masked(self.phone) if self.phone else ""
