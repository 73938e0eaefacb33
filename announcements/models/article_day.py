"""How articles and pages of announcements were read on one day. No reader is followed."""

from typing import ClassVar

from django.db import models

from announcements.models.article import Article
from foundation.records.keys import foreign_key
from offices.models import OfficeDay


class ArticleDay(OfficeDay):
    """What Zalo counted of an article since the day before. Written by `articles.statistics`."""

    KEYS: ClassVar[tuple[str, ...]] = ("office_id", "day", "article_id")

    article = foreign_key(Article, "bài", "Bài được đọc.", related_name="days")
    views = models.IntegerField("lượt xem", default=0, help_text="Tăng thêm so với lần đọc trước.")
    shares = models.IntegerField(
        "lượt chia sẻ", default=0, help_text="Tăng thêm so với lần đọc trước."
    )

    class Meta:
        verbose_name = "bài trong ngày"
        verbose_name_plural = "bài theo ngày"
        default_permissions = ()
        ordering = ["-day", "office"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "day", "article"],
                name="articleday_once",
                violation_error_message="Bài đã có số liệu của ngày này.",
            )
        ]


class NewsVisitDay(OfficeDay):
    """Visits of an office's pages by where the link stood, written by `pages.visits`."""

    KEYS: ClassVar[tuple[str, ...]] = ("office_id", "day", "source")

    source = models.CharField(
        "nguồn", max_length=40, help_text="Nơi đặt liên kết; «direct»: không ghi, «other»: lạ."
    )
    visits = models.IntegerField(
        "lượt mở", default=0, help_text="Lượt mở trang, không biết của ai."
    )
    from_articles = models.IntegerField(
        "từ bài viết", default=0, help_text="Trong đó từ bài trên Official Account."
    )
    from_paper = models.IntegerField(
        "từ giấy", default=0, help_text="Trong đó từ mã QR, áp phích in ra."
    )
    from_shares = models.IntegerField(
        "từ chia sẻ", default=0, help_text="Trong đó từ Mini App và liên kết được chia sẻ."
    )

    class Meta:
        verbose_name = "lượt mở trang tin trong ngày"
        verbose_name_plural = "lượt mở trang tin theo ngày"
        default_permissions = ()
        ordering = ["-day", "office"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "day", "source"],
                name="newsvisitday_once",
                violation_error_message="Nguồn đã có số liệu của ngày này.",
            )
        ]
