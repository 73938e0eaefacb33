"""Notes of officers to colleagues, and who is asked to look."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from foundation.records.encryption import EncryptedTextField
from foundation.records.keys import foreign_key, user_key


class Note(models.Model):
    """What an officer tells colleagues about a row of a work list.

    It stands in a table of its own, which nothing that citizens read ever asks. Words may name a
    citizen: they are encrypted, and go with the citizen's own.
    """

    MAX_TEXT = 1000

    page = models.CharField(
        "trang", max_length=60, help_text="Loại dòng, ví dụ «feedback.question»."
    )
    key = models.CharField("mã dòng", max_length=40, help_text="Mã nội bộ của dòng.")
    officer = user_key(
        "cán bộ", "Ai đã ghi.", db_index=False
    )  # nobody asks for what one officer said
    text = EncryptedTextField("nội dung", editable=False, help_text="Được mã hoá khi lưu.")
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Thời điểm ghi.")

    class Meta:
        verbose_name = "ghi chú nội bộ"
        verbose_name_plural = "ghi chú nội bộ"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["page", "key", "id"], name="note_of_row"),
            models.Index(fields=["at"], name="note_at"),
        ]

    def __str__(self) -> str:
        """Name nobody."""
        return f"Ghi chú {self.pk}"


class Mention(models.Model):
    """A colleague whom a note asks to look at the row."""

    note = foreign_key(
        Note,
        "ghi chú",
        "Ghi chú nhắc đến cán bộ.",
        related_name="mentions",
        on_delete=models.CASCADE,
        db_index=False,
    )  # mention_once begins with it
    officer = user_key("cán bộ", "Ai được nhắc.", db_index=False)  # mention_unseen begins with it
    seen_at = models.DateTimeField(
        "xem lúc", null=True, blank=True, help_text="Trống khi chưa mở dòng ấy."
    )

    class Meta:
        verbose_name = "lượt nhắc"
        verbose_name_plural = "lượt nhắc"
        indexes = [
            models.Index(
                fields=["officer", "note"], condition=Q(seen_at__isnull=True), name="mention_unseen"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["note", "officer"],
                name="mention_once",
                violation_error_message="Cán bộ này đã được nhắc.",
            ),
        ]

    def __str__(self) -> str:
        """Name nobody."""
        return f"Lượt nhắc {self.pk}"
