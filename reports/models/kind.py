"""Kinds of reports, as data: what they must contain, how long they take, who receives them."""

from django.db import models
from django.db.models import Q

from foundation.records.keys import foreign_key
from reports.workflow import Desk, Traits


class Anonymity(models.TextChoices):
    """Whether a kind may be reported without a name."""

    NO = "no", "Không nhận nặc danh"
    WITH_EVIDENCE = "with_evidence", "Nặc danh nếu có bằng chứng cụ thể"
    WARNED = "warned", "Nặc danh, có lời nhắc"
    YES = "yes", "Nhận nặc danh"


class ReportKind(models.Model):
    """One kind. It is off until the decision that announces this channel is entered.

    Decree 61/2026/NĐ-CP, article 19.1: who receives data announces the ways of receiving it.
    """

    code = models.SlugField(
        "mã",
        max_length=30,
        primary_key=True,
        help_text="Mã ngắn không dấu, ví dụ «traffic_violation». Không đổi sau khi đã dùng.",
    )
    name = models.CharField("tên", max_length=100, help_text="Người dân thấy tên này.")
    description = models.CharField(
        "mô tả", max_length=300, help_text="Một câu: phản ánh loại này là gì, kèm ví dụ."
    )
    order = models.PositiveSmallIntegerField("thứ tự", default=0, help_text="Số nhỏ hiện trước.")
    law = models.CharField(
        "căn cứ", max_length=500, help_text="Điều, khoản và văn bản cho phép nhận loại này."
    )
    desk = models.CharField(
        "bộ phận tiếp nhận",
        max_length=12,
        choices=Desk,
        default=Desk.GENERAL,
        help_text="Chỉ bộ phận này của đơn vị nhận mới thấy phản ánh.",
    )
    anonymity = models.CharField(
        "nặc danh", max_length=14, choices=Anonymity, help_text="Có nhận phản ánh không tên không."
    )
    anonymity_warning = models.CharField(
        "lời nhắc khi nặc danh",
        max_length=300,
        blank=True,
        help_text="Hiện trước khi gửi không tên.",
    )
    plain = models.BooleanField(
        "trả lời không cần thụ lý",
        default=False,
        help_text="Bật với kiến nghị và phản ánh hiện trường: lãnh đạo kết luận ngay được.",
    )
    is_crime = models.BooleanField(
        "tố giác, tin báo về tội phạm",
        default=False,
        help_text="Không bao giờ bị từ chối; người gửi chỉ nhận tin đã tiếp nhận và chuyển giao.",
    )
    switched_on = models.BooleanField(
        "đang nhận",
        default=False,
        help_text="Chỉ bật được khi đã ghi văn bản công bố kênh tiếp nhận.",
    )
    announced_by = models.CharField(
        "văn bản công bố",
        max_length=200,
        blank=True,
        help_text="Số, ngày văn bản công bố ứng dụng này là kênh tiếp nhận (NĐ 61/2026 Đ19k1).",
    )
    announced_on = models.DateField(
        "ngày công bố", null=True, blank=True, help_text="Ngày của văn bản công bố."
    )
    lawful_way = models.TextField(
        "cách phản ánh khi chưa nhận ở đây",
        max_length=1000,
        help_text="Người dân đọc khi loại này đang tắt: đến đâu, gọi số nào, gửi thư ra sao.",
    )
    doubt = models.TextField(
        "điều chưa chắc chắn",
        max_length=1000,
        blank=True,
        help_text="Điều phải hỏi trước khi bật; người dân không thấy.",
    )
    imported_fingerprint = models.CharField(
        "dấu vết lần nhập",
        max_length=64,
        blank=True,
        editable=False,
        help_text="Để biết cán bộ đã sửa gì sau lần nhập gần nhất.",
    )

    imported_marks = models.JSONField(
        "dấu vết từng phần",
        default=dict,
        db_default=models.Value({}, models.JSONField()),  # the version before knows no such column
        blank=True,
        editable=False,
        help_text="Dấu vết của từng phần như bản phát hành đã ghi, để chỉ giữ phần cán bộ đã sửa.",
    )

    class Meta:
        verbose_name = "loại phản ánh"
        verbose_name_plural = "loại phản ánh"
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                name="report_kind_announced",
                condition=Q(switched_on=False)
                | (~Q(announced_by="") & Q(announced_on__isnull=False)),
                violation_error_message="Ghi văn bản và ngày công bố kênh tiếp nhận trước khi "
                "bật loại này.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def traits(self) -> Traits:
        """What of the kind decides which moves its reports may make."""
        return Traits(is_crime=self.is_crime, plain=self.plain)


class Particular(models.TextChoices):
    """What a report may contain."""

    WORDS = "words", "Nội dung"
    OCCURRED = "occurred", "Thời gian xảy ra"
    PLACE = "place", "Địa điểm"
    EVIDENCE = "evidence", "Ảnh hoặc video gốc"
    PLATE = "plate", "Biển số xe"
    TOPIC = "topic", "Loại hành vi"
    SUSPECT = "suspect", "Người liên quan"
    CONTACTS = "contacts", "Số điện thoại, tài khoản, đường dẫn của kẻ lừa đảo"
    LOSS = "loss", "Số tiền bị mất"
    OFFICE = "office", "Đơn vị, cán bộ được phản ánh"
    NAME = "name", "Họ tên người gửi"
    ADDRESS = "address", "Địa chỉ người gửi"
    PHONE = "phone", "Điện thoại người gửi"


class Need(models.TextChoices):
    """How much a kind needs a particular."""

    REQUIRED = "required", "Phải có"
    IF_KNOWN = "if_known", "Hỏi, có thể không biết"


class KindParticular(models.Model):
    """What reports of a kind have to contain, or are asked for."""

    kind = foreign_key(
        ReportKind,
        "loại phản ánh",
        "Loại phản ánh cần thông tin này.",
        related_name="particulars",
        on_delete=models.CASCADE,
    )
    particular = models.CharField(
        "thông tin", max_length=10, choices=Particular, help_text="Thông tin người dân ghi."
    )
    need = models.CharField(
        "mức cần", max_length=10, choices=Need, help_text="Thiếu thì gửi được hay không."
    )
    prompt = models.CharField(
        "câu hỏi", max_length=200, help_text="Người dân đọc câu này khi điền hoặc khi còn thiếu."
    )

    class Meta:
        verbose_name = "thông tin cần có"
        verbose_name_plural = "thông tin cần có"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "particular"],
                name="kind_particular_once",
                violation_error_message="Mỗi loại chỉ hỏi một thông tin một lần.",
            )
        ]

    def __str__(self) -> str:
        return str(Particular(self.particular).label)


class Topic(models.Model):
    """An act that a kind distinguishes, such as environment or fire; routing depends on it."""

    kind = foreign_key(
        ReportKind,
        "loại phản ánh",
        "Loại phản ánh có hành vi này.",
        related_name="topics",
        on_delete=models.CASCADE,
    )
    code = models.SlugField("mã", max_length=30, help_text="Mã ngắn không dấu, duy nhất.")
    name = models.CharField("tên", max_length=100, help_text="Người dân chọn theo tên này.")
    order = models.PositiveSmallIntegerField("thứ tự", default=0, help_text="Số nhỏ hiện trước.")

    class Meta:
        verbose_name = "loại hành vi"
        verbose_name_plural = "loại hành vi"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code"],
                name="topic_code_once",
                violation_error_message="Mã đã dùng trong loại phản ánh này.",
            )
        ]

    def __str__(self) -> str:
        return self.name
