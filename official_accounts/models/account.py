"""Official Accounts: one of the province, which the settings name, and those of offices."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from foundation.records.encryption import EncryptedTextField
from foundation.records.keys import foreign_key
from offices.models import Office
from offices.validators import validate_oa_id


class OfficialAccountQuerySet(models.QuerySet["OfficialAccount"]):
    """Accounts by state."""

    def in_use(self) -> "OfficialAccountQuerySet":
        """Return the accounts that are connected."""
        return self.filter(state=OfficialAccount.State.CONNECTED)

    def of_province(self) -> "OfficialAccountQuerySet":
        """Return the account that ZALO_OA_ID names, which sends the paid notices."""
        return self.filter(oa_id=settings.ZALO_OA_ID.strip())


class OfficialAccount(models.Model):
    """One Official Account at Zalo. Its tokens are a row of their own (`OaToken`)."""

    class Kind(models.TextChoices):
        """What Zalo says that the account is; it opens not everything to each kind."""

        UNKNOWN = "unknown", "Chưa rõ"
        BUSINESS = "business", "Doanh nghiệp"
        STATE_AGENCY = "state_agency", "Cơ quan nhà nước"
        OTHER = "other", "Loại khác"

    class State(models.TextChoices):
        """Whether the account is used."""

        CONNECTED = "connected", "Đang dùng"
        RETIRED = "retired", "Ngừng dùng"

    class Signer(models.TextChoices):
        """Whose secret signed an event. Zalo's documents do not say which it has to be."""

        ACCOUNT = "account", "Khoá của tài khoản"
        WEBHOOK = "webhook", "Khoá ký sự kiện chung của máy chủ"
        APP = "app", "Khoá của ứng dụng"

    oa_id = models.CharField(
        "mã Official Account",
        max_length=25,
        unique=True,
        validators=[validate_oa_id],
        help_text="Do Zalo cấp, chỉ gồm chữ số.",
    )
    name = models.CharField(
        "tên", max_length=200, blank=True, help_text="Tên trên Zalo, đọc khi kết nối."
    )
    office = foreign_key(
        Office,
        "đơn vị",
        "Đơn vị nhận tin nhắn gửi tới tài khoản; trống: tài khoản của tỉnh.",
        null=True,
        related_name="official_accounts",
    )
    kind = models.CharField(
        "loại",
        max_length=20,
        choices=Kind.choices,
        default=Kind.UNKNOWN,
        help_text="Loại tài khoản theo Zalo.",
    )
    is_verified = models.BooleanField(
        "đã xác thực", null=True, blank=True, help_text="Zalo đã xác thực tài khoản."
    )
    package = models.CharField(
        "gói", max_length=200, blank=True, help_text="Gói dịch vụ đang dùng ở Zalo."
    )
    has_wallet = models.BooleanField(
        "đã liên kết ZBS",
        null=True,
        blank=True,
        help_text="Đã liên kết tài khoản ZBS, nơi trả tiền cho tin theo mẫu.",
    )
    webhook_secret = EncryptedTextField(
        "khoá ký sự kiện",
        blank=True,
        editable=False,
        help_text="Khoá ký sự kiện riêng của tài khoản, được mã hoá; trống: dùng khoá chung.",
    )
    state = models.CharField(
        "trạng thái",
        max_length=20,
        choices=State.choices,
        default=State.CONNECTED,
        help_text="Tài khoản ngừng dùng không gửi gì nữa.",
    )
    connected_at = models.DateTimeField(
        "kết nối lúc", null=True, blank=True, help_text="Lần cấp quyền gần nhất."
    )
    profile_read_at = models.DateTimeField(
        "đọc thông tin lúc", null=True, blank=True, help_text="Lần gần nhất hỏi Zalo về tài khoản."
    )
    webhook_seen_at = models.DateTimeField(
        "nhận sự kiện lúc", null=True, blank=True, help_text="Sự kiện gần nhất, tính theo phút."
    )
    signed_by = models.CharField(
        "sự kiện ký bằng",
        max_length=10,
        choices=Signer.choices,
        blank=True,
        help_text="Khoá đã ký sự kiện gần nhất.",
    )
    quota_total = models.PositiveIntegerField(
        "hạn mức tin mỗi ngày", null=True, blank=True, help_text="Theo lần hỏi Zalo gần nhất."
    )
    quota_left = models.PositiveIntegerField(
        "hạn mức còn lại", null=True, blank=True, help_text="Theo lần hỏi Zalo gần nhất."
    )
    followers = models.PositiveIntegerField(
        "người quan tâm", null=True, blank=True, help_text="Theo Zalo, lần hỏi gần nhất."
    )
    followers_offset = models.PositiveIntegerField(
        "đã đọc người quan tâm tới",
        null=True,
        blank=True,
        editable=False,
        help_text="Trống khi không đọc danh sách.",
    )

    objects = OfficialAccountQuerySet.as_manager()

    class Meta:
        verbose_name = "tài khoản Zalo OA"
        verbose_name_plural = "tài khoản Zalo OA"
        ordering = ["office_id", "oa_id"]
        permissions = [("connect_officialaccount", "Kết nối Official Account")]
        constraints = [
            models.UniqueConstraint(
                fields=["office"],
                condition=Q(state="connected"),
                name="official_account_one_of_office",
                violation_error_message="Đơn vị này đang có một Official Account khác.",
            )
        ]

    def __str__(self) -> str:
        return self.name or f"Official Account {self.oa_id}"

    @property
    def is_of_province(self) -> bool:
        """Whether the settings name this account."""
        return bool(self.oa_id) and self.oa_id == settings.ZALO_OA_ID.strip()
