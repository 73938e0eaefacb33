"""Follow-ups of low marks: messages and events.

Written by `feedback.ratings.follow_ups` only. Everything has a day and no time: from a time a
leader could tell who was at the counter.
"""

import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from feedback.models.message import Message, name_for_colleagues
from feedback.ratings import workflow
from feedback.ratings.querysets import FollowUpQuerySet
from feedback.ratings.workflow import DUE, OPEN_STATUSES, Clocks, Move, Status
from foundation.records.append_only import AppendOnly
from foundation.records.encryption import EncryptedTextField
from foundation.records.keys import foreign_key, user_key
from offices.models import Office

MAX_MESSAGE = 2000
_ENDED = Q(status__in=[Status.DECLINED, Status.PUBLISHED])


class FollowUp(models.Model):
    """How the leader of an office handles a low mark.

    `rater` receives the outcome. No officer ever sees it.
    """

    id = models.UUIDField(
        "mã",
        primary_key=True,
        default=uuid.uuid4,
        editable=False,
        help_text="Mã ngẫu nhiên, không theo thứ tự.",
    )
    office = foreign_key(
        Office, "đơn vị", "Đơn vị mà lãnh đạo xử lý.", related_name="follow_ups", db_index=False
    )  # follow_up_office_day begins with it
    status = models.CharField(
        "tình trạng",
        max_length=10,
        choices=Status,
        default=Status.WAITING,
        help_text="Việc xử lý ở bước nào.",
    )
    opened_on = models.DateField(
        "mở ngày", help_text="Ngày có đánh giá chưa hài lòng; không lưu giờ."
    )
    decline_by = models.DateField("hạn từ chối", help_text="2 ngày làm việc (QĐ 766/QĐ-TTg).")
    ask_by = models.DateField("hạn hỏi thêm", help_text="5 ngày làm việc (QĐ 766/QĐ-TTg).")
    handle_by = models.DateField(
        "hạn xử lý", help_text="15 ngày làm việc, không tính thời gian chờ bổ sung (QĐ 766/QĐ-TTg)."
    )
    publish_by = models.DateField(
        "hạn công bố",
        null=True,
        blank=True,
        help_text="2 ngày làm việc sau khi xử lý (QĐ 766/QĐ-TTg).",
    )
    due_on = models.DateField(
        "hạn",
        null=True,
        blank=True,
        help_text="Hạn của việc tiếp theo; trống khi không đến lượt đơn vị.",
    )
    asked_on = models.DateField(
        "hỏi thêm ngày", null=True, blank=True, help_text="Lần hỏi thêm gần nhất."
    )
    handled_on = models.DateField(
        "xử lý ngày", null=True, blank=True, help_text="Ngày ghi kết quả xử lý."
    )
    ended_on = models.DateField(
        "kết thúc ngày", null=True, blank=True, help_text="Ngày công bố kết quả hoặc không xử lý."
    )
    rater = EncryptedTextField(
        "nơi báo kết quả",
        blank=True,
        editable=False,
        help_text="Được mã hoá, chỉ để báo kết quả; xoá khi kết thúc. Cán bộ không thấy.",
    )

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "xử lý đánh giá chưa hài lòng"
        verbose_name_plural = "đánh giá chưa hài lòng"
        indexes = [
            models.Index(fields=["office", "opened_on"], name="follow_up_office_day"),
            models.Index(
                fields=["office", "due_on", "id"],
                condition=Q(status__in=DUE),
                name="follow_up_queue",
            ),
            models.Index(
                fields=["due_on", "id"], condition=Q(status__in=DUE), name="follow_up_due"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(_ENDED & Q(ended_on__isnull=False, rater=""))
                | (Q(status__in=OPEN_STATUSES) & Q(ended_on__isnull=True)),
                name="follow_up_ended_dated",
                violation_error_message="Việc xử lý đã kết thúc thì có ngày kết thúc và không còn "
                "giữ nơi báo kết quả.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=DUE, due_on__isnull=False)
                | (~Q(status__in=DUE) & Q(due_on__isnull=True)),
                name="follow_up_due_while_ours",
                violation_error_message="Hạn có khi và chỉ khi đến lượt đơn vị.",
            ),
        ]

    def __str__(self) -> str:
        """Return no name: the admin stores this text in its history."""
        return f"Đánh giá chưa hài lòng ngày {self.opened_on:%d/%m/%Y}"

    @property
    def clocks(self) -> Clocks:
        """The last day for each act."""
        return Clocks(self.decline_by, self.ask_by, self.handle_by, self.publish_by)

    @property
    def is_late(self) -> bool:
        """True if the office should have acted before today."""
        return self.due_on is not None and self.due_on < timezone.localdate()

    def leaders_moves(self, today: date) -> list[Move]:
        """Return the moves that a leader may make today."""
        return workflow.leaders_moves(self.status, self.clocks, today)


class FollowUpMessage(Message):
    """A message of the leader or the rater."""

    id = models.UUIDField(
        "mã",
        primary_key=True,
        default=uuid.uuid4,
        editable=False,
        help_text="Mã ngẫu nhiên, không theo thứ tự.",
    )
    follow_up = foreign_key(
        FollowUp,
        "việc xử lý",
        "Việc mà lời này thuộc về.",
        related_name="messages",
        on_delete=models.CASCADE,
        db_index=False,
    )  # message_of_follow_up begins with it
    number = models.PositiveSmallIntegerField("thứ tự", help_text="Từ 1.")
    move = models.CharField(
        "việc", max_length=10, choices=Move, help_text="Lời này được nói khi nào."
    )
    on = models.DateField("ngày", help_text="Ngày nói; không lưu giờ.")

    class Meta:
        verbose_name = "lời trao đổi khi xử lý"
        verbose_name_plural = "lời trao đổi khi xử lý"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["follow_up", "number"],
                name="message_of_follow_up",
                violation_error_message="Thứ tự này đã có.",
            ),
        ]

    def __str__(self) -> str:
        return str(Move(self.move).label)


class FollowUpEvent(AppendOnly):
    """One move of a follow-up. It has no text, which would outlive the rater's data."""

    id = models.UUIDField(
        "mã",
        primary_key=True,
        default=uuid.uuid4,
        editable=False,
        help_text="Mã ngẫu nhiên, không theo thứ tự.",
    )
    follow_up = foreign_key(
        FollowUp, "việc xử lý", "Việc đã thay đổi.", related_name="events", db_index=False
    )  # follow_up_event_number begins with it
    number = models.PositiveSmallIntegerField("thứ tự", help_text="Từ 1.")
    move = models.CharField("việc", max_length=10, choices=Move, help_text="Điều đã xảy ra.")
    status = models.CharField(
        "tình trạng sau đó", max_length=10, choices=Status, help_text="Ở bước nào sau việc này."
    )
    officer = user_key(
        "cán bộ", "Trống khi người đánh giá làm.", null=True, db_index=False
    )  # not looked up by officer
    on = models.DateField("ngày", help_text="Ngày thay đổi; không lưu giờ.")

    class Meta:
        verbose_name = "diễn biến xử lý"
        verbose_name_plural = "diễn biến xử lý"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["follow_up", "number"],
                name="follow_up_event_number",
                violation_error_message="Thứ tự này đã có.",
            ),
        ]

    def __str__(self) -> str:
        return str(Move(self.move).label)

    @property
    def officer_name(self) -> str:
        """The officer's name for colleagues."""
        return name_for_colleagues(self.officer)
