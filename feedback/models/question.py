"""A citizen's question. Written by `feedback.questions.actions` only."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from citizens.models import Citizen
from dossiers.models import Dossier
from feedback.models.message import name_for_colleagues
from feedback.questions.querysets import QuestionQuerySet
from feedback.questions.workflow import DUE, OPEN, Status, move_of_message, reopens_until
from foundation.records.keys import foreign_key, user_key
from offices.models import Field, Office
from official_accounts.models import OfficialAccount
from procedures.models import Procedure

MAX_TEXT = 2000
MAX_PHOTOS = 4
MAX_NOTE = 1000
_ENDED = Q(status__in=[Status.ANSWERED, Status.SOLVED, Status.CLOSED, Status.MERGED])


class Channel(models.TextChoices):
    """Where a question came from."""

    APP = "app", "Mini App"
    OA = "oa", "Tin nhắn Zalo OA"


class Question(models.Model):
    """One question in the queue of one office.

    Its messages are encrypted. Erasing the citizen, or the end of the retention time, deletes
    messages and photos and empties every column that leads to a person
    (`question_erased_is_nobodys`).
    """

    citizen = foreign_key(
        Citizen,
        "công dân",
        "Ai hỏi; trống khi đã xoá dữ liệu hoặc người nhắn Zalo OA chưa từng đăng nhập.",
        null=True,
        related_name="questions",
        db_index=False,
    )  # question_of_citizen begins with it
    channel = models.CharField(
        "kênh",
        max_length=10,
        choices=Channel,
        default=Channel.APP,
        help_text="Câu hỏi đến bằng đường nào.",
    )
    office = foreign_key(
        Office, "đơn vị", "Đơn vị có trách nhiệm trả lời.", related_name="questions", db_index=False
    )  # question_office_newest begins with it
    rule = models.CharField(
        "vì sao đến đơn vị này", max_length=20, blank=True, help_text="Quy tắc đã chọn đơn vị."
    )
    field = foreign_key(Field, "lĩnh vực", "Lĩnh vực của câu hỏi, nếu biết.", null=True)
    procedure = foreign_key(
        Procedure, "thủ tục", "Thủ tục được hỏi, nếu có.", null=True, related_name="questions"
    )
    dossier = foreign_key(
        Dossier,
        "hồ sơ",
        "Hồ sơ của công dân được hỏi, nếu có.",
        null=True,
        related_name="questions",
    )
    account = foreign_key(
        OfficialAccount,
        "Official Account",
        "Tài khoản Zalo mà câu hỏi được nhắn tới; trả lời đi từ chính tài khoản ấy.",
        null=True,
    )
    words = models.TextField(
        "từ khoá",
        blank=True,
        editable=False,
        help_text="Câu hỏi không dấu, đã che số điện thoại và giấy tờ; để tìm và thống kê.",
    )
    counted_at = models.TextField(
        "tính cho",
        blank=True,
        default="",
        db_default="",
        editable=False,
        help_text="Mã các đơn vị mà câu hỏi này được tính: đơn vị giữ câu hỏi và các cấp trên của "
        "đơn vị ấy lúc tính. Trống: từ trước khi ghi.",
    )
    status = models.CharField(
        "tình trạng",
        max_length=12,
        choices=Status,
        default=Status.WAITING,
        help_text="Câu hỏi đang ở bước nào.",
    )
    officer = user_key("cán bộ trả lời", "Ai đã nhận trả lời; trống khi đang chờ.", null=True)
    asked_at = models.DateTimeField("hỏi lúc", default=timezone.now, help_text="Lúc câu hỏi đến.")
    due_at = models.DateTimeField(
        "hạn trả lời", null=True, blank=True, help_text="Trống khi không đến lượt cán bộ."
    )
    ended_at = models.DateTimeField(
        "trả lời hoặc kết thúc lúc",
        null=True,
        blank=True,
        help_text="Công dân hỏi tiếp được trong 14 ngày.",
    )
    changed_at = models.DateTimeField(
        "thay đổi lúc", default=timezone.now, help_text="Lần thay đổi gần nhất."
    )
    merged_into = foreign_key(
        "self", "gộp vào", "Câu hỏi trả lời chung.", null=True, related_name="merged"
    )
    erased_at = models.DateTimeField(
        "xoá nội dung lúc",
        null=True,
        blank=True,
        help_text="Từ lúc này không còn lời nào của công dân.",
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "câu hỏi"
        verbose_name_plural = "câu hỏi"
        # No ordering: the admin would put it before the order of the chosen part of the queue.
        permissions = (
            ("answer_question", "Được trả lời câu hỏi của công dân"),
            ("lead_question", "Được điều hành việc trả lời như lãnh đạo"),
        )
        # Each serves one list, which must not become a scan with 500,000 questions.
        indexes = [
            models.Index(fields=["citizen", "-changed_at", "-id"], name="question_of_citizen"),
            models.Index(fields=["office", "-changed_at", "-id"], name="question_office_newest"),
            models.Index(fields=["-changed_at", "-id"], name="question_newest"),
            models.Index(
                fields=["office", "due_at", "id"],
                condition=Q(status__in=DUE),
                name="question_queue",
            ),
            models.Index(fields=["due_at", "id"], condition=Q(status__in=DUE), name="question_due"),
            models.Index(
                fields=["office", "-changed_at", "-id"],
                condition=Q(status=Status.ASKED_BACK),
                name="question_asked_back",
            ),
            models.Index(
                fields=["asked_at"], condition=Q(erased_at__isnull=True), name="question_with_words"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(_ENDED & Q(ended_at__isnull=False))
                | (Q(status__in=OPEN) & Q(ended_at__isnull=True)),
                name="question_ended_dated",
                violation_error_message="Câu hỏi đã trả lời hoặc kết thúc thì có thời điểm, chưa "
                "thì không.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.TAKEN, Status.ASKED_BACK])
                | Q(officer__isnull=False),
                name="question_taken_by_somebody",
                violation_error_message="Câu hỏi đã được nhận thì có cán bộ trả lời.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=DUE, due_at__isnull=False)
                | (~Q(status__in=DUE) & Q(due_at__isnull=True)),
                name="question_due_while_ours",
                violation_error_message="Hạn trả lời có khi và chỉ khi đến lượt cán bộ.",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.MERGED, merged_into__isnull=False)
                | (~Q(status=Status.MERGED) & Q(merged_into__isnull=True)),
                name="question_merged_somewhere",
                violation_error_message="Câu hỏi đã gộp thì có câu hỏi nhận gộp.",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(citizen__isnull=True, dossier__isnull=True, words=""),
                name="question_erased_is_nobodys",
                violation_error_message="Câu hỏi đã xoá nội dung thì không còn dẫn tới ai.",
            ),
        ]

    def __str__(self) -> str:
        """Return no name: the admin stores this text in its history."""
        return f"Câu hỏi {self.pk}"

    @property
    def is_late(self) -> bool:
        """True if the office should have answered by now."""
        return self.due_at is not None and self.due_at < timezone.now()

    @property
    def officer_name(self) -> str:
        """The name of the officer in charge, for colleagues."""
        return name_for_colleagues(self.officer)

    def may_be_written_to(self) -> bool:
        """Return True if the citizen may still add a message."""
        move = move_of_message(self.status)
        return move is not None and (
            self.ended_at is None or timezone.now() <= reopens_until(self.ended_at)
        )
