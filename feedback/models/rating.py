"""Ratings that nobody can trace to a rater. Written by `feedback.ratings.actions` only.

No row leads to a citizen or a dossier, and none has a time: a leader who knows when somebody was at
the counter, or whose dossier was returned, has nothing to join. See docs/decisions/0012-ratings.md.
"""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from dossiers.models import Ownership
from feedback.models.follow_up import FollowUp
from feedback.models.questionnaire import Questionnaire
from feedback.ratings.querysets import RatingQuerySet
from feedback.ratings.workflow import LOW
from foundation.records.append_only import AppendOnlyError
from foundation.records.encryption import EncryptedTextField
from foundation.records.keys import foreign_key
from offices.models import Field, Office
from procedures.models import Procedure

MAX_WORDS = 2000
MARKS = (1, 5)


class Origin(models.TextChoices):
    """How somebody came to rate."""

    DOSSIER = "dossier", "Hồ sơ đã xong"
    COUNTER = "counter", "Mã QR tại quầy"
    POSTER = "poster", "Áp phích tại quầy"


class LeftOut(models.TextChoices):
    """Why a rating does not count although it was not replaced."""

    WEAK_PROOF = "weak_proof", "Chỉ chứng minh bằng bốn số cuối"
    SAME_DOSSIER = "same_dossier", "Hồ sơ đã có đánh giá khác"
    SAME_DAY = "same_day", "Đã đánh giá đơn vị trong ngày"
    STUFFED = "stuffed", "Lãnh đạo cấp trên xác nhận là đánh giá khống"


class Rating(models.Model):
    """One rating by one person. A replacement is a new row; the old one is no longer current.

    Citizens see a rating by `key`, officers by `id`; neither sees the other. Two keyed hashes find
    a citizen's own ratings, only in that citizen's session. Erasing removes key, hashes and words;
    the marks are kept and belong to nobody.
    """

    id = models.UUIDField(
        "mã",
        primary_key=True,
        default=uuid.uuid4,
        editable=False,
        help_text="Mã ngẫu nhiên, không theo thứ tự.",
    )
    key = models.UUIDField(
        "mã của người đánh giá",
        null=True,
        unique=True,
        editable=False,
        help_text="Mã mà chỉ người đánh giá thấy; trống khi chính họ đã thay hoặc đã xoá.",
    )
    office = foreign_key(
        Office, "đơn vị", "Đơn vị được đánh giá.", related_name="ratings", db_index=False
    )  # rating_office_month begins with it
    field = foreign_key(
        Field, "lĩnh vực", "Chỉ để tính chung, nếu biết.", null=True, db_index=False
    )  # figures are read by office and month
    procedure = foreign_key(
        Procedure,
        "thủ tục",
        "Chỉ để tính chung, nếu biết.",
        null=True,
        related_name="ratings",
        db_index=False,
    )  # figures are read by office and month
    origin = models.CharField(
        "đánh giá", max_length=10, choices=Origin, help_text="Hồ sơ hay lần đến quầy."
    )
    questionnaire = foreign_key(
        Questionnaire, "bộ câu hỏi", "Phiên bản đã trả lời.", db_index=False
    )  # not looked up by it
    overall = models.PositiveSmallIntegerField(
        "mức hài lòng chung", help_text="Từ 1 (rất không hài lòng) đến 5 (rất hài lòng)."
    )
    aspects = models.JSONField(
        "theo tiêu chí",
        default=dict,
        blank=True,
        help_text="Mã tiêu chí → điểm từ 1 đến 5; tiêu chí bỏ qua thì không có.",
    )
    words = EncryptedTextField(
        "lời nhận xét",
        blank=True,
        editable=False,
        help_text="Được mã hoá khi lưu; chỉ lãnh đạo đọc nguyên văn.",
    )
    held_back = models.BooleanField(
        "đang giữ lại",
        default=False,
        editable=False,
        help_text="Lời có từ ngữ xúc phạm: lãnh đạo xem trước khi cán bộ khác đọc.",
    )
    rated_on = models.DateField(
        "ngày đánh giá",
        help_text="Ngày đánh giá lần đầu; không lưu giờ. Thống kê tính theo ngày này.",
    )
    month = models.DateField(
        "tháng",
        editable=False,
        help_text="Ngày đầu của tháng đánh giá: đánh giá chỉ được xem theo tháng.",
    )
    written_on = models.DateField(
        "ngày ghi", help_text="Ngày của lần đánh giá này; khác ngày đánh giá khi đã thay."
    )
    version = models.PositiveSmallIntegerField(
        "lần", default=1, help_text="1 là lần đầu; mỗi lần thay thêm một."
    )
    current = models.BooleanField(
        "đang tính",
        default=True,
        editable=False,
        help_text="Tắt khi đã được thay bằng lần sau, hoặc không tính vì lý do bên dưới.",
    )
    left_out = models.CharField(
        "không tính vì",
        max_length=12,
        choices=LeftOut,
        blank=True,
        editable=False,
        help_text="Trống khi đang tính hoặc đã được thay.",
    )
    follow_up = foreign_key(
        FollowUp,
        "xử lý",
        "Việc xử lý đánh giá chưa hài lòng này.",
        null=True,
        editable=False,
        related_name="ratings",
    )
    rater_hash = models.CharField(
        "dấu một lần",
        max_length=64,
        blank=True,
        editable=False,
        help_text="Để mỗi người đánh giá một lần; không dẫn tới ai.",
    )
    owner_hash = models.CharField(
        "dấu của người đánh giá",
        max_length=64,
        blank=True,
        editable=False,
        help_text="Để người đó xem và xoá được; không dẫn tới ai.",
    )

    dossier_hash = models.CharField(
        "dấu của hồ sơ",
        max_length=64,
        blank=True,
        editable=False,
        help_text="Để mỗi hồ sơ chỉ tính một đánh giá; không dẫn tới hồ sơ nào.",
    )
    proved_by = models.CharField(
        "chứng minh bằng",
        max_length=5,
        choices=Ownership,
        blank=True,
        editable=False,
        help_text="Người đánh giá đã chứng minh hồ sơ là của mình bằng gì; trống với lần đến quầy.",
    )

    CHANGEABLE: ClassVar[frozenset[str]] = frozenset(
        {
            *("words", "held_back", "current", "left_out"),
            *("key", "rater_hash", "owner_hash", "dossier_hash", "proved_by"),
        }
    )

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = "đánh giá"
        verbose_name_plural = "đánh giá"
        ordering = ["-month", "id"]
        permissions = (
            (
                "lead_rating",
                "Được đọc nguyên văn đánh giá và xử lý đánh giá chưa hài lòng như lãnh đạo",
            ),
        )
        indexes = [
            models.Index(
                fields=["office", "month", "id"],
                condition=Q(current=True),
                name="rating_office_month",
            ),
            models.Index(fields=["owner_hash"], condition=~Q(owner_hash=""), name="rating_owner"),
            models.Index(fields=["rater_hash"], condition=~Q(rater_hash=""), name="rating_rater"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["rater_hash"],
                condition=Q(current=True) & ~Q(rater_hash=""),
                name="rating_once",
                violation_error_message="Mỗi người chỉ có một đánh giá cho một hồ sơ hoặc một lần "
                "đến quầy.",
            ),
            models.UniqueConstraint(
                fields=["dossier_hash"],
                condition=Q(current=True) & ~Q(dossier_hash=""),
                name="rating_once_for_dossier",
                violation_error_message="Mỗi hồ sơ chỉ tính một đánh giá.",
            ),
            models.CheckConstraint(
                condition=Q(left_out="") | Q(current=False),
                name="rating_left_out_is_not_counted",
                violation_error_message="Đánh giá có lý do không tính thì không được tính.",
            ),
            models.CheckConstraint(
                condition=Q(overall__gte=MARKS[0], overall__lte=MARKS[1]),
                name="rating_overall_one_to_five",
                violation_error_message="Mức hài lòng chung từ 1 đến 5.",
            ),
            models.CheckConstraint(
                condition=Q(follow_up__isnull=True) | Q(overall__lte=LOW),
                name="rating_followed_up_is_low",
                violation_error_message="Chỉ đánh giá chưa hài lòng mới có việc xử lý.",
            ),
            models.CheckConstraint(
                condition=(~Q(rater_hash="") & ~Q(owner_hash=""))
                | Q(rater_hash="", owner_hash="", dossier_hash="", key__isnull=True, words=""),
                name="rating_erased_is_nobodys",
                violation_error_message="Đánh giá đã xoá thì không còn lời và không còn dấu của "
                "ai.",
            ),
        ]

    def __str__(self) -> str:
        """Return no name: the admin stores this text in its history."""
        return "Đánh giá"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row, or write only the columns that may change.

        Raises AppendOnlyError for any other change.
        """
        changed = kwargs.get("update_fields")
        if not self._state.adding and (changed is None or not set(changed) <= self.CHANGEABLE):
            raise AppendOnlyError(type(self).__name__)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError(type(self).__name__)
