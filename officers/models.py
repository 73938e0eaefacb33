"""The reviews of officers' accounts."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.records.append_only import Expiring


class AccountReview(Expiring):
    """A leader looked at an account with its roles and posts and found it right."""

    MINIMUM_DAYS = 730

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="tài khoản",
        related_name="reviews",
        help_text="Tài khoản được rà soát.",
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="người rà soát",
        related_name="+",
        db_index=False,
        help_text="Ai đã rà soát.",
    )
    roles = models.CharField(
        "vai trò lúc đó",
        max_length=300,
        blank=True,
        help_text="Các nhóm quyền của tài khoản vào lúc rà soát.",
    )
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Thời điểm rà soát.")

    class Meta:
        verbose_name = "lượt rà soát tài khoản"
        verbose_name_plural = "lượt rà soát tài khoản"
        ordering = ["-at", "-pk"]
        permissions = [("review_accounts", "Được rà soát tài khoản của đơn vị mình")]

    def __str__(self) -> str:
        return f"{self.user} – {timezone.localtime(self.at):%d/%m/%Y}"
