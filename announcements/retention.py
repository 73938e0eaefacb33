"""How long announcements, pictures and challenges are kept.

No text found sets these periods but for challenges, which are complaints' kin; the province
decides. What was published about things, not persons, stays: it is the police's public record.
"""

from datetime import datetime

from django.db.models import Q, QuerySet

from announcements.actions.erasing import erase_words
from announcements.models import Announcement, Challenge
from announcements.models.version import DELETABLE_AFTER
from announcements.pictures import sweeping
from announcements.workflow import OF_PERSONS, State
from foundation.records.retention import RetentionClass


def _drafts(before: datetime) -> QuerySet[Announcement]:
    """Return unpublished drafts without recent changes."""
    return Announcement.objects.filter(
        published_at__isnull=True, erased_at__isnull=True, changed_at__lt=before
    )


def _of_persons(before: datetime) -> QuerySet[Announcement]:
    """Return ended notices about persons."""
    return Announcement.objects.filter(
        Q(state__in=[State.WITHDRAWN, State.EXPIRED]),
        kind__in=OF_PERSONS, published_at__isnull=False, erased_at__isnull=True,
        ended_at__lt=before,
    )  # fmt: skip


def _answered(before: datetime) -> QuerySet[Challenge]:
    return Challenge.objects.filter(answered_at__lt=before)


CLASSES = (
    RetentionClass(
        "announcement_drafts",
        "Bản nháp của tin chưa từng đăng",
        "Không ai dùng nữa thì không còn cần; có thể có tên người.",
        _drafts,
        setting="ANNOUNCEMENT_DRAFT_DAYS",
        minimum_days=7,
        remove=erase_words,
        batch=100,
    ),
    RetentionClass(
        "announcements_of_persons",
        "Nội dung, ảnh của thông báo truy nã, tìm người đã thu hồi hoặc hết hạn",
        "Để xem lại việc đăng và giải quyết khiếu nại; người dân không còn thấy từ lúc thu hồi.",
        _of_persons,
        setting="ANNOUNCEMENT_PERSON_DAYS",
        minimum_days=DELETABLE_AFTER,
        remove=erase_words,
        batch=100,
    ),
    RetentionClass(
        "announcement_challenges",
        "Ý kiến về tin đã được trả lời",
        "Để xem lại câu trả lời và giải quyết khiếu nại.",
        _answered,
        setting="ANNOUNCEMENT_CHALLENGE_DAYS",
        minimum_days=30,
    ),
    RetentionClass(
        "announcement_pictures",
        "Ảnh đã tải lên mà không tin nào dùng",
        "Không tin nào dùng thì không còn cần.",
        sweeping.unused,
        setting="ANNOUNCEMENT_PICTURE_DAYS",
        remove=sweeping.sweep,
        batch=100,
    ),
)
