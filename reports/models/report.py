"""A report. Written by `reports.actions` only."""

from dataclasses import replace

from django.db import models
from django.utils import timezone

from foundation.records.encryption import EncryptedTextField
from foundation.records.keys import foreign_key, user_key
from offices.models import Office
from offices.validators import validate_latitude, validate_longitude
from reports.models import report_rules
from reports.models.incident import Incident
from reports.models.kind import ReportKind, Topic
from reports.querysets import ReportQuerySet
from reports.workflow import OPEN, Outcome, Status, Traits

MAX_WORDS = 5_000  # characters


class Identity(models.TextChoices):
    """How much the police know of the sender."""

    NAMED = "named", "Có tên"
    CONFIDENTIAL = "confidential", "Giữ kín"
    ANONYMOUS = "anonymous", "Nặc danh"


class Certainty(models.TextChoices):
    """How well the citizen knows the place."""

    EXACT = "exact", "Chính xác"
    APPROXIMATE = "approximate", "Gần đúng"
    UNKNOWN = "unknown", "Không nhớ"


class Report(models.Model):
    """One report in the queue of one desk of one office.

    It does not lead to its sender: only the sealed row (`ReporterSeal`) does. Words are encrypted,
    `search_words` are masked. Retention empties both (`report_erased_is_empty`).
    """

    number = models.CharField(
        "số phản ánh",
        max_length=16,
        unique=True,
        editable=False,
        help_text="Số in trên biên nhận; không đoán được số phản ánh trong ngày.",
    )
    kind = foreign_key(
        ReportKind, "loại", "Loại phản ánh, cán bộ phân loại lại được.", related_name="reports"
    )
    topic = foreign_key(
        Topic, "hành vi", "Loại hành vi mà người gửi chọn.", null=True, related_name="reports"
    )
    office = foreign_key(
        Office,
        "đơn vị",
        "Đơn vị chịu trách nhiệm, kể cả khi đang chuyển mà nơi nhận chưa nhận.",
        related_name="reports",
        db_index=False,
    )  # report_office_newest begins with it
    about_office = foreign_key(
        Office, "đơn vị bị phản ánh", "Đơn vị này không bao giờ thấy phản ánh.", null=True
    )
    status = models.CharField(
        "tình trạng",
        max_length=12,
        choices=Status,
        default=Status.SENT,
        help_text="Phản ánh đang ở bước nào.",
    )
    status_before = models.CharField(
        "tình trạng trước đó",
        max_length=12,
        choices=Status,
        blank=True,
        editable=False,
        help_text="Nơi trở về sau khi bổ sung, tách vụ việc hoặc xem xét lại.",
    )
    outcome = models.CharField(
        "kết quả",
        max_length=16,
        choices=Outcome,
        blank=True,
        help_text="Kết luận; khác với tình trạng.",
    )
    document_number = models.CharField(
        "số văn bản", max_length=60, blank=True, help_text="Văn bản kết luận, người gửi đọc được."
    )
    register_number = models.CharField(
        "số vào sổ", max_length=60, blank=True, help_text="Số trong sổ tiếp nhận của đơn vị."
    )
    officer = user_key(
        "cán bộ giải quyết",
        "Ai chịu trách nhiệm xác minh; trống khi chưa ai nhận.",
        null=True,
        db_index=False,
    )  # report_held begins with it
    verify_by = models.DateField(
        "trình trước ngày",
        null=True,
        blank=True,
        help_text="Hạn lãnh đạo giao: đến hết ngày này phải có đề xuất kết luận.",
    )
    proposed_at = models.DateTimeField(
        "đề xuất lúc",
        null=True,
        blank=True,
        help_text="Có khi đề xuất kết luận đang chờ lãnh đạo quyết định.",
    )
    proposed_outcome = models.CharField(
        "kết quả đề xuất",
        max_length=16,
        choices=Outcome,
        blank=True,
        db_default="",
        help_text="Kết quả mà cán bộ xác minh đề xuất.",
    )
    proposed_number = models.CharField(
        "số văn bản đề xuất",
        max_length=60,
        blank=True,
        db_default="",
        help_text="Văn bản kèm đề xuất.",
    )
    proposed_words = EncryptedTextField(
        "trả lời đề xuất",
        blank=True,
        db_default="",
        editable=False,
        help_text="Lời trả lời người gửi mà cán bộ xác minh soạn, được mã hoá khi lưu.",
    )
    identity = models.CharField(
        "danh tính người gửi",
        max_length=12,
        choices=Identity,
        default=Identity.CONFIDENTIAL,
        help_text="Người gửi chọn trước khi gửi.",
    )
    secret_hash = models.CharField(
        "dấu mã bí mật",
        max_length=64,
        blank=True,
        editable=False,
        help_text="Dấu có khoá của mã mà người gửi nặc danh giữ.",
    )
    words = EncryptedTextField(
        "nội dung", blank=True, editable=False, help_text="Lời người gửi, được mã hoá khi lưu."
    )
    details = EncryptedTextField(
        "chi tiết",
        blank=True,
        editable=False,
        help_text="Người liên quan, liên lạc của kẻ lừa đảo, số tiền…, mã hoá.",
    )
    search_words = models.TextField(
        "từ khoá",
        blank=True,
        editable=False,
        help_text="Nội dung không dấu, đã che số điện thoại và giấy tờ; để tìm.",
    )
    language = models.CharField(
        "ngôn ngữ", max_length=8, default="vi", help_text="Ngôn ngữ người gửi dùng."
    )
    occurred_from = models.DateTimeField(
        "xảy ra từ", null=True, blank=True, help_text="Trống khi người gửi không biết."
    )
    occurred_to = models.DateTimeField(
        "xảy ra đến", null=True, blank=True, help_text="Trống khi chỉ là một lúc."
    )
    place_words = EncryptedTextField(
        "địa điểm", blank=True, editable=False, help_text="Nơi xảy ra theo lời người gửi, mã hoá."
    )
    place_certainty = models.CharField(
        "độ chính xác của địa điểm",
        max_length=12,
        choices=Certainty,
        default=Certainty.UNKNOWN,
        help_text="Người gửi tự cho biết.",
    )
    latitude = models.FloatField(
        "vĩ độ",
        null=True,
        blank=True,
        validators=validate_latitude,
        help_text="Nơi xảy ra, không phải nơi người gửi đứng.",
    )
    longitude = models.FloatField(
        "kinh độ",
        null=True,
        blank=True,
        validators=validate_longitude,
        help_text="Ghi cùng vĩ độ.",
    )
    first_received_at = models.DateTimeField(
        "nhận lần đầu lúc",
        default=timezone.now,
        help_text="Thời hạn tính từ đây, kể cả khi phân loại lại hoặc chuyển.",
    )
    due_at = models.DateTimeField(
        "hạn", null=True, blank=True, help_text="Trống khi không có thời hạn hoặc đã kết thúc."
    )
    due_citation = models.CharField(
        "căn cứ của hạn", max_length=300, blank=True, help_text="Điều, khoản của thời hạn."
    )
    extended = models.BooleanField(
        "đã gia hạn", default=False, help_text="Chỉ được gia hạn một lần."
    )
    supply_by = models.DateTimeField(
        "bổ sung trước", null=True, blank=True, help_text="Có khi đang chờ người gửi bổ sung."
    )
    disputed_at = models.DateTimeField(
        "đề nghị xem xét lại lúc",
        null=True,
        blank=True,
        help_text="Mỗi phản ánh chỉ một lần.",
    )
    decided_at = models.DateTimeField(
        "có kết luận lúc",
        null=True,
        blank=True,
        help_text="Khi có quyết định về phản ánh hoặc vụ việc đã gộp; hạn đề nghị tính từ đây.",
    )
    ended_at = models.DateTimeField(
        "kết thúc lúc", null=True, blank=True, help_text="Lúc kết luận, không thụ lý, gộp, rút."
    )
    changed_at = models.DateTimeField(
        "thay đổi lúc", default=timezone.now, help_text="Lần thay đổi gần nhất."
    )
    events_count = models.PositiveIntegerField(
        "số diễn biến",
        default=0,
        editable=False,
        help_text="Để biết có ai vừa thay đổi phản ánh.",
    )
    incident = foreign_key(
        Incident,
        "vụ việc",
        "Vụ việc mà nhiều phản ánh cùng nói đến.",
        null=True,
        related_name="reports",
    )
    demo = models.BooleanField(
        "dữ liệu thử", default=False, editable=False, help_text="Do dữ liệu thử tạo ra."
    )
    erased_at = models.DateTimeField(
        "xoá nội dung lúc",
        null=True,
        blank=True,
        help_text="Từ lúc này không còn lời nào của người gửi.",
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "phản ánh"
        verbose_name_plural = "phản ánh"
        # No ordering: the admin would put it before the order of the chosen part of the queue.
        permissions = (
            ("receive_report", "Được tiếp nhận, phân loại, chuyển phản ánh"),
            ("verify_report", "Được xác minh phản ánh và xem bằng chứng"),
            ("lead_report", "Được thụ lý, kết luận phản ánh như lãnh đạo"),
            ("see_crime", "Được xem tố giác, tin báo về tội phạm"),
            ("see_about_officer", "Được xem phản ánh về cán bộ"),
            ("open_seal", "Được mở niêm phong danh tính người gửi khi có lý do"),
            ("export_evidence", "Được xuất bằng chứng kèm chuỗi lưu giữ"),
        )
        indexes = report_rules.INDEXES
        constraints = report_rules.CONSTRAINTS

    def __str__(self) -> str:
        """Name nobody: the admin keeps this text in its history."""
        return f"Phản ánh {self.number}"

    @property
    def traits(self) -> Traits:
        """What decides which moves it may make."""
        of_kind: Traits = self.kind.traits
        held, proposed = self.officer_id is not None, self.proposed_at is not None
        return replace(of_kind, held=held, proposed=proposed)

    @property
    def is_open(self) -> bool:
        """True if nobody has decided yet."""
        return self.status in OPEN

    @property
    def is_late(self) -> bool:
        """True if the office should have acted by now."""
        return self.is_open and self.due_at is not None and self.due_at < timezone.now()
