"""What operators should know of announcements: a worker that stands still, clocks that ran out."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from announcements.models import Announcement, Challenge

# The worker looks every two seconds; after this it is not running.
STANDS_STILL = timedelta(minutes=5)


def warnings() -> Iterator[str]:
    """Warn of what is late; no content."""
    now = timezone.now()
    before = now - STANDS_STILL
    late = Announcement.objects.to_publish(before).filter(changed_at__lt=before).count()
    late += Announcement.objects.to_expire(before).count()
    if late:
        yield f"{late} tin đã đến giờ mà chưa đăng hoặc hạ: kiểm tra publish_announcements."
    unconfirmed = Announcement.objects.to_reconfirm(timezone.localdate(now)).count()
    if unconfirmed:
        yield f"{unconfirmed} thông báo truy nã quá 90 ngày chưa được xác nhận còn hiệu lực."
    unanswered = Challenge.objects.due_before(now).count()
    if unanswered:
        yield f"{unanswered} ý kiến về tin quá hạn trả lời 15 ngày."
