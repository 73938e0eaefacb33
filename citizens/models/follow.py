"""Which citizen is who at which Official Account."""

from django.db import models
from django.db.models import Q

from citizens.models.citizen import Citizen
from foundation.records.keys import foreign_key
from official_accounts.models import OfficialAccount


class FollowQuerySet(models.QuerySet["Follow"]):
    """Follows by account."""

    def of_account(self, oa_id: str) -> "FollowQuerySet":
        """Return those of the account with this id of Zalo's."""
        return self.filter(account__oa_id=oa_id)


class Follow(models.Model):
    """A citizen at one Official Account: Zalo gives each person another id at each account.

    The row also stands for people who do not follow: whoever wrote, or logged in, has an id too.
    """

    citizen = foreign_key(
        Citizen,
        "công dân",
        "Người đã đăng nhập ở đây.",
        related_name="follows",
        on_delete=models.CASCADE,
    )
    account = foreign_key(
        OfficialAccount, "Official Account", "Tài khoản của tỉnh hoặc của một đơn vị."
    )
    user_id = models.CharField(
        "mã người dùng OA",
        max_length=64,
        help_text="Mã của người ấy ở tài khoản này, do Zalo cho biết.",
    )
    is_follower = models.BooleanField(
        "quan tâm", default=False, help_text="Đang quan tâm tài khoản, theo tin báo của Zalo."
    )
    changed_at = models.DateTimeField(
        "quan tâm thay đổi lúc",
        null=True,
        blank=True,
        help_text="Lần gần nhất bắt đầu hoặc thôi quan tâm; trống khi chưa rõ.",
    )
    last_interaction_at = models.DateTimeField(
        "tương tác gần nhất",
        null=True,
        blank=True,
        help_text="Lần nhắn tin, quan tâm, gọi hoặc bấm menu gần nhất: trong 48 giờ sau đó được "
        "nhắn lại miễn phí.",
    )

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = "người quan tâm"
        verbose_name_plural = "người quan tâm"
        ordering = ["citizen", "account"]
        constraints = [
            models.UniqueConstraint(
                fields=["citizen", "account"],
                name="follow_once",
                violation_error_message="Công dân này đã có ở tài khoản.",
            ),
            models.UniqueConstraint(
                fields=["account", "user_id"],
                name="follow_user_once",
                violation_error_message="Mã người dùng này đã của một công dân khác.",
            ),
            models.CheckConstraint(
                condition=Q(is_follower=False) | Q(changed_at__isnull=False),
                name="follow_since_known",
                violation_error_message="Người đang quan tâm có thời điểm bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        """Hold nothing personal: Django's admin keeps this text in its history."""
        return f"Công dân {self.citizen_id} ở tài khoản {self.account_id}"

    @property
    def unfollowed(self) -> bool:
        """Whether Zalo said that the person left; unknown is not left."""
        return self.changed_at is not None and not self.is_follower
