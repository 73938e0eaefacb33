"""What citizens were shown. Written by `announcements.actions` only."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from announcements.models.announcement import MAX_BODY, MAX_SUMMARY, MAX_TITLE, Announcement
from announcements.models.picture import Picture
from foundation.records.append_only import Expiring, ExpiringQuerySet
from foundation.records.keys import foreign_key, user_key

# Days after which retention may delete versions of notices about persons; the migration knows it.
DELETABLE_AFTER = 365


class AnnouncementVersion(Expiring):
    """One published version: its words, who wrote and who approved them, and what was corrected."""

    announcement = foreign_key(
        Announcement, "bản tin", "Bản tin được đăng.", related_name="versions", db_index=False
    )  # announcement_version_number begins with it
    number = models.PositiveIntegerField("phiên bản", help_text="Thứ tự, từ 1.")
    title = models.CharField("tiêu đề", max_length=MAX_TITLE, help_text="Đúng như người dân thấy.")
    summary = models.CharField(
        "tóm tắt", max_length=MAX_SUMMARY, blank=True, help_text="Đúng như người dân thấy."
    )
    body = models.TextField(
        "nội dung", max_length=MAX_BODY, blank=True, help_text="Markdown, như người viết ghi."
    )
    html = models.TextField(
        "nội dung HTML", blank=True, help_text="Dựng một lần từ Markdown, đã lọc an toàn."
    )
    picture = foreign_key(Picture, "ảnh", "Ảnh lúc đăng.", null=True, related_name="versions")
    picture_alternative = models.CharField(
        "lời tả ảnh", max_length=300, blank=True, help_text="Ảnh cho thấy gì."
    )
    details = models.JSONField(
        "chi tiết",
        default=dict,
        blank=True,
        help_text="Đơn vị, địa bàn, mức độ, văn bản và điều riêng của từng loại, lúc đăng.",
    )
    correction_note = models.CharField(
        "điều đã đính chính",
        max_length=300,
        blank=True,
        help_text="Người dân đọc được; trống ở phiên bản đầu.",
    )
    authors = models.JSONField(
        "người viết", default=list, blank=True, help_text="Khoá các tài khoản đã viết bản này."
    )
    author = user_key(
        "người gửi duyệt", "Ai gửi bản này đi duyệt.", null=True, db_index=False
    )  # nobody asks for what one officer wrote
    approver = user_key(
        "người duyệt", "Ai duyệt bản này; khác mọi người viết.", null=True, db_index=False
    )  # nobody asks for what one officer approved
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Thời điểm đăng.")

    objects: ClassVar[models.Manager[Any]] = ExpiringQuerySet.as_manager()

    class Meta:
        verbose_name = "phiên bản của bản tin"
        verbose_name_plural = "phiên bản của bản tin"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["announcement", "number"],
                name="announcement_version_number",
                violation_error_message="Phiên bản này đã có.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.announcement_id}, phiên bản {self.number}"
