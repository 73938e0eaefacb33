"""Evidence: originals as they came, and who had them. Written by `reports.evidence` only."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from foundation.records.append_only import AppendOnly
from foundation.records.encryption import EncryptedTextField
from foundation.records.keys import foreign_key, user_key
from reports.models.report import Report
from reports.models.report_message import ReportMessage


class Evidence(models.Model):
    """One original file, sealed on the disk; its own key lies here, encrypted.

    Until it belongs to a report only its sender, or the bearer of the ticket, may use it.
    """

    id = models.UUIDField(
        "mã",
        primary_key=True,
        default=uuid.uuid4,
        editable=False,
        help_text="Mã ngẫu nhiên, không đoán được.",
    )
    report = foreign_key(
        Report,
        "phản ánh",
        "Phản ánh có bằng chứng này; trống khi chưa gửi.",
        null=True,
        related_name="evidence",
    )
    message = foreign_key(
        ReportMessage,
        "lời bổ sung",
        "Lời bổ sung mà bằng chứng đi kèm; trống khi gửi cùng phản ánh.",
        related_name="evidence",
        on_delete=models.SET_NULL,
        null=True,
    )
    holder_hash = models.CharField(
        "dấu người gửi",
        max_length=64,
        blank=True,
        db_index=True,
        help_text="Dấu có khoá của người tải lên; xoá khi đã gửi.",
    )
    path = models.CharField(
        "tệp", max_length=100, unique=True, editable=False, help_text="Nơi lưu riêng, mã hoá."
    )
    key = EncryptedTextField("khoá của tệp", editable=False, help_text="Được mã hoá khi lưu.")
    media_type = models.CharField(
        "loại tệp", max_length=40, blank=True, help_text="Theo nội dung, không theo tên."
    )
    size = models.BigIntegerField("dung lượng", default=0, help_text="Số byte của bản gốc.")
    expected_size = models.BigIntegerField(
        "dung lượng báo trước", default=0, help_text="Khi tải lên từng phần."
    )
    sha256 = models.CharField(
        "dấu vân tay", max_length=64, blank=True, db_index=True, help_text="SHA-256 của bản gốc."
    )
    picker = models.CharField(
        "nguồn chọn", max_length=20, blank=True, help_text="Cách ứng dụng lấy tệp: ảnh, video, tệp."
    )
    own_recording = models.BooleanField(
        "tự ghi", default=False, help_text="Người gửi cho biết tự mình ghi hình."
    )
    keeps_original = models.BooleanField(
        "giữ bản gốc", default=False, help_text="Người gửi cho biết còn giữ bản gốc."
    )
    captured = EncryptedTextField(
        "dữ liệu ghi hình",
        blank=True,
        editable=False,
        help_text="Thời gian, địa điểm trong tệp; mã hoá.",
    )
    picture_hash = models.BigIntegerField(
        "dấu hình ảnh", null=True, blank=True, editable=False, help_text="Để tìm ảnh gần giống."
    )
    quarantined = models.BooleanField(
        "cách ly", default=False, help_text="Nội dung nhạy cảm: không xem trước, chỉ lãnh đạo mở."
    )
    uploaded_at = models.DateTimeField(
        "bắt đầu tải lúc", default=timezone.now, help_text="Tệp không được gửi kèm sẽ bị xoá."
    )
    completed_at = models.DateTimeField(
        "nhận đủ lúc", null=True, blank=True, help_text="Trống khi còn đang tải."
    )
    removed_at = models.DateTimeField(
        "xoá tệp lúc", null=True, blank=True, help_text="Từ lúc này chỉ còn chuỗi lưu giữ."
    )
    verified_at = models.DateTimeField(
        "kiểm tra lúc", null=True, blank=True, editable=False, help_text="Lần kiểm tra gần nhất."
    )
    fault = models.CharField(
        "sai khác",
        max_length=10,
        blank=True,
        editable=False,
        help_text="Lần kiểm tra gần nhất thấy gì không còn như lúc nhận; khi đó không mở được.",
    )

    class Meta:
        verbose_name = "bằng chứng"
        verbose_name_plural = "bằng chứng"
        ordering = ["uploaded_at", "pk"]
        indexes = [
            models.Index(
                fields=["uploaded_at"], condition=Q(report__isnull=True), name="evidence_unused"
            ),
            models.Index(
                fields=["picture_hash"],
                condition=Q(picture_hash__isnull=False),
                name="evidence_alike",
            ),
            models.Index(
                fields=["-completed_at"],
                condition=Q(picture_hash__isnull=False),
                name="evidence_newest_pictures",
            ),
            models.Index(fields=["fault"], condition=~Q(fault=""), name="evidence_unsound"),
        ]
        constraints = [
            models.CheckConstraint(
                name="evidence_complete_has_fingerprint",
                condition=Q(completed_at__isnull=True) | ~Q(sha256=""),
                violation_error_message="Tệp nhận đủ thì có dấu vân tay.",
            ),
            models.CheckConstraint(
                name="evidence_of_report_complete",
                condition=Q(report__isnull=True) | Q(completed_at__isnull=False),
                violation_error_message="Chỉ tệp nhận đủ mới gửi kèm được.",
            ),
        ]

    def __str__(self) -> str:
        return f"Bằng chứng {self.pk}"


class CustodyEntry(AppendOnly):
    """One link of the chain of custody of one piece of evidence (`foundation.media.custody`)."""

    class Act(models.TextChoices):
        """What happened to the evidence."""

        RECEIVED = "received", "Nhận"
        ATTACHED = "attached", "Gửi kèm phản ánh"
        VIEWED = "viewed", "Xem"
        EXPORTED = "exported", "Xuất"
        VERIFIED = "verified", "Kiểm tra nguyên vẹn"
        HANDED_OVER = "handed_over", "Chuyển giao"
        QUARANTINED = "quarantined", "Cách ly"
        DELETED = "deleted", "Xoá tệp"

    evidence = foreign_key(
        Evidence,
        "bằng chứng",
        "Bằng chứng của mắt xích này.",
        related_name="custody",
        db_index=False,
    )  # the unique constraint begins with it
    sequence = models.PositiveIntegerField("thứ tự", help_text="Bắt đầu từ 1, không có khoảng.")
    act = models.CharField("việc", max_length=12, choices=Act, help_text="Điều đã xảy ra.")
    officer = user_key(
        "cán bộ", "Trống khi người gửi hoặc hệ thống làm.", null=True, db_index=False
    )
    note = models.CharField(
        "ghi chú", max_length=300, blank=True, help_text="Lý do hoặc nơi nhận; không ghi người gửi."
    )
    sha256 = models.CharField("dấu vân tay", max_length=64, help_text="Của tệp lúc đó.")
    at = models.DateTimeField("lúc", help_text="Thời điểm.")
    says = models.JSONField(
        "thông tin lúc đó",
        null=True,
        blank=True,
        editable=False,
        help_text="Của tệp và phản ánh, nằm trong dấu nối; trống ở mắt xích của bản 0.9.",
    )
    mac = models.CharField(
        "dấu nối", max_length=64, help_text="HMAC của mắt xích này và mắt xích trước."
    )

    class Meta:
        verbose_name = "mắt xích lưu giữ"
        verbose_name_plural = "chuỗi lưu giữ"
        ordering = ["evidence", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "sequence"],
                name="custody_sequence_once",
                violation_error_message="Mỗi thứ tự chỉ có một mắt xích.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sequence}. {self.Act(self.act).label}"


class ReceivedEvidence(AppendOnly):
    """One line of the register of all evidence ever received (`reports.evidence.register`)."""

    sequence = models.PositiveBigIntegerField(
        "số thứ tự", primary_key=True, help_text="Bắt đầu từ 1, không có khoảng."
    )
    evidence_id = models.UUIDField(
        "bằng chứng", unique=True, help_text="Mã của bằng chứng; còn cả khi dòng kia bị xoá."
    )
    mac = models.CharField("dấu nối", max_length=64, help_text="HMAC của dòng này và dòng trước.")

    class Meta:
        verbose_name = "bằng chứng đã nhận"
        verbose_name_plural = "sổ bằng chứng đã nhận"
        ordering = ["sequence"]

    def __str__(self) -> str:
        return f"{self.sequence}. {self.evidence_id}"
