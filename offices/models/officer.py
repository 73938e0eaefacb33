"""The posts of officers."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from foundation.records.keys import foreign_key, user_key
from offices.models.office import Office
from offices.models.querysets import OfficerQuerySet
from offices.validators import validate_phones


class Officer(models.Model):
    """A post of a user of the admin in an office."""

    user = user_key("tài khoản", "Tài khoản đăng nhập của cán bộ.", related_name="posts")
    office = foreign_key(Office, "đơn vị", "Nơi công tác.", related_name="officers")
    public_name = models.CharField(
        "tên công khai",
        max_length=100,
        help_text="Tên mà người dân thấy, ví dụ «Đại úy Nguyễn Văn A».",
    )
    title = models.CharField(
        "chức danh", max_length=100, blank=True, help_text="Ví dụ «Cán bộ một cửa»."
    )
    phone = models.CharField(
        "điện thoại",
        max_length=100,
        blank=True,
        help_text="Chỉ hiện cho người dân khi được công khai.",
    )
    published = models.BooleanField(
        "công khai", default=False, help_text="Bật để người dân thấy tên, chức danh và điện thoại."
    )
    valid_from = models.DateField("từ ngày", null=True, blank=True, help_text="Ngày nhận nhiệm vụ.")
    valid_to = models.DateField("đến ngày", null=True, blank=True, help_text="Ngày thôi nhiệm vụ.")

    objects = OfficerQuerySet.as_manager()

    class Meta:
        verbose_name = "cán bộ"
        verbose_name_plural = "cán bộ"
        ordering = ["public_name", "id"]
        constraints = [
            models.CheckConstraint(
                name="officer_dates_ordered",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày thôi nhiệm vụ không được trước ngày nhận nhiệm vụ.",
            ),
        ]

    def __str__(self) -> str:
        return self.public_name

    def is_held_on(self, day: date) -> bool:
        """Return True if the post is held on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )

    def clean(self) -> None:
        """Refuse a phone number that the Mini App can't dial."""
        super().clean()
        if self.phone:
            validate_phones([self.phone])
