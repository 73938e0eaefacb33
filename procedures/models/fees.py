"""Fees with their periods, and reductions that one act grants for many procedures."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from foundation.records.keys import foreign_key
from procedures.choices import Certainty, ChannelKind, Currency
from procedures.models.dated import NOT_PUBLIC, PERIOD_IN_ORDER, Dated
from procedures.models.part_bases import InChannel, Part
from procedures.validators import validate_slug

_LEGAL_BASIS = "Văn bản quy định, nếu nguồn nêu."


class Fee(InChannel, Dated):
    """Phí, lệ phí: the fee of one case, from one day to another."""

    name = models.CharField(
        "khoản thu", max_length=200, blank=True, help_text="Ví dụ: Sát hạch lý thuyết."
    )
    group = models.CharField(
        "nhóm lựa chọn",
        max_length=120,
        blank=True,
        help_text="Câu hỏi mà người dân chọn một trả lời, ví dụ: Lý do cấp hộ chiếu.",
    )
    condition = models.CharField(
        "trường hợp",
        max_length=500,
        blank=True,
        help_text="Một lựa chọn của nhóm, hoặc khi nào thu; để trống nếu luôn thu.",
    )
    amount = models.DecimalField(
        "mức thu",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="Số tiền; 0 nếu không thu; để trống khi chưa rõ.",
    )
    amount_to = models.DecimalField(
        "đến mức",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="Chỉ ghi khi mức thu là một khoảng.",
    )
    currency = models.CharField(
        "tiền tệ", max_length=3, choices=Currency, default=Currency.VND, help_text="Loại tiền."
    )
    unit = models.CharField(
        "đơn vị tính", max_length=60, blank=True, help_text="Ví dụ: hộ chiếu, lần, người."
    )
    legal_basis = models.CharField("căn cứ", max_length=300, blank=True, help_text=_LEGAL_BASIS)
    certainty = models.CharField(
        "mức này dựa vào",
        max_length=12,
        choices=Certainty,
        default=Certainty.REPORTED,
        help_text="Người dân chỉ thấy là chắc chắn khi đã đọc văn bản hoặc tỉnh đã xác nhận.",
    )

    class Meta(InChannel.Meta):
        default_related_name = "fees"
        verbose_name = "phí, lệ phí"
        verbose_name_plural = "phí, lệ phí"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(amount__gte=0),
                name="fee_not_negative",
                violation_error_message="Mức thu không được âm.",
            ),
            models.CheckConstraint(
                condition=models.Q(amount_to__isnull=True)
                | models.Q(amount_to__gte=models.F("amount")),
                name="fee_range_in_order",
                violation_error_message="«Đến mức» không được nhỏ hơn mức thu.",
            ),
            models.CheckConstraint(
                condition=PERIOD_IN_ORDER,
                name="fee_period_in_order",
                violation_error_message="Ngày hết hiệu lực không được trước ngày có hiệu lực.",
            ),
        )

    def __str__(self) -> str:
        amount = "chưa rõ" if self.amount is None else f"{self.amount} {self.currency}"
        return " · ".join(filter(None, [self.condition, self.name, amount]))


class FeeReduction(Dated):
    """Miễn, giảm phí: an act that exempts or reduces, entered once for many procedures."""

    id = models.CharField(
        "định danh",
        max_length=60,
        primary_key=True,
        validators=[validate_slug],
        help_text="Định danh cố định, ví dụ thong-tu-117-2026.",
    )
    name = models.CharField("tên", max_length=200, help_text="Ví dụ: Miễn lệ phí cho công dân số.")
    who = models.CharField(
        "ai được hưởng", max_length=500, help_text="Người dân đọc câu này rồi đánh dấu."
    )
    needs = models.CharField(
        "cần có gì", max_length=500, blank=True, help_text="Điều người dân phải có sẵn trước."
    )
    channel = models.CharField(
        "cách thức",
        max_length=10,
        choices=ChannelKind,
        blank=True,
        help_text="Để trống nếu được hưởng ở mọi cách thức.",
    )
    legal_basis = models.CharField("căn cứ", max_length=300, help_text="Văn bản quy định.")
    imported = models.CharField(
        "dấu vết lần nhập",
        max_length=64,
        editable=False,
        blank=True,
        help_text="Dấu của nội dung ngay sau lần nhập tệp gần nhất.",
    )

    class Meta:
        verbose_name = "miễn, giảm phí"
        verbose_name_plural = "miễn, giảm phí"
        ordering = ("effective_to", "name")
        constraints = (
            models.CheckConstraint(
                condition=PERIOD_IN_ORDER,
                name="reduction_period_in_order",
                violation_error_message="Ngày hết hiệu lực không được trước ngày có hiệu lực.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ReducedFee(Part):
    """Thủ tục được miễn, giảm: the reduction of one procedure's fee by an act."""

    reduction = foreign_key(
        FeeReduction,
        "miễn, giảm phí",
        "Thuộc văn bản miễn, giảm nào.",
        related_name="reduced",
        on_delete=models.CASCADE,
    )
    share = models.PositiveSmallIntegerField(
        "giảm (%)",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="100 là miễn; để trống nếu ghi mức thu còn lại.",
    )
    amount = models.DecimalField(
        "còn phải nộp",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="Mức thu thay cho mức thường; để trống nếu ghi tỷ lệ giảm.",
    )
    needs = models.CharField(
        "cần thêm gì", max_length=300, blank=True, help_text="Điều riêng của thủ tục này."
    )
    clause = models.CharField(
        "điều khoản", max_length=120, blank=True, help_text="Ví dụ: Điều 1 khoản 8 điểm a."
    )
    certainty = models.CharField(
        "dựa vào",
        max_length=12,
        choices=Certainty,
        default=Certainty.REPORTED,
        help_text="Người dân chỉ thấy là chắc chắn khi đã đọc văn bản hoặc tỉnh đã xác nhận.",
    )
    note = models.CharField(
        "ghi chú nội bộ", max_length=500, blank=True, help_text=f"Cho cán bộ. {NOT_PUBLIC}"
    )

    class Meta(Part.Meta):
        default_related_name = "reductions"
        verbose_name = "thủ tục được miễn, giảm"
        verbose_name_plural = "thủ tục được miễn, giảm"
        constraints = (
            models.UniqueConstraint(
                fields=["reduction", "procedure"],
                name="reduced_procedure_unique",
                violation_error_message="Thủ tục này đã có trong văn bản miễn, giảm.",
            ),
            models.CheckConstraint(
                condition=models.Q(share__isnull=True, amount__isnull=False)
                | models.Q(share__isnull=False, amount__isnull=True),
                name="share_or_amount",
                violation_error_message="Ghi tỷ lệ giảm hoặc mức còn phải nộp, không ghi cả hai.",
            ),
        )

    def __str__(self) -> str:
        return str(self.procedure)
