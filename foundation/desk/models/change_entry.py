"""The log of changes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from foundation.records.append_only import Expiring
from foundation.records.keys import foreign_key, user_key
from foundation.records.wording import show_moment


class ChangeEntry(Expiring):
    """One change by an officer or a command, with the values before and after.

    Of secrets and personal fields only the names are kept: an entry says nothing about a citizen,
    so it survives an erasure.
    """

    MAX_WHAT = 200
    # The table's triggers keep entries so long, whatever the settings say. The migration has the
    # same number.
    MINIMUM_DAYS = 730

    class Act(models.TextChoices):
        """What happened to the row."""

        ADDED = "added", "Thêm"
        CHANGED = "changed", "Thay đổi"
        DELETED = "deleted", "Xoá"

    class Where(models.TextChoices):
        """From where the change was made."""

        ADMIN = "admin", "Trang quản trị"
        COMMAND = "command", "Lệnh vận hành"

    at = models.DateTimeField("thời điểm", default=timezone.now, help_text="Thời điểm thay đổi.")
    officer = user_key(
        "cán bộ", "Tài khoản đã thay đổi; trống khi là lệnh vận hành.", null=True, db_index=False
    )
    office = foreign_key(
        settings.OFFICE_MODEL, "đơn vị", "Nơi công tác của cán bộ vào lúc đó.", null=True
    )
    act = models.CharField(
        "việc", max_length=10, choices=Act.choices, help_text="Dòng được thêm, thay đổi hay xoá."
    )
    what = models.CharField(
        "nội dung", max_length=MAX_WHAT, help_text="Lời của nút bấm, hoặc «Sửa» khi lưu biểu mẫu."
    )
    model = models.CharField(
        "loại dữ liệu", max_length=60, help_text="Loại dòng bị thay đổi, ví dụ «offices.office»."
    )
    key = models.CharField(
        "mã dòng",
        max_length=200,
        blank=True,
        help_text="Mã nội bộ của dòng; trống khi là nhiều dòng.",
    )
    differences = models.JSONField(
        "khác biệt",
        default=list,
        blank=True,
        help_text="Từng ô: trước và sau; ô bí mật chỉ có tên.",
    )
    words = models.TextField(
        "lời để tìm",
        blank=True,
        editable=False,
        help_text="Việc và tên các trường, không dấu; không có giá trị nào.",
    )
    where = models.CharField(
        "nơi", max_length=10, choices=Where.choices, help_text="Thay đổi qua đâu."
    )
    command = models.CharField(
        "lệnh", max_length=60, blank=True, help_text="Tên lệnh vận hành, khi là lệnh."
    )
    request_id = models.CharField(
        "mã yêu cầu",
        max_length=32,
        blank=True,
        help_text="Tìm được cùng yêu cầu trong nhật ký máy chủ.",
    )

    class Meta:
        verbose_name = "lượt thay đổi"
        verbose_name_plural = "nhật ký thay đổi"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="change_newest"),
            models.Index(fields=["officer", "-at", "-id"], name="change_officer"),
            models.Index(fields=["model", "key", "-at"], name="change_row"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(officer__isnull=False, command="")
                | (Q(officer__isnull=True) & ~Q(command="")),
                name="change_actor_named",
                violation_error_message="Lượt thay đổi phải nêu cán bộ hoặc tên lệnh.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} – {show_moment(self.at)}"
