"""What the database keeps of the table of reports: indexes, and what holds of every row."""

from django.db import models
from django.db.models import Q

from reports.workflow import OPEN

# Each serves one list, which may not become a scan with a million reports.
INDEXES = [
    models.Index(fields=["office", "-changed_at", "-id"], name="report_office_newest"),
    models.Index(fields=["-changed_at", "-id"], name="report_newest"),
    models.Index(
        fields=["office", "due_at", "id"],
        condition=Q(status__in=OPEN),
        name="report_queue",
    ),
    models.Index(fields=["due_at", "id"], condition=Q(status__in=OPEN), name="report_due"),
    models.Index(
        fields=["officer", "due_at", "id"],
        condition=Q(status__in=OPEN, officer__isnull=False),
        name="report_held",
    ),
    models.Index(fields=["supply_by"], condition=Q(supply_by__isnull=False), name="report_supply"),
    models.Index(
        fields=["ended_at"],
        condition=Q(erased_at__isnull=True, ended_at__isnull=False),
        name="report_with_words",
    ),
]
CONSTRAINTS: list[models.BaseConstraint] = [
    models.CheckConstraint(
        name="report_ended_dated",
        condition=(Q(status__in=OPEN) & Q(ended_at__isnull=True))
        | (~Q(status__in=OPEN) & Q(ended_at__isnull=False)),
        violation_error_message="Phản ánh đã kết thúc thì có thời điểm, chưa thì không.",
    ),
    models.CheckConstraint(
        name="report_outcome_when_concluded",
        condition=~Q(status="concluded") | ~Q(outcome=""),
        violation_error_message="Phản ánh đã kết luận thì có kết quả.",
    ),
    models.CheckConstraint(
        name="report_point_complete",
        condition=Q(latitude__isnull=True, longitude__isnull=True)
        | Q(latitude__isnull=False, longitude__isnull=False),
        violation_error_message="Ghi cả vĩ độ và kinh độ, hoặc để trống cả hai.",
    ),
    models.CheckConstraint(
        name="report_occurred_in_order",
        condition=Q(occurred_to__isnull=True) | Q(occurred_to__gte=models.F("occurred_from")),
        violation_error_message="Thời điểm cuối không được trước thời điểm đầu.",
    ),
    models.CheckConstraint(
        name="report_anonymous_has_secret",
        condition=~Q(identity="anonymous") | ~Q(secret_hash=""),
        violation_error_message="Phản ánh nặc danh cần mã bí mật.",
    ),
    models.CheckConstraint(
        name="report_merged_in_incident",
        condition=~Q(status="merged") | Q(incident__isnull=False),
        violation_error_message="Phản ánh đã gộp thì thuộc một vụ việc.",
    ),
    models.CheckConstraint(
        name="report_erased_is_empty",
        condition=Q(erased_at__isnull=True)
        | Q(words="", details="", place_words="", search_words=""),
        violation_error_message="Phản ánh đã xoá nội dung thì không còn lời nào.",
    ),
]
