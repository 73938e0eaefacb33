"""Translations of a procedure's texts, each stored with its Vietnamese source."""

from typing import Any

from django.db import models

from foundation.records.keys import foreign_key, user_key
from procedures.choices import Language, Origin
from procedures.models.procedure import Procedure
from procedures.translations.matching import mark_of
from procedures.validators import validate_link

MAX_WORDS = 6000  # the longest step has 4,000 letters, and English is longer


class Translation(models.Model):
    """One text of one procedure in one language.

    It belongs to the Vietnamese words, not to a row: each import creates rows anew. `order` only
    matches texts after the Vietnamese words have changed.
    """

    procedure = foreign_key(
        Procedure,
        "thủ tục",
        "Thủ tục được dịch.",
        related_name="translations",
        on_delete=models.CASCADE,
    )
    language = models.CharField(
        "ngôn ngữ", max_length=2, choices=Language, help_text="Dịch sang tiếng nào."
    )
    field = models.CharField(
        "phần", max_length=40, help_text="Phần nào của thủ tục, ví dụ documents.name."
    )
    order = models.PositiveSmallIntegerField(
        "thứ tự", default=0, help_text="Câu thứ mấy của phần ấy, từ 0."
    )
    source = models.TextField("câu gốc", help_text="Câu tiếng Việt mà bản dịch này dịch.")
    source_mark = models.CharField(
        "dấu câu gốc", max_length=32, editable=False, help_text="Dấu vân tay của câu gốc."
    )
    words = models.TextField("bản dịch", max_length=MAX_WORDS, help_text="Lời dịch.")
    back_translation = models.TextField(
        "dịch ngược",
        blank=True,
        default="",
        db_default="",
        max_length=MAX_WORDS,
        help_text="Lời dịch nói gì, bằng tiếng Việt: để cán bộ không biết tiếng ấy so với câu gốc.",
    )
    origin = models.CharField(
        "nguồn dịch",
        max_length=10,
        choices=Origin,
        default=Origin.MACHINE,
        help_text="Máy dịch, người dịch đã soát, hay bản chính thức.",
    )
    source_url = models.URLField(
        "địa chỉ bản chính thức",
        max_length=600,
        blank=True,
        validators=[validate_link],
        help_text="Trang của Bộ Công an; bắt buộc với bản chính thức.",
    )
    translated_on = models.DateField("ngày dịch", help_text="Ngày dịch hoặc soát gần nhất.")
    stale = models.BooleanField(
        "câu gốc đã đổi",
        default=False,
        editable=False,
        help_text="Bản nháp không còn câu tiếng Việt này.",
    )
    reviewer = user_key("người soát", "Trống khi lời dịch đến từ tệp.", null=True)
    reviewed_at = models.DateTimeField(
        "soát lúc", null=True, blank=True, help_text="Lần soát gần nhất."
    )

    published = models.BooleanField(
        "đã công bố",
        default=False,
        db_default=False,
        editable=False,
        help_text="Người dân đang thấy đúng lời dịch này.",
    )

    class Meta:
        verbose_name = "bản dịch"
        verbose_name_plural = "bản dịch"
        ordering = ("procedure", "language", "field", "order", "pk")
        permissions = (("adopt_translation", "Được nhận bản dịch chính thức"),)
        constraints = (
            models.UniqueConstraint(
                fields=["procedure", "language", "field", "source_mark"],
                name="translation_unique",
                violation_error_message="Câu này đã có bản dịch.",
            ),
            models.CheckConstraint(
                condition=~models.Q(origin=Origin.OFFICIAL) | ~models.Q(source_url=""),
                name="official_translation_has_url",
                violation_error_message="Bản chính thức phải có địa chỉ trang của Bộ Công an.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.procedure_id} · {self.get_language_display()} · {self.field}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Update the mark of the Vietnamese words."""
        self.source_mark = mark_of(self.source)
        super().save(*args, **kwargs)
