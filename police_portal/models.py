"""What belongs to no app.

Revisions: how every web process learns that what it keeps in memory is old. Keys: how a repeated write is recognised.
What officers changed, and whose account was reviewed.
"""

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from police_portal.append_only import Expiring


class Revision(models.Model):
    """A counter for one body of published data; it moves in the transaction that changes the data."""

    name = models.CharField("tên", max_length=40, primary_key=True, help_text="Phần dữ liệu, ví dụ «catalogue».")
    number = models.PositiveBigIntegerField("số", default=0, help_text="Tăng thêm một sau mỗi lần công bố.")
    changed_at = models.DateTimeField("lúc", auto_now=True, help_text="Lần thay đổi gần nhất.")

    class Meta:
        verbose_name = "bản dữ liệu"
        verbose_name_plural = "bản dữ liệu"

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


def bump_revision(name: str) -> int:
    """Move the revision `name` on and return it. Call inside the transaction that changes the data.

    The row's lock makes changes of one body of data follow each other.
    """
    with transaction.atomic():
        Revision.objects.get_or_create(name=name)
        Revision.objects.filter(name=name).update(number=F("number") + 1)
        return Revision.objects.values_list("number", flat=True).get(name=name)


class IdempotencyKey(models.Model):
    """One write of a caller, kept for a while so that its repetition does nothing; see `police_portal.api.idempotency`."""

    caller = models.CharField("bên gửi", max_length=80, help_text="Ai đã gửi, bằng mã nội bộ, ví dụ «citizen:12».")
    operation = models.CharField("thao tác", max_length=60, help_text="Việc được gửi, ví dụ «me_requests_create».")
    key = models.CharField("dấu của khoá", max_length=64, help_text="Dấu của Idempotency-Key, không phải chính khoá.")
    body_hash = models.CharField("dấu nội dung", max_length=64, help_text="Để nhận ra cùng một nội dung mà không lưu nội dung.")
    result = models.CharField("kết quả", max_length=64, blank=True, help_text="Mã nội bộ của điều đã được tạo.")
    at = models.DateTimeField("lúc", default=timezone.now, db_index=True, help_text="Lần gửi đầu tiên.")

    class Meta:
        verbose_name = "khoá chống gửi lặp"
        verbose_name_plural = "khoá chống gửi lặp"
        constraints = [
            models.UniqueConstraint(
                fields=["caller", "operation", "key"], name="idempotency_key_unique", violation_error_message="Khoá này đã được dùng."
            )
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.at:%d/%m/%Y %H:%M}"


class ChangeEntry(Expiring):
    """One change that an officer or a command made: who, what, when, from where, what stood there before and what after.

    Secrets and what is personal are named without their values, so that an entry says nothing about a citizen and stays.
    """

    MAX_WHAT = 200
    # What the triggers of the table keep, whatever the settings say; the migration that makes them states it once more.
    MINIMUM_DAYS = 730

    class Act(models.TextChoices):
        """What happened to the row."""

        ADDED = "added", "Thêm"
        CHANGED = "changed", "Thay đổi"
        DELETED = "deleted", "Xoá"

    class Where(models.TextChoices):
        """Which door was used."""

        ADMIN = "admin", "Trang quản trị"
        COMMAND = "command", "Lệnh vận hành"

    at = models.DateTimeField("lúc", default=timezone.now, help_text="Thời điểm thay đổi.")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="cán bộ",
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
        help_text="Tài khoản đã thay đổi; trống khi là lệnh vận hành.",
    )
    office = models.ForeignKey(
        "offices.Office",
        models.PROTECT,
        verbose_name="đơn vị",
        related_name="+",
        null=True,
        blank=True,
        help_text="Nơi công tác của cán bộ vào lúc đó.",
    )
    act = models.CharField("việc", max_length=10, choices=Act.choices, help_text="Dòng được thêm, thay đổi hay xoá.")
    what = models.CharField("đã làm gì", max_length=MAX_WHAT, help_text="Lời của nút bấm, hoặc «Sửa» khi lưu biểu mẫu.")
    model = models.CharField("loại dữ liệu", max_length=60, help_text="Loại dòng bị thay đổi, ví dụ «offices.office».")
    key = models.CharField("mã dòng", max_length=100, blank=True, help_text="Mã nội bộ của dòng; trống khi là nhiều dòng.")
    differences = models.JSONField("khác biệt", default=list, blank=True, help_text="Từng ô: trước và sau; ô bí mật chỉ có tên.")
    where = models.CharField("nơi", max_length=10, choices=Where.choices, help_text="Thay đổi qua đâu.")
    command = models.CharField("lệnh", max_length=60, blank=True, help_text="Tên lệnh vận hành, khi là lệnh.")
    request_id = models.CharField("mã yêu cầu", max_length=32, blank=True, help_text="Tìm được cùng yêu cầu trong nhật ký máy chủ.")

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
                condition=Q(officer__isnull=False, command="") | (Q(officer__isnull=True) & ~Q(command="")),
                name="change_actor_named",
                violation_error_message="Lượt thay đổi phải nêu cán bộ hoặc tên lệnh.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} – {timezone.localtime(self.at):%d/%m/%Y %H:%M}"


class AccountReview(Expiring):
    """That a leader looked at an account with its roles and posts, and found it right."""

    MINIMUM_DAYS = 730

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="tài khoản", related_name="reviews", help_text="Tài khoản được rà soát."
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người rà soát", related_name="+", db_index=False, help_text="Ai đã rà soát."
    )
    roles = models.CharField("vai trò lúc đó", max_length=300, blank=True, help_text="Các nhóm quyền của tài khoản vào lúc rà soát.")
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Thời điểm rà soát.")

    class Meta:
        verbose_name = "lượt rà soát tài khoản"
        verbose_name_plural = "lượt rà soát tài khoản"
        ordering = ["-at", "-pk"]
        permissions = [("review_accounts", "Được rà soát tài khoản của đơn vị mình")]

    def __str__(self) -> str:
        return f"{self.user} – {timezone.localtime(self.at):%d/%m/%Y}"
