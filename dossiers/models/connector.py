"""Keys of the province's connector, and what it delivered."""

from django.db import models
from django.db.models import Q

from dossiers.validators import MAX_CODE_LENGTH
from foundation.records.keys import foreign_key, user_key
from offices.models import Office


def may_write() -> list[str]:
    """Return what keys could do before there were scopes."""
    return ["dossiers.write"]


class ConnectorKey(models.Model):
    """One key of a machine: `<id>.<secret>`, of which only a keyed hash of the secret is kept.

    Several may be valid at once, so that a key can be replaced without a gap. A key may do what its
    scopes say (`dossiers.connector.scopes`), of its offices and of those below them.
    """

    public_id = models.CharField(
        "mã khoá",
        max_length=16,
        unique=True,
        editable=False,
        help_text="Phần công khai của khoá, có trong nhật ký.",
    )
    name = models.CharField("tên", max_length=100, help_text="Hệ thống nào dùng khoá này.")
    secret_hash = models.CharField(
        "dấu bí mật", max_length=64, editable=False, help_text="Phần bí mật không được lưu."
    )
    offices = models.ManyToManyField(
        Office,
        verbose_name="đơn vị",
        related_name="+",
        help_text="Khoá dùng cho hồ sơ của các đơn vị này và đơn vị cấp dưới.",
    )
    scopes = models.JSONField(
        "quyền",
        default=may_write,
        db_default=models.Value(["dossiers.write"], models.JSONField()),  # as for `minute_calls`
        help_text="Khoá được làm gì; muốn đổi thì tạo khoá khác.",
    )
    created_at = models.DateTimeField("tạo lúc", editable=False, help_text="Lúc tạo khoá.")
    created_by = user_key("người tạo", "Trống khi tạo bằng lệnh.", null=True, blank=False)
    expires_at = models.DateTimeField("hết hạn lúc", help_text="Sau lúc này khoá không dùng được.")
    revoked_at = models.DateTimeField(
        "thu hồi lúc", null=True, blank=True, editable=False, help_text="Trống khi chưa thu hồi."
    )
    last_used_on = models.DateField(
        "dùng gần nhất", null=True, blank=True, editable=False, help_text="Ngày dùng gần nhất."
    )
    minute = models.DateTimeField(
        "phút đang đếm", null=True, editable=False, help_text="Số lần gọi được đếm từ đầu phút này."
    )
    minute_calls = models.PositiveIntegerField(
        "số lần gọi trong phút",
        default=0,
        db_default=0,  # the version before knows no such column, and makes keys after a return
        editable=False,
        help_text="Đếm chung cho mọi tiến trình, để giới hạn đúng như đã nói.",
    )

    class Meta:
        verbose_name = "khoá kết nối"
        verbose_name_plural = "khoá kết nối"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")),
                name="connector_key_expires_later",
                violation_error_message="Khoá phải hết hạn sau khi tạo.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.public_id})"

    @property
    def is_authenticated(self) -> bool:
        """True: DRF asks this of every `request.user`."""
        return True


class ConnectorDelivery(models.Model):
    """One delivery of the connector, with its answer: sent again, it gets the same one."""

    key = foreign_key(ConnectorKey, "khoá", "Khoá đã dùng.", related_name="deliveries")
    at = models.DateTimeField("lúc", db_index=True, help_text="Lúc nhận.")
    counts = models.JSONField("kết quả", default=dict, help_text="Số dòng theo kết quả.")
    results = models.JSONField(
        "từng dòng",
        default=list,
        help_text="Kết quả từng dòng: mã hồ sơ, kết quả, lỗi; không có dữ liệu cá nhân.",
    )

    class Meta:
        verbose_name = "lần nhận dữ liệu kết nối"
        verbose_name_plural = "lần nhận dữ liệu kết nối"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Lần nhận {self.pk}"


class ConnectorRefusal(models.Model):
    """A dossier that the connector sent and that was not taken: work of an office, until it is.

    It is gone when a later delivery of it is taken. What an officer settled stays settled while the
    connector repeats the same; with other faults it is open again. Nothing personal.
    """

    class State(models.TextChoices):
        """Whether somebody has to act."""

        OPEN = "open", "Chờ xử lý"
        SETTLED = "settled", "Đã xử lý"

    key = foreign_key(
        ConnectorKey,
        "khoá",
        "Khoá đã dùng.",
        related_name="refusals",
        on_delete=models.CASCADE,
        db_index=False,
    )  # connector_refusal_unique begins with it
    code = models.CharField(
        "mã hồ sơ", max_length=MAX_CODE_LENGTH, help_text="Như hệ thống kết nối ghi."
    )
    office = foreign_key(Office, "đơn vị", "Đơn vị mà dòng ghi, hoặc đơn vị của khoá.")
    faults = models.JSONField(
        "lỗi", default=list, help_text="Vì sao không nhận; không có dữ liệu cá nhân."
    )
    first_at = models.DateTimeField("từ lúc", help_text="Lần đầu không nhận được.")
    last_at = models.DateTimeField("gần nhất lúc", help_text="Lần gần nhất không nhận được.")
    state = models.CharField(
        "tình trạng",
        max_length=8,
        choices=State,
        default=State.OPEN,
        help_text="Còn phải xử lý không.",
    )
    note = models.CharField(
        "đã xử lý thế nào", max_length=500, blank=True, help_text="Cán bộ ghi khi xử lý xong."
    )

    class Meta:
        verbose_name = "hồ sơ kết nối chưa nhận được"
        verbose_name_plural = "hồ sơ kết nối chưa nhận được"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "code"],
                name="connector_refusal_unique",
                violation_error_message="Hồ sơ này đã ghi là chưa nhận được.",
            ),
        ]

    def __str__(self) -> str:
        return self.code
