"""What officers do about articles that wait, and what they are told to do about each."""

import structlog
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils import timezone

from announcements.articles.broadcasting import may_ask
from announcements.models import Announcement, Article
from announcements.models.article import ArticleWhy
from foundation.zalo.remedies import remedy
from official_accounts.calling import remedy_of as remedy_of_stop
from official_accounts.health import CONSENT_AGAIN
from official_accounts.models import FeatureStop

ADDRESS = "Quản trị hệ thống đặt PUBLIC_URL bằng địa chỉ https:// của máy chủ rồi thử lại."
REFUSED = "Xem lỗi, sửa bản tin hoặc tài khoản rồi bấm «Thử lại bài viết»."
log = structlog.get_logger("police_portal.announcements")


def waiting(announcement: Announcement) -> QuerySet[Article]:
    """Return the articles of an announcement that are not yet as they have to be."""
    found: QuerySet[Article] = Article.objects.unsettled().filter(announcement=announcement)
    return found


def retry(announcement: Announcement, officer: User) -> int:
    """Let every waiting article of an announcement be tried at once; return how many.

    What Zalo took is found again and not made a second time. Raises PermissionDenied.
    """
    if not may_ask(announcement, officer):
        raise PermissionDenied
    rows = waiting(announcement)
    log.info("articles_retried", announcement=announcement.pk)
    return int(rows.update(is_stuck=False, attempts=0, next_try_at=timezone.now()))


def remedy_of(article: Article, stops: list[FeatureStop]) -> str:
    """Return how to unblock an article; `stops` are those of its account."""
    for stopped in stops:
        if told := remedy_of_stop(stopped):
            return told
    known = remedy(article.error_number) if article.error_number else ""
    return known or {
        ArticleWhy.TOKEN: f"Ở trang «Official Account»: {CONSENT_AGAIN}",
        ArticleWhy.ADDRESS: ADDRESS,
        ArticleWhy.REFUSED: REFUSED,
    }.get(ArticleWhy(article.why) if article.why else ArticleWhy.FAULT, "")
