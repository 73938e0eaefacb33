"""The access log: who looked at whose data."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from citizens.models.citizen import Citizen
from foundation.records.append_only import Expiring, ExpiringQuerySet
from foundation.records.keys import foreign_key, user_key
from foundation.records.wording import show_moment
from offices.models import Office

# How long the triggers of the table keep every row, whatever the settings say. The migration that
# makes the triggers repeats this number.
MINIMUM_DAYS = 730


class AccessEntry(Expiring):
    """One look at personal data, or one attempt that was refused.

    It says who looked at what, when and where, in internal numbers only. As it holds no name, phone
    or code, it says nothing about an erased citizen and stays.
    """

    class Actor(models.TextChoices):
        """Who acted."""

        OFFICER = "officer", "Cán bộ"
        CITIZEN = "citizen", "Công dân"
        MACHINE = "machine", "Máy kết nối"
        SYSTEM = "system", "Hệ thống"

    class Action(models.TextChoices):
        """What was done, or asked for and refused."""

        LISTED = "listed", "Xem danh sách"
        SEARCHED = "searched", "Tìm kiếm"
        SEEN = "seen", "Xem chi tiết"
        SEEN_HISTORY = "history", "Xem lịch sử thay đổi"
        REVEALED = "revealed", "Xem đầy đủ dữ liệu được che"
        EXPORTED = "exported", "Xuất dữ liệu"
        ADDED = "added", "Thêm"
        CHANGED = "changed", "Thay đổi"
        DELETED = "deleted", "Xoá"

    class Where(models.TextChoices):
        """Where the data was looked at."""

        ADMIN = "admin", "Trang quản trị"
        API = "api", "Ứng dụng, kết nối máy"
        COMMAND = "command", "Lệnh vận hành"

    at = models.DateTimeField("lúc", default=timezone.now, help_text="Thời điểm truy cập.")
    actor_kind = models.CharField(
        "bên truy cập",
        max_length=10,
        choices=Actor.choices,
        help_text="Ai hoặc cái gì đã truy cập.",
    )
    officer = user_key("cán bộ", "Tài khoản cán bộ đã truy cập.", null=True, db_index=False)
    office = foreign_key(Office, "đơn vị", "Nơi công tác của cán bộ vào lúc đó.", null=True)
    citizen = foreign_key(
        Citizen, "công dân truy cập", "Công dân đã truy cập hoặc bị từ chối.", null=True
    )
    machine = models.CharField(
        "mã máy",
        max_length=64,
        blank=True,
        help_text="Mã khoá kết nối hoặc tên lệnh, không phải bí mật.",
    )
    action = models.CharField(
        "việc", max_length=10, choices=Action.choices, help_text="Việc đã làm, hoặc bị từ chối."
    )
    allowed = models.BooleanField(
        "được phép", default=True, help_text="Tắt khi hệ thống đã từ chối."
    )
    subject_kind = models.CharField(
        "loại dữ liệu", max_length=32, help_text="Loại dữ liệu được truy cập, ví dụ «citizen»."
    )
    subjects = models.TextField(
        "mã dữ liệu",
        blank=True,
        help_text="Mã nội bộ của các dòng đã hiện, cách nhau bằng dấu cách.",
    )
    count = models.PositiveIntegerField(
        "số dòng", default=0, help_text="Bao nhiêu dòng đã hiện hoặc đã xuất."
    )
    where = models.CharField(
        "nơi", max_length=10, choices=Where.choices, help_text="Truy cập qua đâu."
    )
    request_id = models.CharField(
        "mã yêu cầu",
        max_length=32,
        blank=True,
        help_text="Tìm được cùng yêu cầu trong nhật ký máy chủ.",
    )

    objects: ClassVar[models.Manager[Any]] = ExpiringQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt truy cập dữ liệu"
        verbose_name_plural = "nhật ký truy cập dữ liệu"
        ordering = ["-at", "-pk"]
        # Each filter of the officers' list reads one of these indexes from its newest end. The
        # index of `subjects` is made by the migration.
        indexes = [
            models.Index(fields=["-at", "-id"], name="access_newest"),
            models.Index(fields=["officer", "-at", "-id"], name="access_officer"),
            models.Index(fields=["action", "-at", "-id"], name="access_action"),
            models.Index(fields=["-at", "-id"], condition=Q(allowed=False), name="access_refused"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(actor_kind="officer", officer__isnull=False, citizen__isnull=True, machine="")
                    | Q(
                        actor_kind="citizen",
                        officer__isnull=True,
                        citizen__isnull=False,
                        machine="",
                    )
                    | (
                        Q(actor_kind="machine", officer__isnull=True, citizen__isnull=True)
                        & ~Q(machine="")
                    )
                    | Q(actor_kind="system", officer__isnull=True, citizen__isnull=True)
                ),
                name="access_actor_named",
                violation_error_message="Lượt truy cập phải nêu đúng bên truy cập.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.Action(self.action).label} – {show_moment(self.at)}"

    @property
    def actor_name(self) -> str:
        """Who acted: a user name, a citizen's number, a machine's id. For officers only."""
        actor = self.officer or self.citizen or self.machine or self.Actor(self.actor_kind).label
        return str(actor)
