"""Alarms: ratings of an office that look stuffed. Written by `feedback.ratings.alarms` only."""

from django.db import models
from django.db.models import Q

from feedback.ratings.alarm_querysets import RatingAlarmQuerySet
from feedback.ratings.stuffing import RuleCode
from foundation.records.keys import foreign_key, user_key
from offices.models import Office

MAX_NOTE = 300


class Verdict(models.TextChoices):
    """The verdict of a leader."""

    FINE = "fine", "Bình thường, vẫn tính"
    STUFFED = "stuffed", "Đánh giá khống, không tính"


class RatingAlarm(models.Model):
    """How many ratings of an office look stuffed, on which days and by which rule.

    It leads to no rating and no rater: nothing else is stored.
    """

    office = foreign_key(Office, "đơn vị", "Đơn vị được đánh giá.")
    rule = models.CharField(
        "dấu hiệu", max_length=20, choices=RuleCode, help_text="Vì sao có cảnh báo."
    )
    first = models.DateField("từ ngày", help_text="Ngày đầu của khoảng có dấu hiệu.")
    last = models.DateField("đến ngày", help_text="Ngày cuối của khoảng có dấu hiệu.")
    count = models.PositiveIntegerField("số đánh giá", help_text="Bao nhiêu đánh giá có dấu hiệu.")
    verdict = models.CharField(
        "kết luận",
        max_length=7,
        choices=Verdict,
        blank=True,
        editable=False,
        help_text="Trống khi lãnh đạo cấp trên chưa xem xét.",
    )
    note = models.CharField(
        "căn cứ", max_length=MAX_NOTE, blank=True, editable=False, help_text="Vì sao kết luận vậy."
    )
    reviewed_by = user_key("người kết luận", "Trống khi chưa xem xét.", null=True, editable=False)
    reviewed_on = models.DateField(
        "ngày kết luận", null=True, blank=True, editable=False, help_text="Trống khi chưa xem xét."
    )

    objects = RatingAlarmQuerySet.as_manager()

    class Meta:
        verbose_name = "cảnh báo đánh giá khống"
        verbose_name_plural = "cảnh báo đánh giá khống"
        ordering = ["-last", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "rule", "last"],
                name="rating_alarm_once",
                violation_error_message="Đã có cảnh báo này.",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", reviewed_by=None, reviewed_on=None)
                | (~Q(verdict="") & Q(reviewed_by__isnull=False, reviewed_on__isnull=False)),
                name="rating_alarm_reviewed_whole",
                violation_error_message="Kết luận phải có người và ngày.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rule_display()}, {self.first:%d/%m/%Y} – {self.last:%d/%m/%Y}"
