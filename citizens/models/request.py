"""Requests of citizens about their personal data, and what became of them."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.expressions import Combinable, OrderBy
from django.utils import timezone

from citizens.models.citizen import Citizen
from citizens.requests import workflow
from citizens.requests.workflow import Kind, Move, Status
from foundation.records.append_only import AppendOnly
from foundation.records.encryption import EncryptedTextField
from foundation.records.keys import foreign_key, user_key

MAX_TEXT = 2000
MAX_ANSWER = 4000
_OPEN = Q(status__in=list(workflow.OPEN))


class PersonalRequestQuerySet(models.QuerySet["PersonalRequest"]):
    """Requests about personal data, by citizen and by deadline."""

    # The order of `by_deadline`.
    DEADLINE_ORDER: ClassVar[tuple[str | OrderBy | Combinable, ...]] = (
        F("deadline").asc(nulls_last=True),
        "-closed_at",
        "-pk",
    )

    def of_citizen(self, citizen: Citizen) -> "PersonalRequestQuerySet":
        """Return the citizen's own."""
        return self.filter(citizen=citizen)

    def open(self) -> "PersonalRequestQuerySet":
        """Return those that an officer still has to act on."""
        return self.filter(status__in=workflow.OPEN)

    def late(self, today: date) -> "PersonalRequestQuerySet":
        """Return those on which an officer should have acted before `today`.

        The same rule as `PersonalRequest.is_late`.
        """
        received = Q(status=workflow.Status.RECEIVED)
        return self.open().filter(
            (received & Q(acknowledge_by__lt=today)) | (~received & Q(due_on__lt=today))
        )

    def due_on_day(self, day: date) -> "PersonalRequestQuerySet":
        """Return those on which an officer has to act on `day` at the latest, and not before."""
        received = Q(status=workflow.Status.RECEIVED)
        return self.open().filter((received & Q(acknowledge_by=day)) | (~received & Q(due_on=day)))

    def by_deadline(self) -> "PersonalRequestQuerySet":
        """Return open requests, the longest overdue first, then closed ones, the newest first."""
        received = When(status=workflow.Status.RECEIVED, then=F("acknowledge_by"))
        waiting = When(Q(status__in=workflow.OPEN), then=F("due_on"))
        dated: PersonalRequestQuerySet = self.alias(deadline=Case(received, waiting))
        return dated.order_by(*self.DEADLINE_ORDER)


class PersonalRequest(models.Model):
    """One request of a citizen about their data. Written by `citizens.requests.actions` only.

    The words of the citizen and of the officer are encrypted, and go when the citizen is erased.
    Dates and outcome stay, as proof that the request was handled.
    """

    citizen = foreign_key(
        Citizen, "công dân", "Công dân đã yêu cầu.", related_name="personal_requests"
    )
    kind = models.CharField(
        "yêu cầu", max_length=20, choices=Kind.choices, help_text="Điều công dân yêu cầu."
    )
    text = EncryptedTextField(
        "nội dung", blank=True, editable=False, help_text="Lời công dân, được mã hoá khi lưu."
    )
    status = models.CharField(
        "tình trạng",
        max_length=20,
        choices=Status.choices,
        default=Status.RECEIVED,
        help_text="Yêu cầu đang ở bước nào.",
    )
    received_at = models.DateTimeField(
        "nhận lúc", default=timezone.now, help_text="Thời hạn tính từ ngày này."
    )
    acknowledge_by = models.DateField(
        "xác nhận trước hết ngày", help_text="Hạn báo cho công dân là đã nhận: 2 ngày làm việc."
    )
    acknowledged_at = models.DateTimeField(
        "xác nhận lúc", null=True, blank=True, help_text="Khi cán bộ báo đã nhận."
    )
    due_on = models.DateField("trả lời trước hết ngày", help_text="Hạn giải quyết, kể cả gia hạn.")
    extended_at = models.DateTimeField(
        "gia hạn lúc", null=True, blank=True, help_text="Chỉ được gia hạn một lần."
    )
    extension_reason = EncryptedTextField(
        "lý do gia hạn",
        blank=True,
        editable=False,
        help_text="Công dân đọc được; được mã hoá khi lưu.",
    )
    closed_at = models.DateTimeField(
        "kết thúc lúc",
        null=True,
        blank=True,
        help_text="Khi giải quyết xong, từ chối hoặc công dân rút.",
    )
    answer = EncryptedTextField(
        "trả lời",
        blank=True,
        editable=False,
        help_text="Kết quả hoặc lý do từ chối; được mã hoá khi lưu.",
    )

    objects = PersonalRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "yêu cầu về dữ liệu cá nhân"
        verbose_name_plural = "yêu cầu về dữ liệu cá nhân"
        ordering = ["-pk"]
        permissions = [("handle_personalrequest", "Xử lý yêu cầu về dữ liệu cá nhân")]
        indexes = [
            models.Index(fields=["citizen", "-id"], name="request_of_citizen"),
            models.Index(fields=["due_on"], condition=_OPEN, name="request_open"),
            models.Index(fields=["closed_at"], name="request_closed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(_OPEN & Q(closed_at__isnull=True, answer=""))
                | (~_OPEN & Q(closed_at__isnull=False)),
                name="request_closed_dated",
                violation_error_message="Yêu cầu đã kết thúc thì có thời điểm kết thúc, chưa kết "
                "thúc thì chưa có trả lời.",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.RECEIVED)
                | Q(acknowledged_at__isnull=True, extended_at__isnull=True),
                name="request_acknowledged_dated",
                violation_error_message="Yêu cầu mới nhận thì chưa xác nhận và chưa gia hạn.",
            ),
            models.CheckConstraint(
                condition=Q(extended_at__isnull=False) | Q(extension_reason=""),
                name="request_extension_dated",
                violation_error_message="Lý do gia hạn chỉ có khi đã gia hạn.",
            ),
        ]

    def __str__(self) -> str:
        """Hold nothing personal: Django's admin keeps this text in its history."""
        return f"Yêu cầu {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether an officer still has to act."""
        return self.status in workflow.OPEN

    @property
    def next_deadline(self) -> date | None:
        """The day by which an officer has to act, None if nothing is left to do."""
        if not self.is_open:
            return None
        return self.acknowledge_by if self.status == Status.RECEIVED else self.due_on

    @property
    def is_late(self) -> bool:
        """Whether an officer should have acted before today."""
        deadline = self.next_deadline
        return bool(deadline and deadline < timezone.localdate())

    @property
    def moves(self) -> set[Move]:
        """The moves that are allowed now."""
        return workflow.TABLE.lawful(self.status, self.extended_at is not None)


class PersonalRequestEvent(AppendOnly):
    """One move of a request: what, when, by which officer.

    It holds no words, because they would outlive the citizen's data.
    """

    request = foreign_key(PersonalRequest, "yêu cầu", "Yêu cầu đã thay đổi.", related_name="events")
    move = models.CharField(
        "việc", max_length=20, choices=Move.choices, help_text="Điều đã xảy ra."
    )
    status = models.CharField(
        "tình trạng sau đó",
        max_length=20,
        choices=Status.choices,
        help_text="Yêu cầu ở bước nào sau việc này.",
    )
    officer = user_key("cán bộ", "Trống khi công dân hoặc hệ thống làm.", null=True)
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Thời điểm thay đổi.")

    class Meta:
        verbose_name = "diễn biến của yêu cầu"
        verbose_name_plural = "diễn biến của yêu cầu"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(Move(self.move).label)
