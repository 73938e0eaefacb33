"""A number: an appointment, or somebody's place in the queue. Written by `reception.actions`."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from citizens.models import Citizen
from dossiers.models import Dossier
from foundation.records.append_only import AppendOnly
from foundation.records.encryption import EncryptedTextField
from foundation.records.keys import foreign_key, user_key
from procedures.models import Procedure
from reception.models.queue import Queue, Slot
from reception.workflow import LIVE, Move, State

MOST_PEOPLE = 4


class PriorityGroup(models.Model):
    """Who is called first, and which law says so."""

    name = models.CharField("nhóm", max_length=100, help_text="Ví dụ «Người cao tuổi».")
    basis = models.CharField(
        "căn cứ",
        max_length=300,
        help_text="Văn bản, điều, khoản; không có căn cứ thì không ưu tiên.",
    )
    active = models.BooleanField(
        "đang dùng", default=True, help_text="Tắt khi văn bản hết hiệu lực."
    )

    class Meta:
        verbose_name = "nhóm ưu tiên"
        verbose_name_plural = "nhóm ưu tiên"
        ordering = ["name"]
        default_permissions = ("view", "add", "change")

    def __str__(self) -> str:
        return self.name


class QueueNumber(models.Model):
    """One number of one day. The secret of its slip is only known as a hash."""

    queue = foreign_key(
        Queue, "quầy", "Quầy của số này.", related_name="numbers", db_index=False
    )  # queue_number_unique begins with it
    day = models.DateField("ngày", help_text="Ngày đến.")
    slot = foreign_key(
        Slot,
        "khung giờ",
        "Khung giờ đã hẹn; trống khi lấy số tại chỗ.",
        related_name="numbers",
        null=True,
        db_index=False,
    )  # queue_number_in_slot begins with it
    begins_at = models.DateTimeField(
        "giờ hẹn", null=True, blank=True, help_text="Đầu khung giờ; trống khi lấy số tại chỗ."
    )
    ordinal = models.PositiveIntegerField("thứ tự", help_text="Thứ tự trong khung giờ, trong ngày.")
    label = models.CharField("số", max_length=12, help_text="Ví dụ «8:30-2», «K7».")
    people = models.PositiveSmallIntegerField(
        "số người",
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)],
        help_text="Số người cùng đến, từ 1 đến 4.",
    )
    citizen = foreign_key(
        Citizen,
        "công dân",
        "Ai đặt; trống khi lấy số tại quầy hoặc đã xoá dữ liệu.",
        related_name="queue_numbers",
        null=True,
    )
    for_other = models.BooleanField(
        "đặt cho người khác", default=False, help_text="Đặt hộ cha mẹ, người thân."
    )
    visitor_name = EncryptedTextField(
        "tên người đến", blank=True, help_text="Được mã hoá; xoá sau ngày hẹn một ngày."
    )
    procedure = foreign_key(Procedure, "thủ tục", "Đến làm thủ tục gì, nếu đã chọn.", null=True)
    dossier = foreign_key(
        Dossier,
        "hồ sơ",
        "Hồ sơ của chính công dân, nếu đến vì hồ sơ ấy.",
        null=True,
        db_index=False,
    )  # queue_number_of_dossier is it
    secret_hash = models.CharField(
        "dấu mã bí mật", max_length=64, blank=True, help_text="Dấu có khoá của mã trên phiếu."
    )
    state = models.CharField(
        "tình trạng", max_length=10, choices=State, help_text="Số này đang ở bước nào."
    )
    moved = models.PositiveSmallIntegerField(
        "số lần đổi", default=0, help_text="Đã đổi giờ mấy lần."
    )
    reference_at = models.DateTimeField(
        "tính từ", null=True, blank=True, help_text="Mốc xếp hàng; trống khi chưa đến."
    )
    priority = foreign_key(
        PriorityGroup, "ưu tiên", "Nhóm ưu tiên cán bộ đã ghi; xoá sau 7 ngày.", null=True
    )
    desk = models.CharField("bàn", max_length=20, blank=True, help_text="Mời đến bàn nào.")
    calls = models.PositiveSmallIntegerField("số lần gọi", default=0, help_text="Đã gọi mấy lần.")
    arrived_at = models.DateTimeField("đến lúc", null=True, blank=True, help_text="Khi có mặt.")
    called_at = models.DateTimeField(
        "mời lúc", null=True, blank=True, help_text="Khi được mời lượt gần nhất."
    )
    first_called_at = models.DateTimeField(
        "mời lượt đầu lúc", null=True, blank=True,
        help_text="Khi đã mời mà chưa thấy đến: lượt mời đầu; trống khi chưa có lượt nào như vậy.",
    )  # fmt: skip
    ended_at = models.DateTimeField(
        "kết thúc lúc", null=True, blank=True, help_text="Khi xong, về, huỷ hoặc không đến."
    )
    waited = models.PositiveIntegerField(
        "đã chờ (phút)", null=True, blank=True, help_text="Từ lúc đến tới lúc được mời."
    )
    told_least = models.PositiveSmallIntegerField(
        "báo chờ từ (phút)", null=True, blank=True,
        help_text="Khi đến được báo chờ ít nhất bao lâu; trống khi chưa đủ số liệu.",
    )  # fmt: skip
    told_most = models.PositiveSmallIntegerField(
        "báo chờ đến (phút)", null=True, blank=True,
        help_text="Khi đến được báo chờ nhiều nhất bao lâu.",
    )  # fmt: skip
    created_at = models.DateTimeField(
        "cấp lúc", default=timezone.now, help_text="Khi đặt lịch hoặc lấy số."
    )

    class Meta:
        verbose_name = "số thứ tự"
        verbose_name_plural = "số thứ tự"
        default_permissions = ("view",)
        permissions = (("serve_queuenumber", "Được ghi số, gọi số tại quầy"),)
        indexes = [
            models.Index(
                fields=["queue", "day", "reference_at"],
                condition=Q(state=State.WAITING),
                name="queue_number_waiting",
            ),
            models.Index(
                fields=["secret_hash"], condition=~Q(secret_hash=""), name="queue_number_by_secret"
            ),
            models.Index(fields=["day"], condition=Q(state__in=LIVE), name="queue_number_live"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["queue", "day", "label"],
                name="queue_number_unique",
                violation_error_message="Số này của ngày này đã có.",
            ),
            models.UniqueConstraint(
                fields=["slot", "ordinal"],
                condition=Q(slot__isnull=False),
                name="queue_number_in_slot",
                violation_error_message="Thứ tự này của khung giờ đã có.",
            ),
            models.UniqueConstraint(
                fields=["citizen", "queue", "for_other"],
                condition=Q(state__in=LIVE, citizen__isnull=False),
                name="queue_number_one_live",
                violation_error_message="Công dân đang có một số ở quầy này.",
            ),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(state__in=LIVE, dossier__isnull=False),
                name="queue_number_of_dossier",
                violation_error_message="Hồ sơ này đang có một số.",
            ),
            models.UniqueConstraint(
                fields=["queue", "day", "desk"],
                condition=Q(state=State.CALLED),
                name="queue_number_one_at_desk",
                violation_error_message="Bàn này đang mời một số khác.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.WAITING, State.CALLED])
                | Q(reference_at__isnull=False),
                name="queue_number_ordered",
                violation_error_message="Số đang chờ phải có mốc xếp hàng.",
            ),
        ]

    def __str__(self) -> str:
        """Hold no name: the admin stores this text in its history."""
        return f"{self.label} ngày {self.day:%d/%m/%Y}"


class QueueEvent(AppendOnly):
    """What happened to a number."""

    number = foreign_key(QueueNumber, "số", "Của số nào.", related_name="events")
    move = models.CharField("việc", max_length=10, choices=Move, help_text="Việc đã làm.")
    officer = user_key(
        "cán bộ", "Cán bộ đã làm; trống khi công dân hoặc hệ thống làm.", null=True, db_index=False
    )
    desk = models.CharField("bàn", max_length=20, blank=True, help_text="Ở bàn nào.")
    reason = models.CharField("lý do", max_length=200, blank=True, help_text="Vì sao.")
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Thời điểm ghi.")

    class Meta:
        verbose_name = "diễn biến của số"
        verbose_name_plural = "diễn biến của số"
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_move_display()} – {timezone.localtime(self.at):%H:%M %d/%m/%Y}"
