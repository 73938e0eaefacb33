"""Forms that the law prescribes, each entered once, and the procedures that need them."""

from django.core.validators import MinValueValidator
from django.db import models

from foundation.records.keys import foreign_key
from procedures.choices import Certainty, FormPurpose
from procedures.models.dated import PERIOD_IN_ORDER, Dated
from procedures.models.part_bases import Part
from procedures.validators import validate_secure_link, validate_slug


class OfficialForm(Dated):
    """Biểu mẫu: one official form with its period, its file, and its replacement."""

    id = models.CharField(
        "định danh",
        max_length=60,
        primary_key=True,
        validators=[validate_slug],
        help_text="Định danh cố định, ví dụ ct01-2026.",
    )
    code = models.CharField(
        "ký hiệu", max_length=60, blank=True, help_text="Ký hiệu mẫu, ví dụ TK01."
    )
    name = models.CharField(
        "tên mẫu", max_length=300, help_text="Tên chính thức, như văn bản ban hành ghi."
    )
    legal_basis = models.CharField(
        "ban hành kèm", max_length=300, blank=True, help_text="Văn bản ban hành mẫu."
    )
    purpose = models.CharField(
        "dùng để",
        max_length=8,
        choices=FormPurpose,
        default=FormPurpose.FILL_IN,
        help_text="Người dân điền, hay cơ quan cấp cho người dân.",
    )
    link = models.URLField(
        "tệp",
        max_length=500,
        blank=True,
        validators=[validate_secure_link],
        help_text="Nơi tải mẫu, bắt đầu bằng https://.",
    )
    link_source = models.CharField(
        "nguồn của tệp", max_length=200, blank=True, help_text="Cơ quan đăng tệp."
    )
    replaced_by = foreign_key(
        "self",
        "được thay bằng",
        "Mẫu dùng thay mẫu này; mọi thủ tục đang dùng mẫu này tự chuyển sang.",
        null=True,
        related_name="replaces",
    )
    certainty = models.CharField(
        "mẫu này dựa vào",
        max_length=12,
        choices=Certainty,
        default=Certainty.REPORTED,
        help_text="Người dân chỉ thấy là chắc chắn khi đã đọc văn bản hoặc tỉnh đã xác nhận.",
    )
    imported = models.CharField(
        "dấu vết lần nhập",
        max_length=64,
        editable=False,
        blank=True,
        help_text="Dấu của nội dung ngay sau lần nhập tệp gần nhất.",
    )

    class Meta:
        verbose_name = "biểu mẫu"
        verbose_name_plural = "biểu mẫu"
        ordering = ("code", "name", "pk")
        constraints = (
            models.CheckConstraint(
                condition=PERIOD_IN_ORDER,
                name="form_period_in_order",
                violation_error_message="Ngày hết hiệu lực không được trước ngày có hiệu lực.",
            ),
            models.CheckConstraint(
                condition=models.Q(replaced_by__isnull=True)
                | ~models.Q(replaced_by=models.F("id")),
                name="form_not_replaced_by_itself",
                violation_error_message="Mẫu không thể được thay bằng chính nó.",
            ),
            models.CheckConstraint(
                condition=models.Q(replaced_by__isnull=True) | models.Q(effective_to__isnull=False),
                name="replaced_form_has_last_day",
                violation_error_message="Mẫu đã được thay phải ghi ngày cuối cùng còn dùng.",
            ),
            models.UniqueConstraint(
                fields=["code", "legal_basis", "effective_from"],
                condition=~models.Q(code=""),
                name="form_code_and_start_unique",
                violation_error_message="Mẫu có ký hiệu, văn bản và ngày có hiệu lực này đã có.",
            ),
            models.UniqueConstraint(
                fields=["code", "legal_basis"],
                condition=~models.Q(code="") & models.Q(effective_from__isnull=True),
                name="form_code_without_start_unique",
                violation_error_message="Mẫu có ký hiệu và văn bản này, chưa rõ ngày, đã có.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()


class FormUse(Part):
    """Biểu mẫu của thủ tục: a form that a procedure needs, and when."""

    form = foreign_key(
        OfficialForm,
        "biểu mẫu",
        "Mẫu nào; khi mẫu được thay, thủ tục tự hiện mẫu mới.",
        related_name="uses",
    )
    condition = models.CharField(
        "khi nào cần",
        max_length=300,
        blank=True,
        help_text="Ai dùng, trường hợp nào; để trống nếu luôn cần.",
    )
    copies = models.PositiveSmallIntegerField(
        "số bản",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Nộp mấy bản; để trống nếu nguồn không nêu.",
    )
    filled_online = models.BooleanField(
        "khai trên mạng",
        default=False,
        help_text="Nộp trực tuyến thì khai ngay trên mạng, không cần tệp.",
    )

    class Meta(Part.Meta):
        default_related_name = "forms"
        verbose_name = "mẫu đơn, tờ khai"
        verbose_name_plural = "mẫu đơn, tờ khai"
        constraints = (
            models.UniqueConstraint(
                fields=["procedure", "form", "condition"],
                name="form_use_unique",
                violation_error_message="Thủ tục đã có mẫu này.",
            ),
        )

    def __str__(self) -> str:
        return str(self.form)
