"""The parts of a draft: rows below a procedure, in the officers' order.

Time limits and fees refer to their channel instead of being its children: the admin edits a whole
procedure on one page, and a fee without a channel applies to every channel.
"""

from django.core.validators import MinValueValidator
from django.db import models

from procedures.choices import (
    ChannelKind,
    Requirement,
    SourceType,
    TimeRelation,
    TimeUnit,
)
from procedures.models.fees import Fee
from procedures.models.next_procedure import NextProcedure
from procedures.models.official_form import FormUse
from procedures.models.part_bases import InCase, InChannel, Part
from procedures.validators import validate_link

_CONDITION = "Khi nào áp dụng; để trống nếu luôn áp dụng."
_LEGAL_BASIS = "Văn bản quy định, nếu nguồn nêu."


class RequiredDocument(InCase):
    """Thành phần hồ sơ."""

    name = models.TextField(
        "giấy tờ", max_length=1000, help_text="Tên giấy tờ phải nộp hoặc xuất trình."
    )
    original_count = models.PositiveSmallIntegerField(
        "bản chính", default=0, help_text="Số bản chính."
    )
    copy_count = models.PositiveSmallIntegerField("bản sao", default=0, help_text="Số bản sao.")
    requirement = models.CharField(
        "yêu cầu",
        max_length=12,
        choices=Requirement,
        default=Requirement.REQUIRED,
        help_text="Luôn cần hay theo trường hợp.",
    )
    condition = models.CharField(
        "điều kiện",
        max_length=500,
        blank=True,
        help_text="Bắt buộc khi giấy tờ chỉ cần theo trường hợp.",
    )
    form_code = models.CharField(
        "mẫu", max_length=120, blank=True, help_text="Ký hiệu mẫu, ví dụ TK01."
    )

    class Meta(InCase.Meta):
        default_related_name = "documents"
        verbose_name = "giấy tờ"
        verbose_name_plural = "thành phần hồ sơ"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(requirement=Requirement.REQUIRED) | ~models.Q(condition=""),
                name="conditional_document_has_condition",
                violation_error_message="Giấy tờ theo trường hợp phải nêu điều kiện.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Step(InCase):
    """Một bước trong trình tự thực hiện."""

    title = models.CharField("bước", max_length=300, help_text="Tên ngắn của bước.")
    detail = models.TextField(
        "nội dung", max_length=4000, blank=True, help_text="Người dân làm gì ở bước này."
    )

    class Meta(InCase.Meta):
        default_related_name = "steps"
        verbose_name = "bước"
        verbose_name_plural = "trình tự thực hiện"

    def __str__(self) -> str:
        return self.title


class Channel(Part):
    """Cách thức thực hiện: a way to file a dossier."""

    kind = models.CharField(
        "cách thức", max_length=10, choices=ChannelKind, help_text="Nộp hồ sơ bằng cách nào."
    )
    time_relation = models.CharField(
        "quan hệ giữa các thời hạn",
        max_length=12,
        choices=TimeRelation,
        default=TimeRelation.SINGLE,
        help_text="Nhiều thời hạn là các lựa chọn theo điều kiện hay các giai đoạn nối tiếp.",
    )

    class Meta(Part.Meta):
        default_related_name = "channels"
        verbose_name = "cách thức nộp"
        verbose_name_plural = "cách thức nộp"
        constraints = (
            models.UniqueConstraint(
                fields=["procedure", "kind"],
                name="channel_kind_unique",
                violation_error_message="Cách thức này đã có.",
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()


class TimeLimit(InChannel):
    """Thời hạn giải quyết."""

    value = models.DecimalField(
        "số",
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="Ví dụ 8 hoặc 0,5; để trống khi chỉ có lời diễn giải.",
    )
    unit = models.CharField(
        "đơn vị tính", max_length=12, choices=TimeUnit, blank=True, help_text="Đơn vị của thời hạn."
    )
    text = models.CharField(
        "diễn giải", max_length=500, blank=True, help_text="Thời hạn bằng chữ, như nguồn nêu."
    )
    condition = models.CharField("điều kiện", max_length=500, blank=True, help_text=_CONDITION)
    legal_basis = models.CharField("căn cứ", max_length=300, blank=True, help_text=_LEGAL_BASIS)

    class Meta(InChannel.Meta):
        default_related_name = "time_limits"
        verbose_name = "thời hạn"
        verbose_name_plural = "thời hạn giải quyết"

    def __str__(self) -> str:
        return self.text or f"{self.value} {self.get_unit_display()}"


class LegalBasis(Part):
    """Căn cứ pháp lý."""

    number = models.CharField("số hiệu", max_length=60, help_text="Ví dụ 49/2019/QH14.")
    title = models.TextField(
        "tên văn bản", max_length=1000, blank=True, help_text="Tên đầy đủ của văn bản."
    )
    issued_date = models.DateField(
        "ngày ban hành", null=True, blank=True, help_text="Ngày ký ban hành."
    )
    superseded_by = models.CharField(
        "bị thay bởi",
        max_length=120,
        blank=True,
        help_text="Để trống không có nghĩa là còn hiệu lực.",
    )
    expired_on = models.DateField(
        "hết hiệu lực", null=True, blank=True, help_text="Chỉ ghi khi biết rõ."
    )

    class Meta(Part.Meta):
        default_related_name = "legal_basis"
        verbose_name = "căn cứ pháp lý"
        verbose_name_plural = "căn cứ pháp lý"

    def __str__(self) -> str:
        return self.number


class Source(Part):
    """The source of a procedure's facts."""

    name = models.CharField("tên nguồn", max_length=200, help_text="Tên trang hoặc văn bản.")
    type = models.CharField(
        "loại nguồn", max_length=30, choices=SourceType, help_text="Mức chính thức của nguồn."
    )
    url = models.URLField(
        "địa chỉ",
        max_length=600,
        blank=True,
        validators=[validate_link],
        help_text="Địa chỉ trang nguồn.",
    )
    date = models.DateField(
        "ngày lấy", null=True, blank=True, help_text="Ngày lấy nội dung từ nguồn."
    )
    reference = models.CharField(
        "tham chiếu",
        max_length=300,
        blank=True,
        help_text="Bản thu thập dùng để đối chiếu; không hiện cho người dân.",
    )

    class Meta(Part.Meta):
        default_related_name = "sources"
        verbose_name = "nguồn"
        verbose_name_plural = "nguồn"

    def __str__(self) -> str:
        return self.name


# (name in the draft, model), in the order of the import format.
PARTS: tuple[tuple[str, type[Part]], ...] = (
    ("documents", RequiredDocument),
    ("steps", Step),
    ("channels", Channel),
    ("time_limits", TimeLimit),
    ("fees", Fee),
    ("forms", FormUse),
    ("legal_basis", LegalBasis),
    ("next_procedures", NextProcedure),
    ("sources", Source),
)
