"""Which officer knows which hamlet or quarter. Written by `offices.duty.actions` only."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from foundation.records.fields import LinesField
from foundation.records.keys import foreign_key
from offices.models.office import Office
from offices.models.officer import Officer
from offices.validators import validate_phones

FRESH = timedelta(days=90)  # after that nobody has checked it for too long


def validate_work_phone(line: str) -> None:
    """Refuse what the Mini App can't dial."""
    validate_phones([line])


class Beat(models.Model):
    """A hamlet or quarter that an office looks after."""

    class Kind(models.TextChoices):
        """What people call it."""

        QUARTER = "quarter", "Tổ dân phố, khu phố"
        HAMLET = "hamlet", "Thôn, xóm, bản, ấp"

    office = foreign_key(
        Office, "đơn vị", "Công an xã, phường phụ trách.", related_name="beats", db_index=False
    )  # beat_name_unique begins with it
    kind = models.CharField(
        "loại", max_length=10, choices=Kind.choices, default=Kind.QUARTER, help_text="Tổ hay thôn."
    )
    name = models.CharField(
        "tên tổ, thôn",
        max_length=100,
        help_text="Ví dụ «Tổ 5», «Xóm Đồng»; trùng tên thì thêm nơi cũ trong ngoặc: «Tổ 5 (Thọ "
        "Sơn)».",
    )
    former_names = LinesField("tên cũ", help_text="Mỗi dòng một tên mà người dân còn gọi.")
    streets = LinesField("tuyến đường", help_text="Mỗi dòng một đường, ngõ thuộc địa bàn.")
    work_phone = models.CharField(
        "điện thoại công tác",
        max_length=100,
        blank=True,
        validators=[validate_work_phone],
        help_text="Số của đơn vị cấp cho địa bàn, người dân thấy. Không ghi số riêng của cán bộ.",
    )
    checked_on = models.DateField(
        "kiểm tra ngày",
        null=True,
        blank=True,
        help_text="Ngày gần nhất đơn vị xem lại; quá 90 ngày thì người dân thấy «chưa kiểm tra».",
    )
    folded = models.CharField(
        "tên không dấu", max_length=100, editable=False, help_text="Để không ghi trùng."
    )
    search_text = models.TextField("tên để tìm", editable=False, help_text="Mọi tên, không dấu.")

    class Meta:
        verbose_name = "địa bàn"
        verbose_name_plural = "địa bàn"
        ordering = ["office", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "folded"],
                name="beat_name_unique",
                violation_error_message="Đơn vị đã có tổ, thôn tên này.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def duty_on(self, day: date) -> "BeatDuty | None":
        """Return who looks after it on a day, a stand-in first. Read from prefetched rows."""
        held = [
            one
            for one in self.duties.all()
            if one.first_day <= day <= (one.last_day or day) and one.officer.is_held_on(day)
        ]
        return max(held, key=lambda one: (one.stand_in, one.first_day), default=None)

    @property
    def is_checked(self) -> bool:
        """Whether somebody looked at it within the last 90 days."""
        return self.checked_on is not None and self.checked_on >= oldest_check()


def oldest_check() -> date:
    """Return the first day on which a check still counts today."""
    return timezone.localdate() - FRESH


class BeatDuty(models.Model):
    """That an officer looks after a beat for a time; a stand-in comes first."""

    beat = foreign_key(
        Beat, "địa bàn", "Tổ, thôn được giao.", related_name="duties", on_delete=models.CASCADE
    )
    officer = foreign_key(
        Officer, "cán bộ", "Cán bộ đang công tác ở chính đơn vị này.", related_name="beat_duties"
    )
    stand_in = models.BooleanField(
        "tạm thay", default=False, help_text="Thay cán bộ chính trong thời gian này."
    )
    first_day = models.DateField(
        "từ ngày", default=timezone.localdate, help_text="Ngày đầu phụ trách."
    )
    last_day = models.DateField(
        "đến hết ngày", null=True, blank=True, help_text="Để trống nếu đang phụ trách."
    )
    decision = models.CharField(
        "quyết định công khai tên",
        max_length=200,
        blank=True,
        help_text="Số, ngày quyết định của lãnh đạo. Trống thì người dân chỉ thấy chức danh; có "
        "thì tên hiện khi cán bộ cũng được «công khai».",
    )

    class Meta:
        verbose_name = "cán bộ phụ trách"
        verbose_name_plural = "cán bộ phụ trách"
        ordering = ["-first_day", "-id"]
        constraints = [
            models.CheckConstraint(
                name="beat_duty_days_ordered",
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                violation_error_message="Ngày cuối không được trước ngày đầu.",
            ),
        ]

    def __str__(self) -> str:
        until = f" đến {self.last_day:%d/%m/%Y}" if self.last_day else ""
        return f"{self.officer} từ {self.first_day:%d/%m/%Y}{until}"

    @property
    def is_named(self) -> bool:
        """Whether citizens may read the name: the post is published and a leader decided so."""
        return bool(self.decision and self.officer.published)
