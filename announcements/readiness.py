"""What operators should know of announcements: a worker that stands still, clocks that ran out."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from announcements.models import Announcement, Article, Broadcast, Challenge
from announcements.models.article import There, Wanted
from announcements.models.broadcast import BroadcastState

# The worker looks every two seconds; after this it is not running.
STANDS_STILL = timedelta(minutes=5)
ASK_FOR_UNKNOWN = timedelta(days=7)


def warnings() -> Iterator[str]:
    """Warn of what is late; no content."""
    now = timezone.now()
    before = now - STANDS_STILL
    late = Announcement.objects.to_publish(before).filter(changed_at__lt=before).count()
    late += Announcement.objects.to_expire(before).count()
    if late:
        yield f"{late} bản tin đã đến giờ mà chưa đăng hoặc hạ: kiểm tra tiến trình manage.py work."
    unconfirmed = Announcement.objects.to_reconfirm(timezone.localdate(now)).count()
    if unconfirmed:
        yield f"{unconfirmed} thông báo truy nã quá 90 ngày chưa được xác nhận còn hiệu lực."
    unanswered = Challenge.objects.due_before(now).count()
    if unanswered:
        yield f"{unanswered} ý kiến về bản tin quá hạn trả lời 15 ngày."
    yield from _of_articles(now)


def _of_articles(now: datetime) -> Iterator[str]:
    """Warn of articles that wait for a person, and of withdrawn ones that still stand."""
    stuck = Article.objects.unsettled().filter(is_stuck=True).count()
    if stuck:
        yield f"{stuck} bài trên Official Account chờ người xử lý: xem trang của bản tin."
    late = Article.objects.unsettled().filter(
        announcement__changed_at__lt=now - STANDS_STILL, wanted=Wanted.GONE
    )
    standing = late.exclude(there__in=[There.NOTHING, There.GONE]).count()
    if standing:
        yield (
            f"{standing} bài của bản tin đã gỡ vẫn còn trên Official Account: xem trang của bản "
            "tin."
        )
    waiting = Article.objects.due(now - STANDS_STILL).exists()
    if waiting:
        yield "Có bài chờ quá lâu mà không ai gửi: kiểm tra tiến trình manage.py work."
    unknown = Broadcast.objects.filter(
        state=BroadcastState.UNKNOWN, ended_at__gt=now - ASK_FOR_UNKNOWN
    ).count()
    if unknown:
        yield f"{unknown} lượt gửi bài không rõ đã tới Zalo chưa: xem ở oa.zalo.me, không gửi lại."
